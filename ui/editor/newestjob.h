// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>

#include <functional>
#include <memory>

/// Runs jobs on another thread, one at a time. Of those that wait only the newest is kept, and only the
/// newest one's answer is delivered; none when this object is gone.
class NewestJob : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// @p job() runs elsewhere and owns its data; @p handler(answer) runs here.
    template <typename Job, typename Handler>
    void run(Job job, Handler handler)
    {
        m_next = [this, job = std::move(job), handler = std::move(handler)] { start(job, handler); };
        if (!m_isBusy)
            startNext();
    }
    /// What runs is not delivered, what waits does not run.
    void cancel()
    {
        m_next = nullptr;
        ++m_round;
    }
    bool isBusy() const { return m_isBusy; }

private:
    template <typename Job, typename Handler>
    void start(const Job &job, const Handler &handler)
    {
        using Answer = std::invoke_result_t<Job>;
        auto *watcher = new QFutureWatcher<Answer>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, handler, round = m_round] {
            watcher->deleteLater();
            const Answer answer = watcher->result();
            m_isBusy = false;
            if (m_next)
                startNext();
            else if (round == m_round)
                handler(answer);
        });
        auto promise = std::make_shared<QPromise<Answer>>();
        watcher->setFuture(promise->future());
        QThreadPool::globalInstance()->start([promise, job] {
            promise->start();
            promise->addResult(job());
            promise->finish();
        });
    }
    void startNext()
    {
        m_isBusy = true;
        std::exchange(m_next, nullptr)();
    }

    std::function<void()> m_next;
    int m_round = 0;
    bool m_isBusy = false;
};
