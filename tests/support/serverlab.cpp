// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverlab.h"

#include "connection/engine.h"
#include "mariadbserver.h"
#include "postgresserver.h"

using namespace Qt::StringLiterals;

namespace {
void say(const Error &error)
{
    qWarning().noquote() << error.message << error.detail;
}
} // namespace

ServerMachine &ServerLab::server(const QString &engine)
{
    std::unique_ptr<ServerMachine> &machine = m_servers[engine];
    if (machine)
        return *machine;
    if (engine == "mysql"_L1)
        machine = std::make_unique<MariadbServer>();
    else
        machine = std::make_unique<PostgresServer>();
    if (const auto started = machine->start(); !started) {
        say(started.error());
        qFatal("the server does not start");
    }
    return *machine;
}

ConnectionSpec ServerLab::spec(const QString &engine, const QString &database, const ServerAccount &account)
{
    return {.url = server(engine).url(database, account),
        .tls = {TlsMode::Off, {}},
        .password = Secret(account.password)};
}

std::unique_ptr<Connection> ServerLab::open(
    const QString &engine, const QString &database, const ServerAccount &account)
{
    auto opened = openConnection(spec(engine, database, account));
    if (!opened) {
        say(opened.error());
        qFatal("the database cannot be opened");
    }
    return std::move(*opened);
}

bool ServerLab::exec(const QString &engine, const QString &sql, const QString &database)
{
    const auto done = server(engine).exec(sql, database);
    if (!done)
        say(done.error());
    return bool(done);
}
