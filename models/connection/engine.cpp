// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"

#include "base/visibletext.h"
#include "connection/mariadb/mariadbconnection.h"
#include "connection/postgres/postgresconnection.h"
#include "connection/sqlite/sqliteconnection.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("Engine", text);
}

/// Never by accident: passwords and subscribers' data in plain sight of everybody on the way.
std::optional<Error> unchosenPlaintext(const ConnectionSpec &spec)
{
    if (spec.url.isLocal() || spec.tls.mode != TlsMode::Off || spec.plaintextAccepted)
        return {};
    return Error {
        tr("Without TLS, everybody on the way to %1 could read the password and the data, so nothing "
           "was sent. Turn TLS on, or choose the unencrypted connection explicitly.")
            .arg(visibleText(spec.url.display())),
        {}, Fault::Refused};
}

/// One error for all hosts, each with its own reason. @p errors has one for each, in their order.
Error nobodyAnswered(const ConnectionSpec &spec, const QList<Error> &errors)
{
    QStringList reasons {tr("None of the servers can be used.")};
    QStringList details;
    for (qsizetype i = 0; i < errors.size(); ++i) {
        const QString name = visibleText(spec.url.hosts.at(i).display());
        reasons.append(tr("%1: %2").arg(name, errors.at(i).message));
        if (!errors.at(i).detail.isEmpty())
            details.append(tr("%1: %2").arg(name, errors.at(i).detail));
    }
    const bool mayComeBack = std::any_of(
        errors.begin(), errors.end(), [](const Error &error) { return error.fault == Fault::Unreachable; });
    return {reasons.join(u'\n'), details.join(u'\n'), mayComeBack ? Fault::Unreachable : errors.last().fault};
}
} // namespace

const QList<Engine> &engines()
{
    static const QList<Engine> all {
        {"sqlite", "SQLite", {u"sqlite"_s, u"sqlite3"_s}, &SqliteConnection::sqliteDialect, 0,
            [](const ConnectionSpec &spec, qsizetype) {
                return SqliteConnection::open(spec.url, spec.limits);
            }},
        {"mysql", "MariaDB or MySQL", {u"mysql"_s, u"mariadb"_s}, &mariaDbDialect, mariaDbPort,
            &MariaDbConnection::open},
        {"postgres", "PostgreSQL", {u"postgres"_s, u"postgresql"_s}, &postgresDialect, postgresPort,
            &PostgresConnection::open},
    };
    return all;
}

const Engine *engineFor(const QString &scheme)
{
    for (const Engine &engine : engines())
        if (engine.schemes.contains(scheme))
            return &engine;
    return nullptr;
}

Result<std::unique_ptr<Connection>> openConnection(const ConnectionSpec &spec)
{
    ServerChoice none;
    return openConnection(spec, none);
}

Result<std::unique_ptr<Connection>> openConnection(const ConnectionSpec &spec, ServerChoice &choice)
{
    const Engine *engine = engineFor(spec.url.scheme);
    if (!engine)
        return Error {tr("No database engine is known for “%1”.").arg(spec.url.scheme), {}, Fault::Usage};
    if (const auto refused = unchosenPlaintext(spec))
        return *refused;
    if (spec.url.hosts.size() < 2)
        return engine->open(spec, 0);
    QList<Error> errors(spec.url.hosts.size());
    for (const qsizetype host : choice.order(spec.url.hosts.size())) {
        auto connection = engine->open(spec, host);
        if (connection) {
            choice.take(host, (*connection)->server());
            return connection;
        }
        errors[host] = connection.error();
        // The same password at the next host could lock the account.
        if (errors.at(host).fault == Fault::Denied)
            return errors.at(host);
    }
    return nobodyAnswered(spec, errors);
}
