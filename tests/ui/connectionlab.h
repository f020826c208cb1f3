// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connectionservices.h"

#include <QHash>
#include <QPromise>
#include <QTemporaryDir>

#include <memory>

/// Profiles in a folder of their own, a keychain in memory, and servers that answer what a test wants.
class ConnectionLab {
public:
    ConnectionLab()
    {
        using namespace Qt::StringLiterals;
        profilesFile = m_folder.filePath(u"profiles.ini"_s);
        report = ConnectionReport {{{ReportLine::Severity::Good, u"A server answers."_s},
            {ReportLine::Severity::Note, u"Its clock is late."_s}}};
    }

    ConnectionServices services()
    {
        ConnectionServices made;
        made.profilesFile = profilesFile;
        made.readPassword = [this](const QString &profile) -> QFuture<Result<Secret>> {
            return answered<Secret>(hasKeychain ? Result<Secret>(passwords.value(profile)) : noKeychain());
        };
        made.writePassword = [this](const QString &profile, const Secret &password) {
            if (!hasKeychain)
                return answered<void>(noKeychain());
            passwords.insert(profile, password);
            return answered<void>({});
        };
        made.removePassword = [this](const QString &profile) {
            passwords.remove(profile);
            return answered<void>({});
        };
        made.importConfig = [this](const QString &) { return answered<QList<ImportProposal>>(proposals); };
        made.opener = [this](const ConnectionSpec &spec) -> DatabaseThread::Opener {
            usedPassword = spec.password;
            return [] { return Result<std::unique_ptr<Connection>>(Error {}); };
        };
        made.test = [this](DatabaseThread &, const Profile &) {
            ++tests;
            if (!answersTests)
                return m_pending.future();
            return answered<ConnectionReport>(report);
        };
        return made;
    }
    QString folder() const { return m_folder.path(); }

    QString profilesFile;
    QHash<QString, Secret> passwords;
    bool hasKeychain = true;
    bool answersTests = true;
    int tests = 0;
    Secret usedPassword; ///< of the newest connection that was to be opened
    Result<ConnectionReport> report = ConnectionReport {};
    Result<QList<ImportProposal>> proposals = QList<ImportProposal> {};

private:
    static Error noKeychain()
    {
        return {QStringLiteral("There is no keychain here."), {}, Fault::Unreachable};
    }
    template <typename T>
    static QFuture<Result<T>> answered(Result<T> answer)
    {
        QPromise<Result<T>> promise;
        promise.start();
        promise.addResult(std::move(answer));
        promise.finish();
        return promise.future();
    }

    QTemporaryDir m_folder;
    QPromise<Result<ConnectionReport>> m_pending;
};
