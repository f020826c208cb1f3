// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/passwordstore.h"

#include "base/visibletext.h"

#include <QCoreApplication>
#include <QPromise>

#include <memory>
#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace {

constexpr auto service = "presence-inspector"_L1;

QString tr(const char *text)
{
    return QCoreApplication::translate("PasswordStore", text);
}

bool wasDenied(const QKeychain::Job &job)
{
    return job.error() == QKeychain::AccessDenied || job.error() == QKeychain::AccessDeniedByUser;
}

Error errorOf(const QKeychain::Job &job)
{
    if (wasDenied(job))
        return {tr("The keychain was not opened; the password is asked for in each session."),
            job.errorString(), Fault::Denied};
    if (job.error() == QKeychain::CouldNotDeleteEntry)
        return {tr("The keychain still has the password of \"%1\". Remove it with the system's own program "
                   "for passwords.")
                    .arg(visibleText(job.key())),
            job.errorString(), Fault::General};
    return {tr("There is no keychain here that can be used; the password is asked for in each session."),
        job.errorString(), Fault::Unreachable};
}

bool isFine(const QKeychain::Job &job)
{
    return job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound;
}

/// Starts a job, which deletes itself, and turns its end into an answer. A program that ends before cancels
/// the future.
template <typename T, typename Job>
QFuture<Result<T>> start(Job *job, const QString &profile, Result<T> (*answerOf)(const Job &))
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    job->setParent(QCoreApplication::instance());
    job->setKey(profile);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job, [promise, job, answerOf] {
        promise->addResult(isFine(*job) ? answerOf(*job) : Result<T>(errorOf(*job)));
        promise->finish();
    });
    job->start();
    return promise->future();
}

} // namespace

QFuture<Result<Secret>> PasswordStore::read(const QString &profile)
{
    return start<Secret>(
        new QKeychain::ReadPasswordJob(service), profile,
        +[](const QKeychain::ReadPasswordJob &job) { return Result<Secret>(Secret(job.binaryData())); });
}

QFuture<Result<void>> PasswordStore::write(const QString &profile, const Secret &password)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    // As text it can be looked at with the system's own programs; text cannot hold every byte.
    if (isCleanUtf8(password.reveal()))
        job->setTextData(QString::fromUtf8(password.reveal()));
    else
        job->setBinaryData(password.reveal());
    return start<void>(
        job, profile, +[](const QKeychain::WritePasswordJob &) { return Result<void>(); });
}

QFuture<Result<void>> PasswordStore::remove(const QString &profile)
{
    return start<void>(
        new QKeychain::DeletePasswordJob(service), profile,
        +[](const QKeychain::DeletePasswordJob &) { return Result<void>(); });
}
