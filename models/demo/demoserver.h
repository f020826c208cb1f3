// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/simulatedserver.h"

#include <QObject>
#include <QThread>

/// A simulated server that runs on a thread of its own from construction to destruction.
class DemoServer : public QObject {
    Q_OBJECT

public:
    DemoServer(DemoKind kind, const QString &path,
        std::chrono::milliseconds interval = std::chrono::milliseconds(300), QObject *parent = nullptr);
    /// Stops the server and waits for its thread, at most some seconds.
    ~DemoServer() override;

signals:
    void failed(const Error &error);

private:
    QThread
        *m_thread; ///< a child, except when it could not be stopped in time: then it is left to the system
};
