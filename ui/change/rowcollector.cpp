// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/rowcollector.h"

#include "base/whendone.h"
#include "change/wholerows.h"
#include "grid/windowread.h"
#include "schema/storedvalue.h"

#include <QLocale>

#include <algorithm>

namespace {
constexpr int pageRows = 100;

qint64 bytesOf(const SeenRow &row)
{
    qint64 bytes = 0;
    for (const QVariant &cell : row.cells)
        bytes += storedSize(cell);
    return bytes;
}
} // namespace

RowCollector::RowCollector(Session &session, TableInfo table, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_table(std::move(table))
{
}

void RowCollector::collect(const QList<QVariantList> &keys)
{
    cancel();
    m_keys = keys;
    nextKeys(0);
}

void RowCollector::collect(const WindowQuery &query)
{
    cancel();
    m_query = query;
    nextPage({});
}

void RowCollector::cancel()
{
    ++m_run;
    m_rows.clear();
    m_bytes = 0;
}

void RowCollector::nextKeys(qsizetype from)
{
    if (from >= m_keys.size()) {
        emit collected(m_rows);
        return;
    }
    const QList<QVariantList> keys = m_keys.mid(from, pageRows);
    const auto job = [table = m_table, keys, limit = readLimitOf(m_session.spec(), m_table)](
                         Connection &connection) { return readWholeRows(connection, table, keys, limit); };
    whenDone(
        m_session.reader().run(job), this, [this, from, run = m_run](const Result<QList<SeenRow>> &answer) {
            if (run != m_run)
                return;
            if (!answer)
                emit failed(answer.error());
            else if (take(*answer))
                nextKeys(from + pageRows);
        });
}

Result<RowCollector::Page> RowCollector::readPage(Connection &connection, const TableInfo &table,
    const WindowQuery &query, const std::optional<Anchor> &after, ReadLimit limit)
{
    Ask ask;
    ask.kind = after ? Ask::Kind::After : Ask::Kind::First;
    ask.from = after;
    ask.limit = pageRows;
    const auto found = connection.select(query.rows(ask), limit);
    if (!found)
        return found.error();
    const QList<GridRow> rows = query.rowsOf(*found, ask);
    QList<QVariantList> keys;
    for (const GridRow &row : rows)
        keys.append(query.keyValuesOf(row));
    auto whole = readWholeRows(connection, table, keys, limit);
    if (!whole)
        return whole.error();
    Page page {std::move(*whole), {}};
    if (rows.size() == pageRows)
        page.last = query.anchorOf(rows.constLast());
    return page;
}

void RowCollector::nextPage(const std::optional<Anchor> &after)
{
    const auto job = [table = m_table, query = *m_query, after,
                         limit = readLimitOf(m_session.spec(), m_table)](
                         Connection &connection) { return readPage(connection, table, query, after, limit); };
    whenDone(m_session.reader().run(job), this, [this, run = m_run](const Result<Page> &answer) {
        if (run != m_run)
            return;
        if (!answer)
            emit failed(answer.error());
        else if (!take(answer->rows))
            return;
        else if (answer->last)
            nextPage(answer->last);
        else
            emit collected(m_rows);
    });
}

bool RowCollector::take(const QList<SeenRow> &rows)
{
    m_rows += rows;
    for (const SeenRow &row : rows)
        m_bytes += bytesOf(row);
    emit progressed(m_rows.size());
    if (m_rows.size() <= mostRows && m_bytes <= mostBytes)
        return true;
    cancel();
    emit failed({tr("These are more than %1 rows, or rows with very large documents: too much for one change "
                    "that can be undone. Use a filter that leaves fewer.")
                     .arg(QLocale().toString(mostRows)),
        {}, Fault::Refused});
    return false;
}
