// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/editablerow.h"

#include "change/changesql.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("EditableRow", text);
}

bool namesOneRow(const TableInfo &table, const QList<NamedValue> &key)
{
    return table.keyKind != KeyKind::None && std::ranges::all_of(table.key, [&](const QString &column) {
        return valueOf(key, column) != nullptr;
    });
}

Error noKey()
{
    return {tr("The key of this row is not known, so it cannot be read alone. Refresh and try again."), {},
        Fault::Refused};
}

QList<NamedValue> namedValues(const TableInfo &table, const QVariantList &row)
{
    QList<NamedValue> values;
    for (qsizetype i = 0; i < table.columns.size(); ++i)
        values.append({table.columns.at(i).name, row.value(i)});
    return values;
}

} // namespace

Result<std::optional<QList<NamedValue>>> readRowForEdit(
    Connection &connection, const TableInfo &table, const QList<NamedValue> &key)
{
    if (!namesOneRow(table, key))
        return noKey();
    // Asked first: bodies would be in memory already.
    const auto size = connection.select(rowSizeStatement(table, key, connection.dialect()));
    if (!size)
        return size.error();
    if (size->rows.size() > 1)
        return noKey();
    if (size->rows.isEmpty())
        return std::optional<QList<NamedValue>>();
    if (size->rows.constFirst().value(0).toLongLong() > mostEditableBytes)
        return Error {tr("This row is too large to be edited here (more than 16 MB)."), {}, Fault::Refused};
    const auto rows = connection.select(rowStatement(table, key, connection.dialect()));
    if (!rows)
        return rows.error();
    if (rows->rows.size() != 1)
        return std::optional<QList<NamedValue>>();
    return std::optional(namedValues(table, rows->rows.constFirst()));
}
