// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/key.h"

#include <QMap>

#include <algorithm>

namespace {

bool neverNull(const CatalogTable &table, const QString &name)
{
    return std::ranges::any_of(table.columns, [&](const CatalogColumn &column) {
        return column.notNull && column.name.compare(name, Qt::CaseInsensitive) == 0;
    });
}

bool identifies(const CatalogTable &table, const QStringList &columns)
{
    return !columns.isEmpty()
        && std::ranges::all_of(columns, [&](const QString &name) { return neverNull(table, name); });
}

QStringList primaryKey(const CatalogTable &table)
{
    QMap<int, QString> places;
    for (const CatalogColumn &column : table.columns)
        if (column.keyPosition > 0)
            places.insert(column.keyPosition, column.name);
    return places.values();
}

} // namespace

TableKey keyOf(const CatalogTable &table)
{
    if (const QStringList primary = primaryKey(table); identifies(table, primary))
        return {KeyKind::Columns, primary};
    for (const CatalogIndex &index : table.indexes)
        if (index.unique && index.whole && identifies(table, index.columns))
            return {KeyKind::Columns, index.columns};
    if (!table.hiddenKey.isEmpty())
        return {KeyKind::Rowid, {table.hiddenKey}};
    return {};
}
