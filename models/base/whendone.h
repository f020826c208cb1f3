// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QFuture>
#include <QFutureWatcher>

#include <utility>

/// Brings the answer of a DatabaseThread to the thread of @p context: @p handler(const Result<T> &) runs
/// there once. It never runs when the context died first, or when a newer request superseded this one.
template <typename T, typename Handler>
void whenDone(const QFuture<Result<T>> &future, QObject *context, Handler handler)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, context, [watcher, handler = std::move(handler)]() mutable {
            watcher->deleteLater();
            const auto results = watcher->future().results();
            if (results.isEmpty())
                return;
            const Result<T> &answer = results.constFirst();
            if (answer || answer.error().fault != Fault::Superseded)
                handler(answer);
        });
    watcher->setFuture(future);
}
