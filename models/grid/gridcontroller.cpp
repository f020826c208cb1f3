// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/gridcontroller.h"

#include "base/whendone.h"
#include "connection/engine.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
Ask askOf(const Aim &aim, const WindowQuery &query, const Window &window)
{
    Ask ask {aim.kind, aim.limit, aim.offset, {}, {}};
    if (aim.kind == Ask::Kind::After)
        ask.from = query.anchorOf(window.rows.constLast());
    else if (aim.kind == Ask::Kind::Before)
        ask.from = query.anchorOf(window.rows.constFirst());
    return ask;
}

const Dialect *dialectOf(const Session &session)
{
    const Engine *engine = engineFor(session.url().scheme);
    return engine ? engine->dialect : engines().constFirst().dialect;
}

Error unreadable(const TableInfo &table)
{
    const auto found = std::find_if(table.findings.begin(), table.findings.end(),
        [](const Finding &finding) { return finding.code == "unreadable"_L1; });
    const QString sentence = found == table.findings.end() ? QString() : found->sentence;
    return {sentence, {}, Fault::Damaged};
}
} // namespace

GridController::GridController(Session &session, const TableInfo &table, QObject *parent, WindowLimits limits)
    : QObject(parent)
    , m_session(session)
    , m_table(table)
    , m_dialect(dialectOf(session))
    , m_limits(limits)
    , m_tableModel(new TableModel(table, this))
    , m_model(new LiveGridModel(m_tableModel, table, this))
    , m_query(table, *m_dialect)
    , m_estimatedRows(table.estimatedRows)
{
    connect(m_tableModel, &TableModel::selectRequested, this, &GridController::refresh);
}

void GridController::setUnderWay(std::optional<UnderWay> read)
{
    const bool wasBusy = isBusy();
    m_underWay = std::move(read);
    if (wasBusy != isBusy())
        emit busyChanged(isBusy());
    if (wasBusy && !isBusy() && !m_counting)
        emit settled();
}

void GridController::setCounting(bool counting)
{
    m_counting = counting;
    if (!counting && !isBusy())
        emit settled();
}

void GridController::setVisibleRows(int first, int last)
{
    m_visibleFirst = first;
    m_visibleLast = last;
    aim();
}

void GridController::aim()
{
    if (!m_loaded || (m_underWay && m_underWay->purpose == UnderWay::Purpose::Reorder))
        return;
    // Ghosts alone are no place to continue from.
    const int known = m_window.isEmpty() ? 0 : m_model->windowSize();
    const AimState state {m_model->totalRows(), m_model->windowFirst(), known, m_window.atStart,
        m_window.atEnd, m_visibleFirst, std::min<qint64>(m_visibleLast, m_model->totalRows() - 1),
        m_query.hasKey(), m_limits};
    if (const auto next = nextAim(state))
        ask(*next);
}

void GridController::ask(const Aim &aim)
{
    // A wish close to the one under way is the same wish; its answer is judged anew when it arrives.
    const bool moving = m_underWay && m_underWay->purpose == UnderWay::Purpose::Move;
    if (moving && std::abs(m_underWay->nominal - m_visibleFirst) < aim.limit / 4)
        return;
    send({UnderWay::Purpose::Move, askOf(aim, m_query, m_window), m_visibleFirst}, m_query);
}

void GridController::send(const UnderWay &read, const WindowQuery &query, const QList<GridRow> &known)
{
    ++m_readCount;
    m_sinceSent.start();
    const quint64 generation = ++m_generation;
    setUnderWay(read);
    const auto job = [query, ask = read.ask, known, limit = readLimitOf(m_session.spec(), m_table)](
                         Connection &connection) { return readAgain(connection, query, ask, known, limit); };
    whenDone(m_session.reader().runNewest(static_cast<int>(m_table.role), job), this,
        [this, read, generation](const Result<WindowAnswer> &answer) {
            if (generation == m_generation)
                arrive(read, answer);
        });
}

void GridController::load()
{
    // Without columns there is nothing to ask for; what was wrong with the table is known already.
    if (!m_table.readable)
        return emit failed(unreadable(m_table));
    reorder(m_query, m_filter);
}

void GridController::reorder(const WindowQuery &query, const RowFilter &filter)
{
    m_nextQuery = query;
    m_nextFilter = filter;
    send({UnderWay::Purpose::Reorder, {Ask::Kind::First, m_limits.page, 0, {}, {}}, 0}, query);
}

Result<WindowQuery> GridController::queryFor(const RowFilter &filter, const SortOrder &sort) const
{
    auto where = whereClause(filter, m_table, *m_dialect);
    if (!where)
        return where.error();
    return WindowQuery(m_table, *m_dialect, *where, sort);
}

void GridController::setSort(const SortOrder &sort)
{
    const RowFilter &filter = m_nextQuery ? m_nextFilter : m_filter;
    if (const auto query = queryFor(filter, sort))
        reorder(*query, filter);
}

Result<void> GridController::setFilter(const RowFilter &filter)
{
    const auto query = queryFor(filter, sort());
    if (!query)
        return query.error();
    reorder(*query, filter);
    return {};
}

void GridController::moveFilter(const RowFilter &filter)
{
    if (m_underWay || filter == m_filter)
        return;
    if (const auto query = queryFor(filter, m_query.sort())) {
        m_filter = filter;
        m_query = *query;
    }
}

int GridController::baseRowFrom(qint64 row) const
{
    const qint64 end = qint64(m_model->windowFirst()) + m_model->windowSize();
    for (qint64 i = std::max<qint64>(row, m_model->windowFirst()); i < end; ++i)
        if (const GridEntry *entry = m_model->entryAt(static_cast<int>(i)); entry && !entry->isGhost())
            return entry->base;
    return m_window.size();
}

std::optional<Ask> GridController::refreshAsk(int from, int count) const
{
    Ask ask {Ask::Kind::Range, m_limits.most, 0, {}, {}};
    const bool toTheEnd = from + count == m_window.size() && m_window.atEnd;
    if (!m_query.hasKey()) {
        ask.kind = Ask::Kind::At;
        ask.offset = m_model->windowFirst() + from;
        ask.limit = toTheEnd ? m_limits.most : count;
        return ask;
    }
    const bool fromTheStart = from == 0 && m_window.atStart;
    if (count == 0 && !(fromTheStart && toTheEnd))
        return {};
    if (!fromTheStart)
        ask.from = m_query.anchorOf(m_window.rows.at(from));
    if (!toTheEnd)
        ask.to = m_query.anchorOf(m_window.rows.at(from + count - 1));
    return ask;
}

void GridController::refresh()
{
    if (m_underWay)
        return;
    if (!m_loaded)
        return load();
    aim(); // a move that failed is tried again
    if (m_underWay)
        return;
    const int screen = m_wholeIsDue ? m_limits.most : std::max(m_visibleLast - m_visibleFirst + 1, 20);
    m_wholeIsDue = false;
    const int from = std::min(baseRowFrom(m_visibleFirst - screen), m_window.size());
    const int count = baseRowFrom(m_visibleLast + screen + 1) - from;
    const auto ask = refreshAsk(from, count);
    if (!ask)
        return load();
    send({UnderWay::Purpose::Refresh, *ask, m_visibleFirst, from, count}, m_query,
        m_window.rows.mid(from, count));
}

void GridController::arrive(const UnderWay &read, const Result<WindowAnswer> &answer)
{
    m_lastReadMs = m_sinceSent.elapsed();
    setUnderWay({});
    const auto nextQuery = std::exchange(m_nextQuery, std::nullopt);
    if (!answer)
        return emit failed(answer.error());
    if (read.purpose == UnderWay::Purpose::Move && read.ask.kind == Ask::Kind::At && answer->rows.isEmpty()
        && read.ask.offset > 0) {
        // The table ends before that row: it has shrunk. What is there now is at its start.
        m_model->setTotal(m_model->windowSize());
        return load();
    }
    const bool isReorder = read.purpose == UnderWay::Purpose::Reorder;
    if (isReorder) {
        if (m_nextFilter != m_filter || !m_loaded)
            m_totalKind = TotalKind::AtLeast;
        m_query = *nextQuery;
        m_filter = m_nextFilter;
        m_rankCostMs = 0;
    }
    const bool wasLoaded = std::exchange(m_loaded, true);
    play(changeOf(read, *answer));
    if (isReorder && m_totalKind == TotalKind::AtLeast && believedTotal() > answer->rows.size())
        m_totalKind = TotalKind::About;
    if (isReorder)
        emit orderChanged();
    if (!wasLoaded)
        emit loaded();
    emit refreshed(answer->costMs);
    const bool isUncounted = isReorder && m_totalKind != TotalKind::Exact;
    if (isUncounted)
        m_counting = false; // a count under way is of other rows: the new one takes its place
    if (isUncounted || (read.purpose == UnderWay::Purpose::Refresh && isCountDue()))
        recount();
    aim();
}

void GridController::play(const WindowChange &change)
{
    ++m_serial;
    m_window = change.window;
    m_model->play(change, m_query);
}

WindowChange GridController::changeOf(const UnderWay &read, const WindowAnswer &answer) const
{
    if (read.purpose == UnderWay::Purpose::Refresh)
        return refreshOf(read, answer);
    const bool isShort = answer.rows.size() < read.ask.limit;
    if (read.ask.kind == Ask::Kind::After)
        return appended(m_window, answer.rows, isShort, m_limits.most);
    if (read.ask.kind == Ask::Kind::Before)
        return prepended(m_window, answer.rows, isShort, m_limits.most);
    WindowChange change = replaceOf(read.ask, answer);
    if (read.purpose == UnderWay::Purpose::Reorder) {
        change.kind = WindowChange::Kind::Reorder;
        change.total = promisedTotal(answer.rows.size(), isShort);
    }
    return change;
}

WindowChange GridController::replaceOf(const Ask &ask, const WindowAnswer &answer) const
{
    const qint64 count = answer.rows.size();
    const bool isShort = count < ask.limit;
    const qint64 total = m_model->totalRows() - m_model->ghostCount();
    WindowChange change;
    change.kind = WindowChange::Kind::Replace;
    change.window.rows = answer.rows;
    change.window.atStart = ask.readsBackwards() ? isShort : ask.offset == 0;
    change.window.atEnd = ask.readsBackwards() ? ask.offset == 0 : isShort;
    change.first = ask.readsBackwards() ? std::max<qint64>(0, total - ask.offset - count) : ask.offset;
    if (isShort)
        change.first = ask.readsBackwards() ? 0 : change.first;
    change.total = isShort ? ask.offset + count : total;
    return change;
}

WindowChange GridController::refreshOf(const UnderWay &read, const WindowAnswer &answer) const
{
    WindowChange change = mergedRange(m_window, read.from, read.count, answer.rows);
    change.moved = answer.moved;
    const bool grewTooMuch =
        answer.rows.size() >= m_limits.most || change.window.size() > m_limits.most + m_limits.page;
    if (!grewTooMuch)
        return change;
    // Hundreds of rows came at once: what was read is all that is known now.
    change.kind = WindowChange::Kind::Replace;
    change.window.rows = answer.rows;
    change.window.atStart = m_window.atStart && read.from == 0;
    change.window.atEnd = !read.ask.to && answer.rows.size() < read.ask.limit;
    change.first = m_model->windowFirst() + read.from;
    change.total = -1;
    return change;
}
