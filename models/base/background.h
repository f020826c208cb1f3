// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <type_traits>

/// Runs @p job() -> Result<T> on a thread of the pool; whenDone() brings the answer back. What the job
/// captures and returns are values.
template <typename Job>
auto inBackground(Job job, QThreadPool *pool = QThreadPool::globalInstance())
{
    using Answer = std::invoke_result_t<Job>;
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    QFuture<Answer> future = promise->future();
    pool->start([promise, job = std::move(job)]() mutable {
        promise->addResult(job());
        promise->finish();
    });
    return future;
}
