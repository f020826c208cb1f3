// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/databasethread.h"
#include "connection/import/serverimport.h"
#include "connection/profile.h"
#include "live/connectionreport.h"

#include <QFuture>

#include <functional>

/// What the windows about connections need from the system around them. Tests put their own in its place.
struct ConnectionServices {
    QString profilesFile;
    std::function<QFuture<Result<Secret>>(const QString &profile)> readPassword;
    std::function<QFuture<Result<void>>(const QString &profile, const Secret &password)> writePassword;
    std::function<QFuture<Result<void>>(const QString &profile)> removePassword;
    std::function<QFuture<Result<QList<ImportProposal>>>(const QString &file)> importConfig;
    std::function<DatabaseThread::Opener(const ConnectionSpec &spec)> opener;
    std::function<QFuture<Result<ConnectionReport>>(DatabaseThread &thread, const Profile &profile)> test;
};

/// The person's own profiles and keychain, and real servers.
ConnectionServices systemServices();
