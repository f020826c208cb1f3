// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/tablecounts.h"

#include "grid/sqlparts.h"
#include "schema/catalog.h"
#include "schema/columnsql.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace {
/// One aggregate: where its answer goes and which rows it counts.
struct Aggregate {
    qint64 TableCounts::*target;
    Statement where;
};

QList<Aggregate> aggregatesOf(
    const TableInfo &table, const Dialect &dialect, const ExpiryPolicy &policy, const DecodeContext &context)
{
    QList<Aggregate> all {{&TableCounts::rows, {}}};
    if (const int at = table.indexOf(Meaning::Expiry); at >= 0) {
        const auto is = [&](QLatin1StringView comparison, qint64 time) {
            return compared(dialect, table.columns.at(at), comparison, time);
        };
        all.append({&TableCounts::expiring,
            joined(is(">="_L1, context.now), "AND"_L1, is("<="_L1, context.now + policy.warnSeconds))});
        all.append({&TableCounts::expired, joined(is(">"_L1, 0), "AND"_L1, is("<"_L1, context.now))});
    }
    if (const int at = table.indexOf(Meaning::Status); at >= 0)
        if (const auto pending = encodeWord(table.columns.at(at), u"pending"_s, context))
            all.append({&TableCounts::pending, compared(dialect, table.columns.at(at), "="_L1, *pending)});
    return all;
}
} // namespace

TableCounts estimatedCounts(const TableInfo &table)
{
    TableCounts counts;
    counts.rows = table.estimatedRows;
    counts.rowsExact = false;
    return counts;
}

Result<TableCounts> readEstimatedCounts(Connection &connection, const TableInfo &table)
{
    QElapsedTimer timer;
    timer.start();
    const auto rows = catalogReader(connection).estimatedRows(connection, {table.database, table.name});
    if (!rows)
        return rows.error();
    TableCounts counts = estimatedCounts(table);
    counts.rows = *rows;
    counts.costMs = timer.elapsed();
    return counts;
}

Result<TableCounts> readCounts(Connection &connection, const TableInfo &table, const ExpiryPolicy &policy,
    const DecodeContext &context, ReadLimit limit)
{
    QElapsedTimer timer;
    timer.start();
    TableCounts counts;
    const Dialect &dialect = connection.dialect();
    const QString from = "SELECT count(*) FROM "_L1 + dialect.tableName(table.database, table.name);
    for (const Aggregate &aggregate : aggregatesOf(table, dialect, policy, context)) {
        const QString where = aggregate.where.sql.isEmpty() ? QString() : " WHERE "_L1 + aggregate.where.sql;
        const auto answer = connection.select({from + where, aggregate.where.values}, limit);
        if (!answer)
            return answer.error();
        counts.*aggregate.target = answer->rows.value(0).value(0).toLongLong();
    }
    counts.costMs = timer.elapsed();
    return counts;
}
