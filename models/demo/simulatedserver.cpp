// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/simulatedserver.h"

#include "demo/demodatabase.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace {

/// Bounds how long stop() can take: the longest wait for another program's lock.
constexpr int busyMilliseconds = 500;

} // namespace

SimulatedServer::SimulatedServer(
    DemoKind kind, const QString &path, std::chrono::milliseconds interval, QObject *parent)
    : QObject(parent)
    , m_kind(kind)
    , m_path(path)
    , m_timer(this)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &SimulatedServer::tick);
}

SimulatedServer::~SimulatedServer()
{
    stop();
}

void SimulatedServer::start()
{
    if (m_connection)
        return;
    m_failing = false;
    m_connection = std::make_unique<DemoConnection>(m_path, busyMilliseconds);
    m_day = std::make_unique<ServerDay>(m_kind, *m_connection, demoSeed, QDateTime::currentSecsSinceEpoch());
    // In WAL mode this risks the last changes at a power cut, never the file.
    const Result<void> ready = m_connection->run(u"PRAGMA synchronous = NORMAL"_s);
    if (!ready) {
        m_failing = true;
        emit failed(ready.error());
    }
    if (m_timer.interval() > 0)
        m_timer.start();
}

void SimulatedServer::stop()
{
    m_timer.stop();
    if (!m_connection)
        return;
    m_day.reset();
    [[maybe_unused]] const Result<void> emptied = m_connection->run(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    m_connection.reset();
}

void SimulatedServer::tick()
{
    tickAt(QDateTime::currentSecsSinceEpoch());
}

void SimulatedServer::tickAt(qint64 now)
{
    if (!m_day)
        return;
    const Result<void> done = m_day->step(now);
    if (!done && !m_failing)
        emit failed(done.error());
    m_failing = !done;
}

DemoCounts SimulatedServer::counts() const
{
    return m_day ? m_day->counts() : DemoCounts {};
}
