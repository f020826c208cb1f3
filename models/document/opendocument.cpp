// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/opendocument.h"

#include "base/visibletext.h"
#include "connection/textvalue.h"
#include "document/documentmeasure.h"
#include "document/gist.h"
#include "grid/cellbytes.h"
#include "grid/subjects.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("OpenDocument", text);
}
} // namespace

bool StoredRow::isSameRow(const StoredRow &other) const
{
    return table.role == other.table.role && rowKey == other.rowKey;
}

QVariant StoredRow::value(const QString &column) const
{
    return cells.value(table.indexOf(column));
}

StoredRow StoredRow::with(const QList<NamedValue> &values) const
{
    StoredRow row = *this;
    for (const NamedValue &value : values)
        if (const int at = table.indexOf(value.column); at >= 0 && at < row.cells.size())
            row.cells[at] = value.value;
    return row;
}

bool OpenDocument::isSameDocument(const OpenDocument &other) const
{
    return row.isSameRow(other.row) && column == other.column;
}

QByteArray OpenDocument::stored() const
{
    return cellBytes(row.value(column));
}

QString OpenDocument::readOnlyReason() const
{
    if (isCut)
        return tr("This document is larger than %1: only its beginning is shown, and it cannot be edited "
                  "here.")
            .arg(sizeText(mostDocumentBytes));
    if (!text.isExact)
        return tr("This document can only be read: %1").arg(text.whyNot);
    if (row.table.keyKind == KeyKind::None)
        return tr("This document can only be read: its table has no key, so that its row cannot be found "
                  "again with certainty.");
    return {};
}

QString OpenDocument::owner() const
{
    return subjectOf(Subject::Presentity, row.table, row.cells).value_or(QString());
}

QString OpenDocument::title() const
{
    const QString whose = owner();
    if (whose.isEmpty())
        return tr("%1 in %2").arg(type().titleText(), visibleText(row.table.name));
    return tr("%1 of %2").arg(type().titleText(), visibleText(whose));
}

QString OpenDocument::measures() const
{
    if (isNull)
        return tr("NULL");
    return tr("%1 · %2").arg(sizeText(size), text.encodingName());
}

OpenDocument openDocument(const StoredRow &row, const QString &column)
{
    OpenDocument document;
    document.row = row;
    document.column = column;
    const QByteArray stored = document.stored();
    document.size = stored.size();
    document.isNull = row.value(column).isNull();
    document.isCut = stored.size() > mostDocumentBytes;
    document.context = documentContext(row.table, row.cells, column);
    document.text = decodeDocument(stored);
    document.decision = decideDocumentType(document.context, stored);
    if (const auto exceeded = measureDocument(stored).exceeded()) {
        document.isTooDeep = true;
        document.limit = exceeded->sentence;
    }
    return document;
}

QList<OpenDocument> openDocuments(const StoredRow &row)
{
    QList<OpenDocument> documents;
    for (const QString &column : documentColumns(row.table))
        documents.append(openDocument(row, column));
    return documents;
}

QVariant storedLike(const QVariant &before, const ColumnInfo &column, const QByteArray &bytes)
{
    const bool isBinary =
        before.isNull() ? column.kind == ColumnKind::Binary : before.userType() == QMetaType::QByteArray;
    return isBinary ? QVariant(bytes) : textValue(bytes);
}
