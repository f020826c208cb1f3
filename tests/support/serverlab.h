// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"
#include "connection/connectionspec.h"
#include "schema/schema.h"
#include "servermachine.h"

#include <map>

/// One server of each engine for a whole test program, started when it is first asked for.
class ServerLab {
public:
    /// The engine of DatabaseUrl::scheme: "mysql" or "postgres". Ends the program when it cannot be started.
    ServerMachine &server(const QString &engine);

    /// What opens a database of the server, over TCP and without TLS.
    ConnectionSpec spec(
        const QString &engine, const QString &database, const ServerAccount &account = kamAccount);
    /// Ends the program when it cannot be opened.
    std::unique_ptr<Connection> open(
        const QString &engine, const QString &database, const ServerAccount &account = kamAccount);

    /// Executes statements as the administrator; false, with a warning, when they fail.
    bool exec(const QString &engine, const QString &sql, const QString &database = {});

    /// A value as it stands in a statement.
    QString literalOf(const QString &engine, const QVariant &value) const
    {
        return m_servers.at(engine)->literal(value);
    }

private:
    std::map<QString, std::unique_ptr<ServerMachine>> m_servers;
};
