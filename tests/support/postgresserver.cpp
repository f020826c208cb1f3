// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgresserver.h"

#include "program.h"

#include <QDir>
#include <QFile>

#include <csignal>
#include <libpq-fe.h>
#include <memory>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

using Handle = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

// What pg_type holds.
constexpr Oid byteaType = 17;
constexpr Oid int8Type = 20;
constexpr Oid int2Type = 21;
constexpr Oid int4Type = 23;
constexpr Oid oidType = 26;
constexpr Oid float4Type = 700;
constexpr Oid float8Type = 701;
constexpr Oid numericType = 1700;

constexpr auto accessRules = "local all postgres trust\nlocal all all scram-sha-256\n"
                             "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n";

// The newest version that is installed.
QString programFolder()
{
    const QDir versions(u"/usr/lib/postgresql"_s);
    const QStringList found = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    return versions.filePath((found.isEmpty() ? u"none"_s : found.last()) + u"/bin/"_s);
}

Error problem(PGconn *handle, const QString &sql)
{
    return {u"The test server PostgreSQL refused a statement."_s,
        u"%1: %2"_s.arg(QString::fromUtf8(PQerrorMessage(handle)), sql.left(300))};
}

QByteArray fromHex(const QByteArray &bytea)
{
    return QByteArray::fromHex(bytea.mid(2)); // "\x3c70"
}

QVariant valueOf(const PGresult *answer, int row, int column)
{
    if (PQgetisnull(answer, row, column))
        return {};
    const QByteArray text(PQgetvalue(answer, row, column), PQgetlength(answer, row, column));
    switch (PQftype(answer, column)) {
    case int2Type:
    case int4Type:
    case int8Type:
    case oidType:
        return text.toLongLong();
    case float4Type:
    case float8Type:
    case numericType:
        return text.toDouble();
    case byteaType:
        return fromHex(text);
    default:
        return QString::fromUtf8(text);
    }
}

} // namespace

Result<QList<QVariantList>> PostgresServer::run(const QString &sql, const QString &database) const
{
    const QByteArray host = socket().toLocal8Bit();
    const QByteArray number = QByteArray::number(port());
    const QByteArray name = database.isEmpty() ? QByteArray("postgres") : database.toUtf8();
    const char *keys[] {"host", "port", "dbname", "user", "connect_timeout", "client_encoding", nullptr};
    const char *values[] {
        host.constData(), number.constData(), name.constData(), "postgres", "5", "UTF8", nullptr};
    const Handle handle(PQconnectdbParams(keys, values, 0), &PQfinish);
    if (PQstatus(handle.get()) != CONNECTION_OK)
        return problem(handle.get(), sql);
    PQsetNoticeProcessor(
        handle.get(), [](void *, const char *) {}, nullptr);
    const Answer answer(PQexec(handle.get(), sql.toUtf8().constData()), &PQclear);
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return problem(handle.get(), sql);
    QList<QVariantList> rows;
    for (int row = 0; row < PQntuples(answer.get()); ++row) {
        QVariantList cells;
        for (int column = 0; column < PQnfields(answer.get()); ++column)
            cells.append(valueOf(answer.get(), row, column));
        rows.append(cells);
    }
    return rows;
}

Result<void> PostgresServer::createDatabase(const QString &name) const
{
    // Each by itself: neither may stand in a transaction.
    const QString kam = QString::fromLatin1(kamAccount.name);
    if (const auto gone = exec(u"DROP DATABASE IF EXISTS \"%1\" WITH (FORCE)"_s.arg(name)); !gone)
        return gone;
    if (const auto made = exec(u"CREATE DATABASE \"%1\" OWNER %2"_s.arg(name, kam)); !made)
        return made;
    return exec(u"ALTER DEFAULT PRIVILEGES FOR ROLE %1 GRANT SELECT ON TABLES TO %2"_s.arg(
                    kam, QLatin1StringView(readerAccount.name)),
        name);
}

QString PostgresServer::literal(const QVariant &value) const
{
    if (value.isNull())
        return u"NULL"_s;
    const QByteArray hex = value.typeId() == QMetaType::QByteArray ? value.toByteArray().toHex()
                                                                   : value.toString().toUtf8().toHex();
    if (value.typeId() == QMetaType::QByteArray)
        return u"'\\x%1'::bytea"_s.arg(QLatin1StringView(hex));
    if (value.typeId() == QMetaType::QString)
        return u"convert_from('\\x%1', 'UTF8')"_s.arg(QLatin1StringView(hex));
    return value.toString();
}

ServerMachine::Command PostgresServer::command() const
{
    const QString program = programFolder() + u"postgres"_s;
    if (port() == 0) // only the program's name is wanted yet
        return {program, {}};
    QStringList settings {u"listen_addresses=127.0.0.1"_s, u"unix_socket_directories="_s + folder(),
        u"fsync=off"_s, u"full_page_writes=off"_s, u"shared_buffers=128MB"_s, u"max_wal_size=2GB"_s,
        u"autovacuum_naptime=5s"_s, u"logging_collector=off"_s};
    const CertificateFiles tls = ownTls();
    if (!tls.certificate.isEmpty())
        settings += {u"ssl=on"_s, u"ssl_cert_file="_s + tls.certificate, u"ssl_key_file="_s + tls.key};
    QStringList arguments {u"-D"_s, dataFolder(), u"-p"_s, QString::number(port())};
    for (const QString &setting : settings)
        arguments += {u"-c"_s, setting};
    return {program, arguments};
}

Result<void> PostgresServer::makeData(const QString &folder) const
{
    QStringList arguments {programFolder() + u"initdb"_s, u"-D"_s, folder, u"-U"_s, u"postgres"_s, u"-E"_s,
        u"UTF8"_s, u"--locale=C.UTF-8"_s, u"-A"_s, u"trust"_s, u"--no-sync"_s};
    if (geteuid() == 0)
        arguments =
            QStringList {u"setpriv"_s, u"--reuid=postgres"_s, u"--regid=postgres"_s, u"--clear-groups"_s}
            + arguments;
    if (const auto made = runProgram(arguments.takeFirst(), arguments); !made)
        return made.error();
    QFile rules(folder + u"/pg_hba.conf"_s);
    if (!rules.open(QIODevice::WriteOnly | QIODevice::Truncate) || rules.write(accessRules) < 0)
        return Error {u"The access rules of PostgreSQL could not be written."_s, rules.errorString()};
    return {};
}

QString PostgresServer::accountsSql() const
{
    return u"CREATE ROLE %1 LOGIN PASSWORD '%2'; CREATE ROLE %3 LOGIN PASSWORD '%4'"_s.arg(
        QLatin1StringView(kamAccount.name), QLatin1StringView(kamAccount.password),
        QLatin1StringView(readerAccount.name), QLatin1StringView(readerAccount.password));
}

int PostgresServer::stopSignal() const
{
    return SIGINT; // "fast": does not wait for clients to leave
}

bool PostgresServer::isPassing(const QString &log) const
{
    return log.contains("could not bind"_L1) || log.contains("shared memory block"_L1)
        || log.contains("another server might be running"_L1);
}
