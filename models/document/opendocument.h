// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/rowchange.h"
#include "document/documentcheck.h"
#include "document/documenttext.h"
#include "grid/window.h"
#include "schema/schema.h"

/// A row as it was read whole, and what it takes to find it again.
struct StoredRow {
    TableInfo table;
    RowKey rowKey; ///< as the grid has it; empty for a row that is not stored yet
    QList<NamedValue> key; ///< key columns, or the hidden row number
    QVariantList cells; ///< in the order of table.columns

    bool isNew() const { return rowKey.isEmpty(); }
    bool isSameRow(const StoredRow &other) const;
    QVariant value(const QString &column) const;
    /// The same row with other values.
    StoredRow with(const QList<NamedValue> &values) const;
};

/// One document of a row with everything that is known of it before it is parsed.
struct OpenDocument {
    StoredRow row = {};
    QString column = {};
    DocumentContext context = {};
    DocumentNeighbours neighbours = {};
    TypeDecision decision = {};
    DocumentText text = {};
    qint64 size = 0; ///< of the stored bytes
    bool isNull = false; ///< the cell is NULL
    bool isCut = false; ///< larger than what is read: shown in part and never written
    bool isTooDeep = false; ///< beyond a limit of what parsers and lexers get to see
    QString limit = {}; ///< the sentence for that

    const DocumentType &type() const { return *decision.chosen; }
    bool isSameDocument(const OpenDocument &other) const;
    /// The bytes as they are stored.
    QByteArray stored() const;
    /// Why it can only be read; empty when it can be edited.
    QString readOnlyReason() const;
    /// "sip:alice@example.com", or what else the row is about.
    QString owner() const;
    /// "pres-rules of sip:alice@example.com", plain text
    QString title() const;
    /// "1.2 kB · UTF-8"
    QString measures() const;
};

/// Documents larger than this are read in part.
constexpr int mostDocumentBytes = 4 * 1024 * 1024;

OpenDocument openDocument(const StoredRow &row, const QString &column);
/// One for each document column of the table.
QList<OpenDocument> openDocuments(const StoredRow &row);

/// The value that stores these bytes as the column held its value before: text stays text, binary binary.
QVariant storedLike(const QVariant &before, const ColumnInfo &column, const QByteArray &bytes);
