// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/writegate.h"

#include <QDateTime>

#include <utility>

WriteGate::WriteGate(QObject *parent, std::chrono::milliseconds time)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(time);
    connect(&m_timer, &QTimer::timeout, this, [this] { setLevel(Level::Locked); });
}

void WriteGate::setLevel(Level level)
{
    if (level == Level::Locked)
        m_timer.stop();
    else
        m_timer.start();
    if (std::exchange(m_level, level) != level)
        emit levelChanged(level);
}

void WriteGate::touch()
{
    if (mayWrite())
        m_timer.start();
}

qint64 WriteGate::locksAt() const
{
    return m_timer.isActive() ? QDateTime::currentMSecsSinceEpoch() + m_timer.remainingTime() : 0;
}
