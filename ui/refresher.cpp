// SPDX-License-Identifier: GPL-3.0-or-later
#include "refresher.h"

#include <algorithm>

namespace {
/// An answer that never comes must not stop the clock for ever.
constexpr qint64 longestDelayMs = 10 * 60 * 1000;
/// One slow answer may be chance, as of a server that was frozen: the pause after it is no longer.
constexpr qint64 firstPatienceMs = 15 * 1000;
} // namespace

Refresher::Refresher(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        plan();
        emit due();
    });
}

void Refresher::setPeriod(int seconds)
{
    m_pace.periodMs = seconds * 1000LL;
    plan();
    emit changed();
}

void Refresher::setPaused(bool paused)
{
    m_paused = paused;
    plan();
    emit changed();
}

void Refresher::answered(qint64 costMs)
{
    const bool wasStretched = m_pace.isStretched();
    m_pace.costMs = costMs;
    m_isFirstSlow = m_pace.isStretched() && !wasStretched;
    plan();
    if (wasStretched || m_pace.isStretched())
        emit changed();
}

void Refresher::hurry(qint64 ms)
{
    if (m_timer.isActive() && m_timer.remainingTime() > ms)
        m_timer.start(static_cast<int>(std::max<qint64>(0, ms)));
}

void Refresher::plan()
{
    m_timer.stop();
    if (!m_paused && !m_pace.isOff())
        m_timer.start(static_cast<int>(delayMs()));
}

qint64 Refresher::delayMs() const
{
    const qint64 longest = m_isFirstSlow ? firstPatienceMs : longestDelayMs;
    return std::max(m_pace.periodMs, std::min(m_pace.delayMs(), longest));
}
