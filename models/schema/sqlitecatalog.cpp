// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/connection.h"
#include "schema/catalog.h"

#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString tableNamesSql =
    u"SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY name"_s;
const QString kindSql = u"SELECT type, wr FROM pragma_table_list WHERE schema = 'main' AND name = ?"_s;
const QString columnsSql =
    u"SELECT name, type, \"notnull\", pk, dflt_value, hidden FROM pragma_table_xinfo(?) WHERE hidden <> 1 "
    "ORDER BY cid"_s;
const QString indexesSql = u"SELECT l.name, l.\"unique\", l.partial, i.name FROM pragma_index_list(?) AS l, "
                           u"pragma_index_info(l.name) AS i "
                           "ORDER BY l.seq, i.seqno"_s;
const QString definitionsSql =
    u"SELECT name, sql FROM sqlite_master WHERE lower(tbl_name) IN (%1) ORDER BY type, name"_s;

/// What kind of table it is decides whether rows have a hidden number.
struct TableKind {
    bool ordinary = false; ///< a real table, no view and nothing virtual
    bool withoutRowid = false;
};

Result<TableKind> readKind(Connection &connection, const QString &name)
{
    const auto found = connection.select({kindSql, {name}});
    if (!found)
        return found.error();
    if (found->rows.isEmpty())
        return TableKind {};
    const QVariantList &row = found->rows.first();
    return TableKind {row.value(0).toString() == "table"_L1, row.value(1).toBool()};
}

// SQLite allows NULL in a primary key that is neither declared NOT NULL, nor the rowid itself, nor in a
// WITHOUT ROWID table.
void settleKeyNulls(QList<CatalogColumn> &columns, const TableKind &kind)
{
    const auto inKey = [](const CatalogColumn &column) { return column.keyPosition > 0; };
    const bool single = std::ranges::count_if(columns, inKey) == 1;
    for (CatalogColumn &column : columns) {
        const bool isInteger = column.type.compare("INTEGER"_L1, Qt::CaseInsensitive) == 0;
        column.isGenerated = kind.ordinary && !kind.withoutRowid && single && inKey(column) && isInteger;
        if (inKey(column) && (kind.withoutRowid || (single && isInteger)))
            column.notNull = true;
    }
}

Result<QList<CatalogColumn>> readColumns(Connection &connection, const QString &name)
{
    const auto found = connection.select({columnsSql, {name}});
    if (!found)
        return found.error();
    QList<CatalogColumn> columns;
    for (const QVariantList &row : found->rows)
        columns.append({row.value(0).toString(), row.value(1).toString(), row.value(2).toBool(),
            row.value(3).toInt(), {}, row.value(4).toString(), false, row.value(5).toInt() > 1});
    return columns;
}

Result<QList<CatalogIndex>> readIndexes(Connection &connection, const QString &name)
{
    const auto found = connection.select({indexesSql, {name}});
    if (!found)
        return found.error();
    QList<CatalogIndex> indexes;
    for (const QVariantList &row : found->rows) {
        const QString index = row.value(0).toString();
        if (indexes.isEmpty() || indexes.last().name != index)
            indexes.append({index, row.value(1).toBool(), !row.value(2).toBool(), {}});
        if (row.value(3).isNull())
            indexes.last().whole = false; // an expression, or the rowid
        else
            indexes.last().columns.append(row.value(3).toString());
    }
    return indexes;
}

// An INTEGER PRIMARY KEY has no index of its own: the table is its index.
void addPrimaryKey(CatalogTable &table)
{
    QMap<int, QString> places;
    for (const CatalogColumn &column : std::as_const(table.columns))
        if (column.keyPosition > 0)
            places.insert(column.keyPosition, column.name);
    const QStringList key = places.values();
    const bool listed = std::ranges::any_of(
        table.indexes, [&](const CatalogIndex &index) { return index.unique && index.columns == key; });
    if (!key.isEmpty() && !listed)
        table.indexes.prepend({u"PRIMARY KEY"_s, true, true, key});
}

// The hidden row number answers to three names; a column may have taken some of them.
QString freeRowidName(const QList<CatalogColumn> &columns)
{
    for (const QString &name : {u"rowid"_s, u"_rowid_"_s, u"oid"_s})
        if (std::ranges::none_of(columns, [&](const CatalogColumn &column) {
                return column.name.compare(name, Qt::CaseInsensitive) == 0;
            }))
            return name;
    return {};
}

Result<QStringList> sqliteTableNames(Connection &connection, const QString &)
{
    const auto found = connection.select({tableNamesSql, {}});
    if (!found)
        return found.error();
    QStringList names;
    for (const QVariantList &row : found->rows)
        names.append(row.value(0).toString());
    return names;
}

Result<CatalogTable> sqliteTable(Connection &connection, const TableRef &ref)
{
    const QString &name = ref.name;
    const auto kind = readKind(connection, name);
    if (!kind)
        return kind.error();
    auto columns = readColumns(connection, name);
    if (!columns)
        return columns.error();
    settleKeyNulls(*columns, *kind);
    const auto indexes = readIndexes(connection, name);
    if (!indexes)
        return indexes.error();
    CatalogTable table {name, *columns, *indexes, {}};
    addPrimaryKey(table);
    if (kind->ordinary && !kind->withoutRowid)
        table.hiddenKey = freeRowidName(table.columns);
    return table;
}

Result<QList<CatalogDefinition>> sqliteDefinitions(
    Connection &connection, const QString &, const QStringList &names)
{
    QVariantList values;
    for (const QString &name : names)
        values.append(name.toLower());
    const auto found =
        connection.select({definitionsSql.arg(QStringList(names.size(), u"?"_s).join(u", "_s)), values});
    if (!found)
        return found.error();
    QList<CatalogDefinition> definitions;
    for (const QVariantList &row : found->rows)
        definitions.append({row.value(0).toString(), row.value(1).toString()});
    return definitions;
}

// SQLite keeps no number of rows.
Result<qint64> sqliteEstimate(Connection &, const TableRef &)
{
    return -1;
}

} // namespace

const CatalogReader sqliteCatalogReader {
    false, sqliteTableNames, sqliteTable, sqliteDefinitions, sqliteEstimate};
