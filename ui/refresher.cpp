// SPDX-License-Identifier: GPL-3.0-or-later
#include "refresher.h"

#include <algorithm>

namespace {
/// An answer that never comes must not stop the clock for ever.
constexpr qint64 longestDelayMs = 10 * 60 * 1000;
/// The first pause after a slow answer is no longer.
constexpr qint64 firstPatienceMs = 15 * 1000;
} // namespace

Refresher::Refresher(QObject *parent) : QObject(parent), m_patienceMs(firstPatienceMs)
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
    plan();
    m_patienceMs = m_pace.delayMs() > m_patienceMs ? m_patienceMs * 2 : firstPatienceMs;
    m_patienceMs = std::min(m_patienceMs, longestDelayMs);
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
    return std::max(m_pace.periodMs, std::min(m_pace.delayMs(), m_patienceMs));
}
