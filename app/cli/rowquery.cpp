// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowquery.h"

#include "schema/tablenames.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

struct SortOrder {
    QString column;
    bool descending = false;
};

Error unknownTable(const QString &word, const DatabaseSchema &schema)
{
    QStringList present;
    for (const TableInfo &table : schema.tables)
        if (table.present)
            present << table.name;
    if (present.isEmpty())
        return Error {noPresenceTables(schema), {}, Fault::Unreachable};
    const bool missing = schema.tableNamed(word) || roleNamed(word);
    const QString sentence = missing ? tr("This database has no table %1. It has: %2.")
                                     : tr("\"%1\" is no presence table of this database. Accepted are: %2.");
    return Error {sentence.arg(word, present.join(u", "_s)), {}, missing ? Fault::Unreachable : Fault::Usage};
}

Result<TableInfo> findTable(const QString &word, const DatabaseSchema &schema)
{
    const TableInfo *table = schema.tableNamed(word);
    if (!table || !table->present)
        return unknownTable(word, schema);
    return *table;
}

Result<SortOrder> readSort(const QString &text, const TableInfo &table)
{
    if (text.isEmpty() || table.indexOf(text) >= 0) // a name may itself hold a colon
        return SortOrder {text, false};
    const QString name = text.section(u':', 0, -2);
    const QString direction = text.section(u':', -1).toLower();
    if ((direction == "asc"_L1 || direction == "desc"_L1) && table.indexOf(name) >= 0)
        return SortOrder {name, direction == "desc"_L1};
    QStringList names;
    for (const ColumnInfo &column : table.columns)
        names << column.name;
    return Error {
        tr("The table %1 cannot be sorted by \"%2\". Accepted is one of its columns, with :desc for the "
           "greatest first: %3.")
            .arg(table.name, text, names.join(u", "_s)),
        {}, Fault::Usage};
}

/// The key behind the chosen column makes the order total. A table without any key gets all of its columns.
QString orderClause(const SortOrder &sort, const TableInfo &table, const Dialect &dialect)
{
    QStringList names = table.key;
    if (table.keyKind == KeyKind::None)
        for (const ColumnInfo &column : table.columns)
            names << column.name;
    names.removeAll(sort.column);
    QStringList terms;
    if (!sort.column.isEmpty())
        terms << dialect.quoted(sort.column) + (sort.descending ? " DESC"_L1 : ""_L1);
    for (const QString &name : names)
        terms << dialect.quoted(name);
    return terms.join(u", "_s);
}

Result<RowFilter> readFilter(const QStringList &where, const TableInfo &table, const DecodeContext &context)
{
    RowFilter filter;
    for (const QString &text : where) {
        const Result<Condition> condition = parseCondition(text, table, context);
        if (!condition)
            return condition.error();
        filter.conditions << *condition;
    }
    return filter;
}

} // namespace

Result<RowQuery> rowQuery(const RowRequest &request, const Session &session)
{
    const Dialect &dialect = session.connection->dialect();
    const Result<TableInfo> table = findTable(request.table, session.schema);
    if (!table)
        return table.error();
    const Result<RowFilter> filter = readFilter(request.where, *table, session.contextOf(*table));
    if (!filter)
        return filter.error();
    const Result<SortOrder> sort = readSort(request.sort, *table);
    if (!sort)
        return sort.error();
    const Result<Statement> where = whereClause(*filter, *table, dialect);
    if (!where)
        return where.error();
    return RowQuery {*table, *where, orderClause(*sort, *table, dialect), request.limit, request.offset};
}

Statement pageStatement(const RowQuery &query, qint64 offset, qint64 count, const Dialect &dialect)
{
    QStringList columns;
    for (const ColumnInfo &column : query.table.columns)
        columns << dialect.quoted(column.name);
    QString sql = u"SELECT "_s + columns.join(u", "_s) + u" FROM "_s + dialect.quoted(query.table.name);
    if (!query.where.sql.isEmpty())
        sql += u" WHERE "_s + query.where.sql;
    if (!query.order.isEmpty())
        sql += u" ORDER BY "_s + query.order;
    return {sql + u" LIMIT ? OFFSET ?"_s, query.where.values + QVariantList {count, offset}};
}
