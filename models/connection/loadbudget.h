// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

#include <algorithm>

/// Work that may wait, such as counting, gets no more than a tenth of a server's time: after each piece of it
/// there is a pause of ten times its length.
class LoadBudget {
public:
    static constexpr qint64 share = 10;
    static constexpr qint64 longestPauseMs = 10 * 60 * 1000;

    /// A piece of work that took so long has ended now.
    void spend(qint64 ms)
    {
        m_pauseMs = std::min(std::max(waitMs(), ms * share), longestPauseMs);
        m_sinceSpent.start();
    }
    /// How long the next piece has to wait; 0: it may begin.
    qint64 waitMs() const
    {
        return m_sinceSpent.isValid() ? std::max<qint64>(0, m_pauseMs - m_sinceSpent.elapsed()) : 0;
    }

private:
    QElapsedTimer m_sinceSpent;
    qint64 m_pauseMs = 0;
};
