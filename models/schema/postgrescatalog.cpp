// SPDX-License-Identifier: GPL-3.0-or-later
// The catalog of PostgreSQL. Without a schema a name means the table that the search path finds.
#include "connection/connection.h"
#include "schema/catalog.h"

using namespace Qt::StringLiterals;

namespace {

// Booleans are asked for as numbers, because they would come as letters.

/// Tables, partitioned tables, views, materialized views and foreign tables; %1 says which schema.
const QString relations = u"FROM pg_catalog.pg_class AS c "
                          "JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace "
                          "%2 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND %1 "_s;
const QString ownSchemas =
    u"pg_catalog.pg_table_is_visible(c.oid) AND n.nspname NOT IN ('pg_catalog', 'information_schema')"_s;
const QString namedSchema = u"n.nspname = ?"_s;

const QString tableNamesSql = u"SELECT c.relname %1 ORDER BY c.relname"_s;
const QString kindSql = u"SELECT CAST(c.reltuples AS bigint), c.relkind, CAST(c.relhassubclass AS integer) "
                        "%1 AND c.relname = ?"_s;
const QString columnsJoin =
    u"JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid "
    "LEFT JOIN pg_catalog.pg_collation AS l ON l.oid = a.attcollation "
    "LEFT JOIN pg_catalog.pg_database AS d ON d.datname = current_database() "
    "LEFT JOIN pg_catalog.pg_index AS k ON k.indrelid = c.oid AND k.indisprimary "
    "LEFT JOIN pg_catalog.pg_attrdef AS f ON f.adrelid = c.oid AND f.adnum = a.attnum"_s;
const QString columnsSql =
    u"SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), CAST(a.attnotnull AS integer), "
    "CASE WHEN l.collname = 'default' AND COALESCE(to_jsonb(d) ->> 'datlocprovider', 'c') = 'c' "
    "THEN d.datcollate ELSE l.collname END, "
    "COALESCE(array_position(CAST(k.indkey AS smallint[]), a.attnum) + 1, 0), "
    "pg_catalog.pg_get_expr(f.adbin, f.adrelid), "
    "COALESCE(to_jsonb(a) ->> 'attidentity', ''), COALESCE(to_jsonb(a) ->> 'attgenerated', '') "
    "%1 AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum"_s;
const QString indexesJoin = u"JOIN pg_catalog.pg_index AS i ON i.indrelid = c.oid "
                            "JOIN pg_catalog.pg_class AS ic ON ic.oid = i.indexrelid "
                            "JOIN pg_catalog.pg_am AS m ON m.oid = ic.relam "
                            "CROSS JOIN LATERAL generate_series(0, i.indnkeyatts - 1) AS p(place) "
                            "LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid "
                            "AND a.attnum = i.indkey[p.place] AND a.attnum > 0"_s;
const QString indexesSql =
    u"SELECT ic.relname, CAST(i.indisunique AS integer), "
    "CAST(i.indpred IS NULL AND m.amname = 'btree' AND i.indisvalid AS integer), a.attname "
    "%1 AND c.relname = ? ORDER BY NOT i.indisprimary, NOT i.indisunique, ic.relname, p.place"_s;
const QString definitionsSql =
    u"SELECT c.relname, concat_ws(' ', a.attnum, a.attname, "
    "pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attcollation) "
    "%1 AND lower(c.relname) IN (%3) AND a.attnum > 0 AND NOT a.attisdropped "
    "UNION ALL SELECT c.relname, pg_catalog.pg_get_indexdef(i.indexrelid) "
    "%2 AND lower(c.relname) IN (%3) ORDER BY 1, 2"_s;
const QString attributesJoin = u"JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid"_s;
const QString indexJoin = u"JOIN pg_catalog.pg_index AS i ON i.indrelid = c.oid"_s;

/// The part of a statement that finds the tables of one schema, with what else it joins.
QString from(const QString &database, const QString &joins = {})
{
    return relations.arg(database.isEmpty() ? ownSchemas : namedSchema, joins);
}

QVariantList bound(const QString &database, const QVariantList &values)
{
    return database.isEmpty() ? values : QVariantList {database} + values;
}

Result<RowSet> selectAbout(
    Connection &connection, const QString &sql, const QString &joins, const TableRef &ref)
{
    return connection.select({sql.arg(from(ref.database, joins)), bound(ref.database, {ref.name})});
}

Result<QStringList> tableNames(Connection &connection, const QString &database)
{
    const auto found = connection.select({tableNamesSql.arg(from(database)), bound(database, {})});
    if (!found)
        return found.error();
    QStringList names;
    for (const QVariantList &row : found->rows)
        names.append(row.value(0).toString());
    return names;
}

Result<QList<CatalogColumn>> readColumns(Connection &connection, const TableRef &ref)
{
    const auto found = selectAbout(connection, columnsSql, columnsJoin, ref);
    if (!found)
        return found.error();
    QList<CatalogColumn> columns;
    for (const QVariantList &row : found->rows) {
        const QString given = row.value(5).toString();
        columns.append({row.value(0).toString(), row.value(1).toString(), row.value(2).toBool(),
            row.value(4).toInt(), row.value(3).toString(), given,
            !row.value(6).toString().isEmpty() || given.startsWith("nextval("_L1),
            !row.value(7).toString().isEmpty()});
    }
    return columns;
}

Result<QList<CatalogIndex>> readIndexes(Connection &connection, const TableRef &ref)
{
    const auto found = selectAbout(connection, indexesSql, indexesJoin, ref);
    if (!found)
        return found.error();
    QList<CatalogIndex> indexes;
    for (const QVariantList &row : found->rows) {
        const QString name = row.value(0).toString();
        if (indexes.isEmpty() || indexes.last().name != name)
            indexes.append({name, row.value(1).toBool(), row.value(2).toBool(), {}});
        if (row.value(3).isNull())
            indexes.last().whole = false; // an expression
        else
            indexes.last().columns.append(row.value(3).toString());
    }
    return indexes;
}

// A table that was never analysed has -1, an old server says 0; neither is a number of rows.
qint64 rowsOf(const QVariantList &row)
{
    const qint64 rows = row.value(0).toLongLong();
    return row.value(1).toString() == "r"_L1 && !row.value(2).toBool() && rows > 0 ? rows : -1;
}

Result<qint64> readEstimate(Connection &connection, const TableRef &ref)
{
    const auto kind = selectAbout(connection, kindSql, {}, ref);
    if (!kind)
        return kind.error();
    return rowsOf(kind->rows.value(0));
}

Result<CatalogTable> readTable(Connection &connection, const TableRef &ref)
{
    const auto rows = readEstimate(connection, ref);
    if (!rows)
        return rows.error();
    const auto columns = readColumns(connection, ref);
    if (!columns)
        return columns.error();
    const auto indexes = readIndexes(connection, ref);
    if (!indexes)
        return indexes.error();
    return CatalogTable {ref.name, *columns, *indexes, {}, ref.database, {}, *rows};
}

Result<QList<CatalogDefinition>> readDefinitions(
    Connection &connection, const QString &database, const QStringList &names)
{
    QVariantList values;
    for (const QString &name : names)
        values.append(name.toLower());
    const QString marks = QStringList(names.size(), u"?"_s).join(u", "_s);
    const QVariantList half = bound(database, values);
    const auto found = connection.select(
        {definitionsSql.arg(from(database, attributesJoin), from(database, indexJoin), marks), half + half});
    if (!found)
        return found.error();
    QList<CatalogDefinition> definitions;
    for (const QVariantList &row : found->rows)
        definitions.append({row.value(0).toString(), row.value(1).toString()});
    return definitions;
}

} // namespace

const CatalogReader postgresCatalogReader {true, tableNames, readTable, readDefinitions, readEstimate};
