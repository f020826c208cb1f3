// SPDX-License-Identifier: GPL-3.0-or-later
// How many rows there are and where the window stands among them: asked beside, at a pace of its own.
#include "grid/gridcontroller.h"

#include "base/whendone.h"

#include <QTimer>

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

qint64 GridController::believedTotal() const
{
    return m_filter.isEmpty() ? m_estimatedRows : -1;
}

/// What a first page leads to expect: until the rows are counted a full one promises what the engine
/// believes, or one more.
qint64 GridController::promisedTotal(qint64 rows, bool isShort) const
{
    if (m_totalKind != TotalKind::AtLeast)
        return m_model->totalRows() - m_model->ghostCount();
    return isShort ? rows : std::max(rows + 1, believedTotal());
}

void GridController::recount()
{
    if (m_counting || !m_loaded)
        return;
    setCounting(true);
    const qint64 wait = m_session.countBudget().waitMs();
    if (wait <= 0)
        return count();
    QTimer::singleShot(static_cast<int>(wait), this, [this, number = ++m_countNumber] {
        if (number == m_countNumber)
            count();
    });
}

void GridController::count()
{
    m_sinceCount.start();
    std::optional<Anchor> first;
    if (!m_window.isEmpty() && m_query.hasKey() && m_rankCostMs < affordableRankMs)
        first = m_query.anchorOf(m_window.rows.constFirst());
    // Who is to be spared is not made to count, where anybody has an idea of the number.
    const bool estimates = isGentle() && m_filter.isEmpty();
    const auto job = [query = m_query, first, estimates, table = m_table,
                         limit = readLimitOf(m_session.spec(), m_table)](
                         Connection &connection) -> Result<TotalAnswer> {
        if (estimates)
            if (auto answer = readEstimatedTotal(connection, table); !answer || answer->total >= 0)
                return answer;
        return readTotal(connection, query, first, limit);
    };
    whenDone(m_session.counter().runNewest(static_cast<int>(m_table.role), job), this,
        [this, serial = m_serial, number = ++m_countNumber](const Result<TotalAnswer> &answer) {
            m_session.spendCounting(answer ? answer->costMs : m_sinceCount.elapsed());
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
    // A short time for a count is what was asked for, and no trouble: "or more" remains.
    if (!answer && isGentle() && answer.error().fault == Fault::TimedOut)
        return;
    if (!answer)
        return emit countFailed(answer.error());
    if (answer->rank >= 0)
        m_rankCostMs = answer->costMs;
    if (m_underWay && m_underWay->purpose == UnderWay::Purpose::Reorder)
        return;
    if (!answer->exact)
        return takeEstimate(*answer);
    if (m_filter.isEmpty())
        m_estimatedRows = answer->total;
    if (isWhole(answer->total)) {
        // Rows that came since the last read are new, and shall be seen to come, so the next read finds them.
        m_wholeIsDue = answer->total != m_window.size();
        m_totalKind = TotalKind::Exact;
        return;
    }
    m_totalKind = TotalKind::Exact;
    // When the window moved meanwhile the rank is of another row: the total alone counts.
    takeTotal(answer->total, serial == m_serial ? answer->rank : -1);
}

void GridController::takeEstimate(const TotalAnswer &answer)
{
    m_estimatedRows = answer.total;
    if (knowsAll())
        return;
    m_totalKind = TotalKind::About;
    // The rows that are known are more than a belief.
    const qint64 known = qint64(m_model->windowFirst()) + m_window.size() + (m_window.atEnd ? 0 : 1);
    takeTotal(std::max(answer.total, known), -1);
}

void GridController::takeTotal(qint64 total, qint64 rank)
{
    if (rank < 0 && m_window.atStart)
        rank = 0;
    else if (rank < 0 && m_window.atEnd)
        rank = std::max<qint64>(0, total - m_window.size());
    if (rank >= 0) {
        // Rows that came beyond the part that refreshes read again: the window is no longer at that end.
        m_window.atStart = m_window.atStart && rank == 0;
        m_window.atEnd = m_window.atEnd && rank + m_window.size() >= total;
        // More rows are known than there are: some have gone where refreshes do not look.
        m_wholeIsDue = rank + m_window.size() > total;
    }
    m_model->setTotal(total, rank);
    aim();
}
