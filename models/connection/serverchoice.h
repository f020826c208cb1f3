// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"

#include <QList>

#include <mutex>
#include <optional>

/// Which of several hosts answered last. Shared by the connections of one session, so that each begins with
/// it and they end up at the same one. May be used from any thread.
class ServerChoice {
public:
    /// The order in which so many hosts are tried: the last good one, then the others.
    QList<qsizetype> order(qsizetype count) const;
    /// This host let a connection in.
    void take(qsizetype host, const ServerIdentity &server);
    /// Who answered last; nothing before that.
    std::optional<ServerIdentity> server() const;
    /// Whether the session has moved away from the server of a connection.
    bool isElsewhere(const ServerIdentity &server) const;

private:
    mutable std::mutex m_mutex; ///< guards what follows
    qsizetype m_host = 0;
    std::optional<ServerIdentity> m_server;
};
