// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "connection/connection.h"
#include "connection/retrypause.h"
#include "connection/serverchoice.h"

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <functional>
#include <memory>
#include <type_traits>

/// One thread with one connection, opened at the first job and again after it was lost. Jobs run one after
/// another; what they capture and return are values. The destructor stops the statement under way and waits
/// for the thread, but not for long: one that hangs in a dead network drive or in a frozen server is left to
/// end by itself.
class DatabaseThread : public QObject {
    Q_OBJECT
public:
    using Opener = RetryPause::Opener;

    /// How long the destructor waits: a little longer than a watchdog takes to end a frozen statement.
    static constexpr std::chrono::milliseconds farewell {1'500};

    explicit DatabaseThread(Opener opener, QObject *parent = nullptr);
    /// With pauses between failed attempts that are shared with other threads, and a choice of the server: a
    /// connection to one from which another thread has moved away is given up before the next job.
    DatabaseThread(Opener opener, std::shared_ptr<RetryPause> pause,
        std::shared_ptr<const ServerChoice> choice = std::make_shared<ServerChoice>(),
        QObject *parent = nullptr);
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

    /// The next job tries to open the connection, even during a pause or after a refused password.
    void retryNow();
    /// Why there is no connection and when there will be another attempt; nothing while all is well.
    std::optional<OpeningTrouble> trouble() const;
    /// Begins what the destructor does, without waiting; its time begins to run. Every job ends as
    /// Superseded.
    void stop();

private:
    static constexpr int noLane = -1;

    struct Task {
        int lane = noLane;
        std::shared_ptr<std::atomic<bool>> cancelled = std::make_shared<std::atomic<bool>>(false);
        std::function<Fault(Connection &)> work; ///< General when all went well
        std::function<void(const Error &)> refuse;
    };
    struct State; ///< the thread's, too, which may outlive us

    /// Whoever answers first answers; an abandoned job may come second.
    template <typename Answer>
    static auto answerOnce(std::shared_ptr<QPromise<Answer>> promise)
    {
        auto answered = std::make_shared<std::atomic<bool>>(false);
        return [promise, answered](Answer answer) {
            if (answered->exchange(true))
                return;
            promise->addResult(std::move(answer));
            promise->finish();
        };
    }

    template <typename Job>
    auto post(int lane, Job job)
    {
        using Answer = std::invoke_result_t<Job, Connection &>;
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        const auto finish = answerOnce(promise);
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

    std::shared_ptr<State> m_state;
};
