// SPDX-License-Identifier: GPL-3.0-or-later
// How many rows there are and where the window stands among them: asked beside, at a pace of its own.
#include "grid/gridcontroller.h"

#include "base/whendone.h"

#include <algorithm>

namespace {
/// Counting two halves of a large table takes longer than a page; above this the rank is left out.
constexpr qint64 affordableRankMs = 200;
/// Each correction of the total costs a view milliseconds per million rows: above this it is made rarely.
constexpr qint64 hugeTable = 2'000'000;
constexpr qint64 hugeTablePeriodMs = 10'000;
} // namespace

bool GridController::isCountDue() const
{
    // The pace of a count is its own: it may cost far more than a page.
    const Pace pace {m_model->totalRows() > hugeTable ? hugeTablePeriodMs : 0, m_countPace.costMs};
    return !m_sinceCount.isValid() || m_sinceCount.elapsed() >= pace.delayMs();
}

void GridController::recount()
{
    if (m_counting || !m_loaded)
        return;
    setCounting(true);
    m_sinceCount.start();
    std::optional<Anchor> first;
    if (!m_window.isEmpty() && m_query.hasKey() && m_rankCostMs < affordableRankMs)
        first = m_query.anchorOf(m_window.rows.constFirst());
    const auto job = [query = m_query, first](
                         Connection &connection) { return readTotal(connection, query, first, {}); };
    whenDone(m_session.counter().runNewest(static_cast<int>(m_table.role), job), this,
        [this, serial = m_serial, number = ++m_countNumber](const Result<TotalAnswer> &answer) {
            if (number != m_countNumber)
                return;
            countArrived(serial, answer);
            setCounting(false);
        });
}

/// All rows are in the window and the few that were counted beyond them will find room in it.
bool GridController::isWhole(qint64 total) const
{
    return knowsAll() && total <= m_limits.most;
}

void GridController::countArrived(quint64 serial, const Result<TotalAnswer> &answer)
{
    m_countPace.costMs = answer ? answer->costMs : m_sinceCount.elapsed();
    if (!answer)
        return emit failed(answer.error());
    if (answer->rank >= 0)
        m_rankCostMs = answer->costMs;
    if (m_underWay && m_underWay->purpose == UnderWay::Purpose::Reorder)
        return;
    if (isWhole(answer->total)) {
        // Rows that came since the last read are new, and shall be seen to come, so the next read finds them.
        m_wholeIsDue = answer->total != m_window.size();
        m_totalExact = true;
        return;
    }
    // When the window moved meanwhile the rank is of another row: the total alone counts.
    qint64 rank = serial == m_serial ? answer->rank : -1;
    if (rank < 0 && m_window.atStart)
        rank = 0;
    else if (rank < 0 && m_window.atEnd)
        rank = std::max<qint64>(0, answer->total - m_window.size());
    if (rank >= 0) {
        // Rows that came beyond the part that refreshes read again: the window is no longer at that end.
        m_window.atStart = m_window.atStart && rank == 0;
        m_window.atEnd = m_window.atEnd && rank + m_window.size() >= answer->total;
        // More rows are known than there are: some have gone where refreshes do not look.
        m_wholeIsDue = rank + m_window.size() > answer->total;
    }
    m_totalExact = true;
    m_model->setTotal(answer->total, rank);
    aim();
}
