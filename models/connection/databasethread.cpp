// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/databasethread.h"

#include "connection/serverread.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <iterator>
#include <mutex>
#include <thread>

/// What DatabaseThread and its thread share; it lives as long as the longer-lived of them. The members named
/// *Locked are called with the mutex held.
struct DatabaseThread::State {
    State(Opener open, std::shared_ptr<RetryPause> retries, std::shared_ptr<const ServerChoice> server)
        : opener(std::move(open))
        , pause(std::move(retries))
        , choice(std::move(server))
    {
    }

    const Opener opener;
    const std::shared_ptr<RetryPause> pause;
    const std::shared_ptr<const ServerChoice> choice;
    std::unique_ptr<Connection> connection; ///< touched on the thread only

    std::mutex mutex; ///< guards what follows
    std::condition_variable changed;
    std::deque<Task> queue;
    std::optional<Task> running; ///< without its work
    bool stopping = false;
    std::chrono::steady_clock::time_point leaveAt; ///< when stopping: the end of the farewell
    bool ended = false;

    void work();
    std::optional<Task> next();
    void runTask(Task &task);
    Result<void> ensureOpen();
    std::deque<Task> takeLaneLocked(int lane);
    void finished();
};

void DatabaseThread::State::work()
{
    while (auto task = next()) {
        runTask(*task);
        finished();
    }
    // A connection is closed on the thread that opened it.
    connection.reset();
    const std::lock_guard lock(mutex);
    ended = true;
    changed.notify_all();
}

std::optional<DatabaseThread::Task> DatabaseThread::State::next()
{
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return stopping || !queue.empty(); });
    if (stopping)
        return {};
    Task task = std::move(queue.front());
    queue.pop_front();
    running = Task {task.lane, task.cancelled, {}, task.refuse};
    return task;
}

void DatabaseThread::State::finished()
{
    const std::lock_guard lock(mutex);
    running.reset();
}

Result<void> DatabaseThread::State::ensureOpen()
{
    if (connection && (!connection->isOpen() || choice->isElsewhere(connection->server())))
        connection.reset();
    if (connection)
        return {};
    auto opened = pause->open(opener);
    if (!opened)
        return opened.error();
    connection = std::move(*opened);
    return {};
}

void DatabaseThread::State::runTask(Task &task)
{
    if (*task.cancelled)
        return task.refuse(superseded());
    if (const auto open = ensureOpen(); !open)
        return task.refuse(open.error());
    if (*task.cancelled)
        return task.refuse(superseded());
    connection->setCancelFlag(task.cancelled);
    // A lost connection is of no use to the next job.
    if (task.work(*connection) == Fault::Unreachable)
        connection.reset();
}

std::deque<DatabaseThread::Task> DatabaseThread::State::takeLaneLocked(int lane)
{
    std::deque<Task> taken;
    if (lane == noLane)
        return taken;
    const auto otherLane = [lane](const Task &task) { return task.lane != lane; };
    const auto same = std::stable_partition(queue.begin(), queue.end(), otherLane);
    std::move(same, queue.end(), std::back_inserter(taken));
    queue.erase(same, queue.end());
    if (running && running->lane == lane)
        *running->cancelled = true;
    return taken;
}

DatabaseThread::DatabaseThread(Opener opener, QObject *parent)
    : DatabaseThread(
        std::move(opener), std::make_shared<RetryPause>(), std::make_shared<ServerChoice>(), parent)
{
}

DatabaseThread::DatabaseThread(Opener opener, std::shared_ptr<RetryPause> pause,
    std::shared_ptr<const ServerChoice> choice, QObject *parent)
    : QObject(parent)
    , m_state(std::make_shared<State>(std::move(opener), std::move(pause), std::move(choice)))
{
    std::thread([state = m_state] { state->work(); }).detach();
}

DatabaseThread::~DatabaseThread()
{
    stop();
    std::optional<Task> abandoned;
    {
        std::unique_lock lock(m_state->mutex);
        m_state->changed.wait_until(lock, m_state->leaveAt, [this] { return m_state->ended; });
        if (!m_state->ended)
            abandoned = m_state->running;
    }
    if (abandoned)
        abandoned->refuse(superseded());
}

void DatabaseThread::stop()
{
    std::deque<Task> waiting;
    {
        const std::lock_guard lock(m_state->mutex);
        if (!m_state->stopping)
            m_state->leaveAt = std::chrono::steady_clock::now() + farewell;
        m_state->stopping = true;
        waiting.swap(m_state->queue);
        if (m_state->running)
            *m_state->running->cancelled = true;
        m_state->changed.notify_all();
    }
    for (const Task &task : waiting)
        task.refuse(superseded());
}

Error DatabaseThread::superseded()
{
    return readSuperseded();
}

void DatabaseThread::retryNow()
{
    m_state->pause->end();
}

std::optional<OpeningTrouble> DatabaseThread::trouble() const
{
    return m_state->pause->trouble();
}

void DatabaseThread::enqueue(Task task)
{
    std::deque<Task> replaced;
    {
        const std::lock_guard lock(m_state->mutex);
        replaced = m_state->takeLaneLocked(task.lane);
        if (m_state->stopping)
            replaced.push_back(std::move(task));
        else
            m_state->queue.push_back(std::move(task));
        m_state->changed.notify_all();
    }
    for (const Task &old : replaced)
        old.refuse(superseded());
}
