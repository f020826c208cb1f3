// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/pace.h"

#include <QObject>
#include <QTimer>

/// The refresh timer: asks for a refresh at the wanted period, later when the server is slow, not at all
/// while paused. One refresh is under way at most: the next one is planned when the answer is there.
class Refresher : public QObject {
    Q_OBJECT
public:
    explicit Refresher(QObject *parent = nullptr);

    void setPeriod(int seconds); ///< 0: off
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    const Pace &pace() const { return m_pace; }
    /// How long after an answer the next one is asked for.
    qint64 delayMs() const;
    /// Milliseconds until due(), -1 when nothing is planned.
    qint64 untilDueMs() const { return m_timer.isActive() ? m_timer.remainingTime() : -1; }
    /// No due() is later than this, whatever the period: for a server that is looked for again.
    void hurry(qint64 ms);
    /// The answer to due() is there, or failed.
    void answered(qint64 costMs);

signals:
    void due();
    void changed(); ///< pace or pause, for the status bar

private:
    void plan();

    Pace m_pace;
    bool m_isFirstSlow = false; ///< the answers before the last one were quick
    bool m_paused = false;
    QTimer m_timer;
};
