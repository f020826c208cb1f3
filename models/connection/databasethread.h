// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "connection/connection.h"

#include <QFuture>
#include <QMutex>
#include <QObject>
#include <QPromise>
#include <QThread>

#include <deque>
#include <functional>
#include <type_traits>

/// One thread with one connection, opened at the first job and again after a job found it Unreachable. Jobs
/// run one after another; what they capture and return are values. Owns thread and connection; its destructor
/// stops the statement under way and joins.
class DatabaseThread : public QObject {
    Q_OBJECT
public:
    using Opener = std::function<Result<std::unique_ptr<Connection>>()>;

    explicit DatabaseThread(Opener opener, QObject *parent = nullptr);
    ~DatabaseThread() override;

    /// Runs @p job(Connection &) -> Result<T> after the jobs before it. When the connection cannot be opened,
    /// its error is the answer.
    template <typename Job>
    auto run(Job job)
    {
        return post(noLane, std::move(job));
    }

    /// As run(), but the newest job of a lane wins: one that waits is dropped, one under way is stopped. Both
    /// end as Superseded.
    template <typename Job>
    auto runNewest(int lane, Job job)
    {
        return post(lane, std::move(job));
    }

private:
    static constexpr int noLane = -1;

    struct Task {
        int lane = noLane;
        std::shared_ptr<std::atomic<bool>> cancelled = std::make_shared<std::atomic<bool>>(false);
        std::function<Fault(Connection &)> work; ///< General when all went well
        std::function<void(const Error &)> refuse;
    };

    template <typename Job>
    auto post(int lane, Job job)
    {
        using Answer = std::invoke_result_t<Job, Connection &>;
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        const auto finish = [promise](Answer answer) {
            promise->addResult(std::move(answer));
            promise->finish();
        };
        Task task;
        task.lane = lane;
        task.work = [finish, cancelled = task.cancelled, job = std::move(job)](
                        Connection &connection) mutable {
            Answer answer = job(connection);
            const Fault fault = answer ? Fault::General : answer.error().fault;
            finish(*cancelled ? Answer(superseded()) : std::move(answer));
            return fault;
        };
        task.refuse = [finish](const Error &error) { finish(Answer(error)); };
        QFuture<Answer> future = promise->future();
        enqueue(std::move(task));
        return future;
    }

    static Error superseded();
    void enqueue(Task task);
    void drain(); ///< on the thread
    void runTask(Task &task); ///< on the thread
    std::deque<Task> takeLane(int lane); ///< with the mutex held

    QThread m_thread;
    QObject m_worker; ///< lives on m_thread: where jobs are posted to
    Opener m_opener;
    std::unique_ptr<Connection> m_connection; ///< touched on m_thread only
    QMutex m_mutex; ///< guards what follows
    std::deque<Task> m_queue;
    int m_runningLane = noLane;
    std::shared_ptr<std::atomic<bool>> m_runningFlag;
    bool m_stopping = false;
};
