// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoserver.h"

namespace {

/// Many times what the server needs at most for a tick and a wait for a lock.
constexpr int patienceMilliseconds = 5000;

} // namespace

DemoServer::DemoServer(
    DemoKind kind, const QString &path, std::chrono::milliseconds interval, QObject *parent)
    : QObject(parent)
    , m_thread(new QThread(this))
{
    m_thread->setObjectName(QStringLiteral("demo server"));
    auto *server =
        new SimulatedServer(kind, path, interval); // no parent: it moves; the end of the thread deletes it
    server->moveToThread(m_thread);
    connect(m_thread, &QThread::started, server, &SimulatedServer::start);
    connect(m_thread, &QThread::finished, server, &QObject::deleteLater);
    connect(server, &SimulatedServer::failed, this, &DemoServer::failed);
    m_thread->start();
}

DemoServer::~DemoServer()
{
    m_thread->quit();
    if (!m_thread->wait(patienceMilliseconds))
        m_thread->setParent(nullptr); // destroying a running thread would end the program
}
