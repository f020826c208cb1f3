// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/databasethread.h"

#include <QCoreApplication>
#include <QMutexLocker>

#include <algorithm>
#include <iterator>

DatabaseThread::DatabaseThread(Opener opener, QObject *parent) : QObject(parent), m_opener(std::move(opener))
{
    m_thread.setObjectName("database");
    m_worker.moveToThread(&m_thread);
    m_thread.start();
}

DatabaseThread::~DatabaseThread()
{
    std::deque<Task> waiting;
    {
        const QMutexLocker lock(&m_mutex);
        m_stopping = true;
        waiting.swap(m_queue);
        if (m_runningFlag)
            *m_runningFlag = true;
    }
    for (const Task &task : waiting)
        task.refuse(superseded());
    // A connection is closed on the thread that opened it.
    QMetaObject::invokeMethod(
        &m_worker, [this] { m_connection.reset(); }, Qt::QueuedConnection);
    QMetaObject::invokeMethod(
        &m_worker, [this] { m_thread.quit(); }, Qt::QueuedConnection);
    m_thread.wait();
}

Error DatabaseThread::superseded()
{
    return {QCoreApplication::translate("DatabaseThread", "A newer request took the place of this one."), {},
        Fault::Superseded};
}

std::deque<DatabaseThread::Task> DatabaseThread::takeLane(int lane)
{
    std::deque<Task> taken;
    if (lane == noLane)
        return taken;
    const auto sameLane = [lane](const Task &task) { return task.lane == lane; };
    std::copy_if(m_queue.begin(), m_queue.end(), std::back_inserter(taken), sameLane);
    m_queue.erase(std::remove_if(m_queue.begin(), m_queue.end(), sameLane), m_queue.end());
    if (m_runningLane == lane && m_runningFlag)
        *m_runningFlag = true;
    return taken;
}

void DatabaseThread::enqueue(Task task)
{
    std::deque<Task> replaced;
    {
        const QMutexLocker lock(&m_mutex);
        replaced = takeLane(task.lane);
        m_queue.push_back(std::move(task));
    }
    for (const Task &old : replaced)
        old.refuse(superseded());
    QMetaObject::invokeMethod(
        &m_worker, [this] { drain(); }, Qt::QueuedConnection);
}

void DatabaseThread::drain()
{
    Task task;
    {
        const QMutexLocker lock(&m_mutex);
        if (m_queue.empty() || m_stopping)
            return;
        task = std::move(m_queue.front());
        m_queue.pop_front();
        m_runningLane = task.lane;
        m_runningFlag = task.cancelled;
    }
    runTask(task);
    const QMutexLocker lock(&m_mutex);
    m_runningLane = noLane;
    m_runningFlag.reset();
}

void DatabaseThread::runTask(Task &task)
{
    if (*task.cancelled)
        return task.refuse(superseded());
    if (!m_connection) {
        auto opened = m_opener();
        if (!opened)
            return task.refuse(opened.error());
        m_connection = std::move(*opened);
    }
    m_connection->setCancelFlag(task.cancelled);
    // A lost connection is of no use to the next job.
    if (task.work(*m_connection) == Fault::Unreachable)
        m_connection.reset();
}
