// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/writegate.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace {
/// A timer alone would stand still while the machine sleeps.
constexpr std::chrono::milliseconds longestLook {1'000};
} // namespace

WriteGate::WriteGate(QObject *parent, std::chrono::milliseconds time) : QObject(parent), m_patience(time)
{
    m_timer.setInterval(std::min(time, longestLook));
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (isOver())
            setLevel(Level::Locked);
    });
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
        m_locksAt = QDateTime::currentMSecsSinceEpoch() + m_patience.count();
        m_timer.start();
        *m_open = true;
    }
    if (std::exchange(m_level, level) != level)
        emit levelChanged(level);
}

std::optional<WritePermit> WriteGate::permit() const
{
    return mayWrite() && !isOver() ? std::optional(WritePermit(m_open)) : std::nullopt;
}

bool WriteGate::isOver() const
{
    return QDateTime::currentMSecsSinceEpoch() >= m_locksAt;
}

void WriteGate::touch()
{
    if (mayWrite())
        m_locksAt = QDateTime::currentMSecsSinceEpoch() + m_patience.count();
}

qint64 WriteGate::locksAt() const
{
    return mayWrite() ? m_locksAt : 0;
}
