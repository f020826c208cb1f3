// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/connectiontest.h"

#include "base/whendone.h"

ConnectionTest::ConnectionTest(const ConnectionServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

void ConnectionTest::start(const Profile &profile, const Secret &password, const QString &savedName)
{
    m_running = true;
    const quint64 number = ++m_number;
    if (!password.isEmpty() || !profile.savesPassword || savedName.isEmpty())
        return examine(profile, password);
    whenDone(m_services.readPassword(savedName), this, [this, number, profile](const Result<Secret> &kept) {
        // Without the keychain the server itself says that it wants a password.
        if (number == m_number)
            examine(profile, kept ? *kept : Secret());
    });
}

void ConnectionTest::examine(const Profile &profile, const Secret &password)
{
    auto *thread = new DatabaseThread(m_services.opener(profile.spec(password)));
    // Its own context: the thread outlives the dialog until the server has answered or the time is over.
    auto *end = new QFutureWatcher<Result<ConnectionReport>>(thread);
    const auto future = m_services.test(*thread, profile);
    connect(end, &QFutureWatcherBase::finished, thread, &QObject::deleteLater);
    end->setFuture(future);
    whenDone(future, this, [this, number = m_number](const Result<ConnectionReport> &report) {
        if (number != m_number)
            return;
        m_running = false;
        emit finished(report);
    });
}

void ConnectionTest::cancel()
{
    ++m_number;
    m_running = false;
}
