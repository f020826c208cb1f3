// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "demo/demokind.h"
#include "demo/serverday.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

/// Behaves like a presence server on a demo database: publishes, subscribes, refreshes, lets expire and
/// cleans up, on a connection of its own. Everything happens in the thread in which start() was called.
class SimulatedServer : public QObject {
    Q_OBJECT

public:
    /// An interval of zero starts no timer: then only tick() does something.
    SimulatedServer(
        DemoKind kind, const QString &path, std::chrono::milliseconds interval, QObject *parent = nullptr);
    ~SimulatedServer() override;

    void start();
    /// Empties the write-ahead log into the file and closes the connection.
    void stop();
    /// What the server would do now.
    void tick();
    /// The same at another time, for tests that let hours pass.
    void tickAt(qint64 now);
    DemoCounts counts() const;

signals:
    /// Something did not work; told once, not again until something worked in between. The server goes on
    /// trying.
    void failed(const Error &error);

private:
    DemoKind m_kind;
    QString m_path;
    std::unique_ptr<DemoConnection> m_connection;
    std::unique_ptr<ServerDay> m_day; ///< uses the connection: gone before it
    QTimer m_timer;
    bool m_failing = false;
};
