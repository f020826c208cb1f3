// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/serverchoice.h"

QList<qsizetype> ServerChoice::order(qsizetype count) const
{
    const std::lock_guard lock(m_mutex);
    QList<qsizetype> hosts;
    if (m_host < count)
        hosts.append(m_host);
    for (qsizetype host = 0; host < count; ++host)
        if (host != m_host)
            hosts.append(host);
    return hosts;
}

void ServerChoice::take(qsizetype host, const ServerIdentity &server)
{
    const std::lock_guard lock(m_mutex);
    m_host = host;
    m_server = server;
}

std::optional<ServerIdentity> ServerChoice::server() const
{
    const std::lock_guard lock(m_mutex);
    return m_server;
}

bool ServerChoice::isElsewhere(const ServerIdentity &server) const
{
    const std::lock_guard lock(m_mutex);
    return m_server && m_server->address != server.address;
}
