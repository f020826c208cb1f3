// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connectionservices.h"
#include "live/connectionreport.h"

#include <QObject>

#include <memory>

/// Tries a connection out, one at a time. Who cancels need not wait: the connection ends by itself, beside.
class ConnectionTest : public QObject {
    Q_OBJECT
public:
    explicit ConnectionTest(const ConnectionServices &services, QObject *parent = nullptr);

    /// @p password empty: that of the keychain, when the profile keeps one under @p savedName.
    void start(const Profile &profile, const Secret &password, const QString &savedName);
    void cancel();
    bool isRunning() const { return m_running; }

signals:
    void finished(const Result<ConnectionReport> &report);

private:
    void examine(const Profile &profile, const Secret &password);

    const ConnectionServices &m_services;
    quint64 m_number = 0; ///< newest test; answers of older ones are dropped
    bool m_running = false;
};
