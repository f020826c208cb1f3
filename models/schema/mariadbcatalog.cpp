// SPDX-License-Identifier: GPL-3.0-or-later
// The catalog of MariaDB and MySQL, information_schema. Table names are spelled exactly: on most systems
// their case matters.
#include "connection/connection.h"
#include "schema/catalog.h"

using namespace Qt::StringLiterals;

namespace {

const QString tableNamesSql =
    u"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = %1 ORDER BY TABLE_NAME"_s;
const QString existingSql = u"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = %1 "
                            "AND LOWER(TABLE_NAME) IN (%2) ORDER BY TABLE_NAME"_s;
const QString kindSql =
    u"SELECT ENGINE, TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = %1 AND TABLE_NAME = ?"_s;
const QString columnsSql =
    u"SELECT COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLLATION_NAME, COLUMN_DEFAULT, EXTRA "
    "FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = %1 AND TABLE_NAME = ? "
    "ORDER BY ORDINAL_POSITION"_s;
const QString indexesSql = u"SELECT INDEX_NAME, NON_UNIQUE, COLUMN_NAME, SUB_PART, INDEX_TYPE "
                           "FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = %1 AND TABLE_NAME = ? "
                           "ORDER BY NON_UNIQUE, INDEX_NAME, SEQ_IN_INDEX"_s;
// One table by its exact name: for anything else the server opens every table of the database.
const QString definitionSql =
    u"SELECT TABLE_NAME, CONCAT_WS(' ', ORDINAL_POSITION, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, "
    "COLLATION_NAME) AS definition FROM information_schema.COLUMNS "
    "WHERE TABLE_SCHEMA = %1 AND TABLE_NAME = ? "
    "UNION ALL SELECT TABLE_NAME, CONCAT_WS(' ', INDEX_NAME, NON_UNIQUE, SEQ_IN_INDEX, COLUMN_NAME, "
    "SUB_PART) "
    "FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = %1 AND TABLE_NAME = ?"_s;

/// A statement about one database: %1 is the own one or a bound name.
Statement about(const QString &sql, const QString &database, const QVariantList &values)
{
    if (database.isEmpty())
        return {sql.arg(u"DATABASE()"_s), values};
    return {sql.arg(u"?"_s), QVariantList {database} + values};
}

Result<QStringList> readNames(Connection &connection, const Statement &statement)
{
    const auto found = connection.select(statement);
    if (!found)
        return found.error();
    QStringList names;
    for (const QVariantList &row : found->rows)
        names.append(row.value(0).toString());
    return names;
}

Result<QStringList> tableNames(Connection &connection, const QString &database)
{
    return readNames(connection, about(tableNamesSql, database, {}));
}

/// "NULL" is how MariaDB says that there is none.
QString defaultOf(const QVariant &value)
{
    const QString text = value.toString();
    return value.isNull() || text == "NULL"_L1 ? QString() : text;
}

bool hasTrait(const QVariant &extra, QLatin1StringView trait)
{
    return extra.toString().contains(trait, Qt::CaseInsensitive);
}

Result<QList<CatalogColumn>> readColumns(Connection &connection, const TableRef &ref)
{
    const auto found = connection.select(about(columnsSql, ref.database, {ref.name}));
    if (!found)
        return found.error();
    QList<CatalogColumn> columns;
    for (const QVariantList &row : found->rows)
        columns.append({row.value(0).toString(), row.value(1).toString(), row.value(2).toString() == "NO"_L1,
            0, row.value(3).toString(), defaultOf(row.value(4)), hasTrait(row.value(5), "auto_increment"_L1),
            hasTrait(row.value(5), " GENERATED"_L1)});
    return columns;
}

// Part of a value, an expression, words of a text: such an index has no order that rows could be read in.
bool isWholeColumn(const QVariantList &row)
{
    return !row.value(2).isNull() && row.value(3).isNull() && row.value(4).toString() == "BTREE"_L1;
}

Result<QList<CatalogIndex>> readIndexes(Connection &connection, const TableRef &ref)
{
    const auto found = connection.select(about(indexesSql, ref.database, {ref.name}));
    if (!found)
        return found.error();
    QList<CatalogIndex> indexes;
    for (const QVariantList &row : found->rows) {
        const QString name = row.value(0).toString();
        if (indexes.isEmpty() || indexes.last().name != name)
            indexes.append({name, row.value(1).toLongLong() == 0, true, {}});
        indexes.last().whole = indexes.last().whole && isWholeColumn(row);
        if (!row.value(2).isNull())
            indexes.last().columns.append(row.value(2).toString());
    }
    return indexes;
}

void markPrimaryKey(CatalogTable &table)
{
    for (const CatalogIndex &index : std::as_const(table.indexes)) {
        if (index.name != "PRIMARY"_L1 || !index.whole)
            continue;
        for (CatalogColumn &column : table.columns)
            column.keyPosition = static_cast<int>(index.columns.indexOf(column.name)) + 1;
    }
}

qint64 rowsOf(const QVariant &estimate)
{
    return estimate.isNull() ? -1 : estimate.toLongLong();
}

Result<CatalogTable> readTable(Connection &connection, const TableRef &ref)
{
    const auto kind = connection.select(about(kindSql, ref.database, {ref.name}));
    if (!kind)
        return kind.error();
    const auto columns = readColumns(connection, ref);
    if (!columns)
        return columns.error();
    const auto indexes = readIndexes(connection, ref);
    if (!indexes)
        return indexes.error();
    const QVariantList row = kind->rows.value(0);
    CatalogTable table {
        ref.name, *columns, *indexes, {}, ref.database, row.value(0).toString(), rowsOf(row.value(1))};
    markPrimaryKey(table);
    return table;
}

/// As they are spelled there, whatever the case in which they are looked for. Names alone cost the server no
/// opening of tables.
Result<QStringList> existingNames(Connection &connection, const QString &database, const QStringList &names)
{
    QVariantList values;
    for (const QString &name : names)
        values.append(name.toLower());
    const QString marks = QStringList(names.size(), u"?"_s).join(u", "_s);
    return readNames(connection, about(QString(existingSql).replace("%2"_L1, marks), database, values));
}

Result<QList<CatalogDefinition>> readDefinitions(
    Connection &connection, const QString &database, const QStringList &names)
{
    const auto existing = existingNames(connection, database, names);
    if (!existing)
        return existing.error();
    QStringList parts;
    QVariantList values;
    const bool own = database.isEmpty();
    for (const QString &name : *existing) {
        parts.append(definitionSql.arg(own ? u"DATABASE()"_s : u"?"_s));
        const QVariantList one = own ? QVariantList {name} : QVariantList {database, name};
        values += one + one;
    }
    if (parts.isEmpty())
        return QList<CatalogDefinition>();
    const auto found = connection.select({parts.join(u" UNION ALL "_s) + u" ORDER BY 1, 2"_s, values});
    if (!found)
        return found.error();
    QList<CatalogDefinition> definitions;
    for (const QVariantList &row : found->rows)
        definitions.append({row.value(0).toString(), row.value(1).toString()});
    return definitions;
}

Result<qint64> readEstimate(Connection &connection, const TableRef &ref)
{
    const auto found = connection.select(about(kindSql, ref.database, {ref.name}));
    if (!found)
        return found.error();
    return rowsOf(found->rows.value(0).value(1));
}

} // namespace

const CatalogReader mariaDbCatalogReader {true, tableNames, readTable, readDefinitions, readEstimate};
