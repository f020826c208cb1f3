// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/connectionservices.h"

#include "connection/engine.h"
#include "connection/passwordstore.h"

#include <QPromise>
#include <QThreadPool>

namespace {
/// Files are read beside: they may lie on a disk that does not answer.
QFuture<Result<QList<ImportProposal>>> importAside(const QString &file)
{
    using Answer = Result<QList<ImportProposal>>;
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, file] {
        promise->addResult(importServerConfig(file));
        promise->finish();
    });
    return promise->future();
}

DatabaseThread::Opener openerFor(const ConnectionSpec &spec)
{
    return [spec] { return openConnection(spec); };
}
} // namespace

ConnectionServices systemServices()
{
    return {::profilesFile(), PasswordStore::read, PasswordStore::write, PasswordStore::remove, importAside,
        openerFor, testConnection};
}
