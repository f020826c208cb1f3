// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/windowread.h"

#include "schema/catalog.h"

#include <QElapsedTimer>
#include <QSet>

#include <algorithm>

namespace {
/// More missing rows than this are a clean-up, not rows that moved.
constexpr qsizetype mostMissing = 100;
/// What a writer may have to wait for a reader.
constexpr std::chrono::milliseconds shortRead {2'000};

QElapsedTimer startedTimer()
{
    QElapsedTimer timer;
    timer.start();
    return timer;
}

QList<GridRow> missingFrom(const QList<GridRow> &known, const QList<GridRow> &fresh)
{
    QSet<RowKey> keys;
    for (const GridRow &row : fresh)
        keys.insert(row.key);
    QList<GridRow> missing;
    for (const GridRow &row : known)
        if (!keys.contains(row.key))
            missing.append(row);
    return missing;
}
} // namespace

Result<WindowAnswer> readWindow(
    Connection &connection, const WindowQuery &query, const Ask &ask, ReadLimit limit)
{
    const QElapsedTimer timer = startedTimer();
    const auto result = connection.select(query.rows(ask), limit);
    if (!result)
        return result.error();
    return WindowAnswer {query.rowsOf(*result, ask), {}, timer.elapsed()};
}

Result<WindowAnswer> readAgain(Connection &connection, const WindowQuery &query, const Ask &ask,
    const QList<GridRow> &known, ReadLimit limit)
{
    const QElapsedTimer timer = startedTimer();
    auto answer = readWindow(connection, query, ask, limit);
    if (!answer || !query.hasKey() || (query.sort().column.isEmpty() && !query.isFiltered()))
        return answer;
    const QList<GridRow> missing = missingFrom(known, answer->rows);
    if (missing.isEmpty() || missing.size() > mostMissing)
        return answer;
    const auto existing = connection.select(query.existing(missing), limit);
    if (!existing)
        return existing.error();
    answer->moved = query.keysOfExisting(*existing);
    answer->costMs = timer.elapsed();
    return answer;
}

Result<TotalAnswer> readTotal(
    Connection &connection, const WindowQuery &query, const std::optional<Anchor> &first, ReadLimit limit)
{
    const QElapsedTimer timer = startedTimer();
    const auto total = connection.select(query.count(), limit);
    if (!total)
        return total.error();
    TotalAnswer answer {total->rows.value(0).value(0).toLongLong(), -1, 0, true};
    if (first && !first->isEmpty()) {
        const auto rank = connection.select(query.rank(*first), limit);
        if (!rank)
            return rank.error();
        answer.rank = rank->rows.value(0).value(0).toLongLong();
    }
    answer.costMs = timer.elapsed();
    return answer;
}

Result<TotalAnswer> readEstimatedTotal(Connection &connection, const TableInfo &table)
{
    const QElapsedTimer timer = startedTimer();
    const auto rows = catalogReader(connection).estimatedRows(connection, {table.database, table.name});
    if (!rows)
        return rows.error();
    return TotalAnswer {*rows, -1, timer.elapsed(), false};
}

ReadLimit readLimitOf(const ConnectionSpec &spec, const TableInfo &table)
{
    std::chrono::milliseconds time = spec.limits.statement;
    if (table.readersStopWriters())
        time = std::min(time, shortRead);
    if (spec.gentleLimit.count() > 0)
        time = std::min(time, spec.gentleLimit);
    return {time};
}
