// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documenttype.h"
#include "schema/schema.h"

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <optional>

/// What the row says about the document in one of its columns.
struct DocumentContext {
    TableRole role = TableRole::Presentity;
    Family family = Family::Unknown;
    QString generation;
    QString column;
    QString event; ///< presentity.event, empty where the table has none
    QString contentType; ///< rls_presentity.content_type
    std::optional<qint64> docType; ///< xcap.doc_type, by the generation's own numbers
    QString username; ///< whom the document is about; of rls_presentity, user of the resource
    QString domain;
    qint64 capacity = -1; ///< bytes that the column holds, -1: unbounded or unknown
    bool holdsHeaders = false; ///< the column holds header lines, no document
    qint64 now = 0; ///< epoch seconds on the server's clock; 0: this machine's

    /// OpenSIPS reads rules of this kind by OMA's conditions.
    bool isOmaRules() const;
};

/// From the whole row as the database has it (cells in the order of table.columns).
DocumentContext documentContext(
    const TableInfo &table, const QVariantList &cells, const QString &column, qint64 capacity = -1);
/// The columns of a table that hold documents or header lines.
QStringList documentColumns(const TableInfo &table);

/// What kind a document is: what the row says and what the root element says.
struct TypeDecision {
    const DocumentType *byRow = nullptr; ///< nullptr: the row does not say
    const DocumentType *byContent = nullptr; ///< nullptr: nothing that we know
    const DocumentType *chosen = nullptr; ///< never nullptr: the row's, else the content's, else plain XML
    QString disagreement; ///< a sentence when the two differ, else empty
};

TypeDecision decideDocumentType(const DocumentContext &context, const QByteArray &stored);
