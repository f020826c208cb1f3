// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/writegate.h"

#include <QDateTime>

#include <utility>

WriteGate::WriteGate(QObject *parent, std::chrono::milliseconds time) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(time);
    connect(&m_timer, &QTimer::timeout, this, [this] { setLevel(Level::Locked); });
}

WriteGate::~WriteGate()
{
    *m_open = false;
}

void WriteGate::setLevel(Level level)
{
    if (level == Level::Locked) {
        m_timer.stop();
        // What was let in and still waits stays out, also when it is unlocked again.
        *std::exchange(m_open, std::make_shared<std::atomic<bool>>(false)) = false;
    } else {
        m_timer.start();
        *m_open = true;
    }
    if (std::exchange(m_level, level) != level)
        emit levelChanged(level);
}

std::optional<WritePermit> WriteGate::permit() const
{
    return mayWrite() ? std::optional(WritePermit(m_open)) : std::nullopt;
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
