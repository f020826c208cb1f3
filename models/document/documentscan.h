// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documentcheck.h"
#include "grid/windowquery.h"

#include <atomic>
#include <memory>
#include <optional>

/// A document of a database that was looked at, and how to find it again.
struct ScannedDocument {
    TableRole role = TableRole::Presentity;
    QString table; ///< as this database calls it
    RowKey row;
    QVariantList keyValues; ///< of TableInfo::key, in its order; empty for a table without a key
    QString subject; ///< what identifies the row, for people; visible text
    QString column;
    QString type; ///< DocumentType::id
    Verdict verdict;

    /// "xcap:17", the name of a document in a script.
    QString address() const;
};

/// Where the next page of a table begins.
struct ScanCursor {
    std::optional<Anchor> after;
    qint64 offset = 0; ///< rows that are done
    bool isAtEnd = false;
};

/// One page that was read and checked.
struct ScanPage {
    QList<ScannedDocument> documents; ///< all of them, also those that are fine
    ScanCursor next;
    qint64 readMs = 0; ///< what the server had to do with it
};

/// How a scan is made.
struct ScanManner {
    ReadLimit limit = {};
    qint64 now = 0; ///< epoch seconds on the server's clock; 0: this machine's
    /// Set from any thread, it ends a page between two documents with Fault::Superseded.
    std::shared_ptr<const std::atomic<bool>> cancelled = {};
};

/// Reads the next few rows of a table and checks their documents; one larger than a page's share is read
/// alone, one beyond the limits not at all. Runs on the database thread. Errors: what Connection::select()
/// returns.
Result<ScanPage> scanPage(
    Connection &connection, const TableInfo &table, const ScanCursor &cursor, const ScanManner &manner);

/// The tables in which there is something to check.
QList<TableInfo> tablesWithDocuments(const DatabaseSchema &schema);
