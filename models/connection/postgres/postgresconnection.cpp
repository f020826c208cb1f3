// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/postgres/postgresconnection.h"

#include "base/visibletext.h"
#include "connection/authorities.h"
#include "connection/hostaddresses.h"
#include "connection/postgres/postgreserror.h"
#include "connection/serverread.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFileInfo>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace {
using ResultPtr = std::unique_ptr<PGresult, decltype(&PQclear)>;

QString tr(const char *text)
{
    return QCoreApplication::translate("Postgres", text);
}

int portOf(const HostPort &place)
{
    return place.port > 0 ? place.port : postgresPort;
}

/// The folder of the socket, or the socket itself, is what people write.
PostgresTarget socketTarget(const DatabaseUrl &url)
{
    const int port = portOf(url.hosts.value(0));
    const QFileInfo file(url.socket);
    const QString prefix = u".s.PGSQL."_s;
    if (!file.fileName().startsWith(prefix))
        return {url.socket, {}, port};
    return {file.path(), {}, file.fileName().mid(prefix.size()).toInt()};
}

Privacy privacyOf(PGconn *connection, const PostgresTarget &target, TlsMode mode)
{
    if (PQsslInUse(connection))
        return mode == TlsMode::Verified ? Privacy::Verified : Privacy::Encrypted;
    return target.isSocket() || isLoopbackAddress(target.address) ? Privacy::Local : Privacy::Plain;
}

QString cipherOf(PGconn *connection)
{
    if (!PQsslInUse(connection))
        return {};
    return u"%1 %2"_s.arg(QString::fromLatin1(PQsslAttribute(connection, "protocol")),
        QString::fromLatin1(PQsslAttribute(connection, "cipher")));
}

/// "PostgreSQL 15.20" without what the packager adds.
QString descriptionOf(const PGconn *connection)
{
    const QString version = QString::fromUtf8(PQparameterStatus(connection, "server_version")).left(100);
    return u"PostgreSQL %1"_s.arg(visibleText(version.section(u' ', 0, 0)));
}

/// A database without a character set holds any bytes, and hands them out only to who asks for none either.
QString encodingFor(const PGconn *connection)
{
    const QByteArray ofServer(PQparameterStatus(connection, "server_encoding"));
    return ofServer == "SQL_ASCII" ? u"SQL_ASCII"_s : u"UTF8"_s;
}

bool isAnswer(ExecStatusType status)
{
    return status == PGRES_SINGLE_TUPLE || status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

bool isCopy(ExecStatusType status)
{
    return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

qsizetype bytesOf(const PGresult *part)
{
    return PQntuples(part) > 0 ? postgresRowBytes(part, 0) : 0; // rows come one by one
}

void addRows(RowSet &rows, const PGresult *part)
{
    if (rows.columns.isEmpty())
        rows.columns = postgresColumns(part);
    for (int row = 0; row < PQntuples(part); ++row)
        rows.rows.append(postgresRow(part, row));
}

} // namespace

PostgresConnection::PostgresConnection(
    const ConnectionSpec &spec, const PostgresTarget &target, PostgresLink link)
    : m_spec(spec)
    , m_handle(std::move(link))
    , m_identity {target.display(), privacyOf(m_handle.get(), target, spec.tls.mode),
          cipherOf(m_handle.get())}
    , m_description(descriptionOf(m_handle.get()))
    , m_encoding(encodingFor(m_handle.get()))
    , m_serverLimit(spec.limits.statement)
{
}

Result<std::unique_ptr<Connection>> PostgresConnection::open(const ConnectionSpec &spec, qsizetype host)
{
    if (!spec.url.socket.isEmpty())
        return openTarget(spec, socketTarget(spec.url), spec.limits.connect);
    if (const auto usable = checkAuthorities(spec.tls); !usable)
        return usable.error();
    const QDeadlineTimer deadline(spec.limits.connect);
    const HostPort place = spec.url.hosts.value(host);
    const auto addresses = addressesOf(place.host, spec.limits.connect);
    if (!addresses)
        return addresses.error();
    Error error;
    for (qsizetype i = 0; i < addresses->size(); ++i) {
        // An address that says nothing leaves time for the others.
        const std::chrono::milliseconds share(deadline.remainingTime() / (addresses->size() - i));
        auto connection = openTarget(spec, {place.host, addresses->at(i), portOf(place)}, share);
        if (connection || connection.error().fault != Fault::Unreachable)
            return connection;
        error = connection.error();
    }
    return error;
}

Result<std::unique_ptr<Connection>> PostgresConnection::openTarget(
    const ConnectionSpec &spec, const PostgresTarget &target, std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    auto link = connectPostgres(spec, target, limit);
    if (!link)
        return link.error();
    std::unique_ptr<PostgresConnection> connection(new PostgresConnection(spec, target, std::move(*link)));
    if (const auto checked = connection->checkSettings(std::chrono::milliseconds(deadline.remainingTime()));
        !checked)
        return checked.error();
    return std::unique_ptr<Connection>(std::move(connection));
}

Result<void> PostgresConnection::chooseEncoding(std::chrono::milliseconds time)
{
    if (m_encoding == "UTF8"_L1) // as it was opened
        return {};
    const auto set = watchedSelect({u"SET client_encoding = %1"_s.arg(m_encoding), {}}, time);
    return set ? Result<void>() : set.error();
}

Result<void> PostgresConnection::checkSettings(std::chrono::milliseconds time)
{
    if (const auto chosen = chooseEncoding(time); !chosen)
        return chosen.error();
    QList<PostgresSetting> wanted = postgresSettings(m_spec);
    wanted.append(PostgresSetting {"client_encoding", m_encoding.toLatin1()});
    QVariantList names;
    for (const PostgresSetting &setting : wanted)
        names.append(QString::fromLatin1(setting.name));
    const QString places = QStringList(names.size(), u"?"_s).join(u',');
    const auto answer = watchedSelect(
        {u"SELECT name, setting FROM pg_catalog.pg_settings WHERE name IN (%1)"_s.arg(places), names}, time);
    if (!answer)
        return answer.error();
    QHash<QString, QByteArray> found;
    for (const QVariantList &row : answer->rows)
        found.insert(row.value(0).toString(), row.value(1).toString().toUtf8());
    for (const PostgresSetting &setting : wanted)
        if (const QByteArray value = found.value(QString::fromLatin1(setting.name)); value != setting.value)
            return postgresSettingRefused(setting.name, value);
    return {};
}

QString PostgresConnection::manners() const
{
    return tr("Reads only: the server refuses every change, ends a read after %1 seconds and does not let it "
              "wait longer than %2 seconds for a lock.")
        .arg(m_spec.limits.statement.count())
        .arg(m_spec.limits.lock.count());
}

std::chrono::milliseconds PostgresConnection::boundedBy(ReadLimit limit) const
{
    const std::chrono::milliseconds time = limit.time.value_or(m_spec.limits.statement);
    return std::max(time, std::chrono::milliseconds(1)); // the server takes 0 for "for ever"
}

Result<RowSet> PostgresConnection::select(const Statement &statement, ReadLimit limit)
{
    const std::chrono::milliseconds time = boundedBy(limit);
    if (const auto limited = limitStatement(time); !limited)
        return limited.error();
    return watchedSelect(statement, time);
}

Result<void> PostgresConnection::limitStatement(std::chrono::milliseconds time)
{
    if (time == m_serverLimit)
        return {};
    const auto set = watchedSelect({u"SET statement_timeout = %1"_s.arg(time.count()), {}}, time);
    if (!set)
        return set.error();
    m_serverLimit = time;
    return {};
}

Result<RowSet> PostgresConnection::watchedSelect(const Statement &statement, std::chrono::milliseconds time)
{
    if (m_cancelled && *m_cancelled)
        return readSuperseded();
    return watched(statement, time, m_cancelled);
}

Result<RowSet> PostgresConnection::watched(const Statement &statement, std::chrono::milliseconds time,
    const std::shared_ptr<const std::atomic<bool>> &cancelled)
{
    Watchdog::Watch watch(m_watchdog, time + watchdogSlack, cancelled, m_handle.means());
    auto rows = execute(statement);
    watch.end();
    return watchedOutcome(watch, std::move(rows));
}

Result<RowSet> PostgresConnection::execute(const Statement &statement)
{
    const auto parameters = PostgresParameters::of(statement.values);
    if (!parameters)
        return parameters.error();
    const bool sent = PQsendQueryParams(m_handle.get(), withNumberedPlaceholders(statement.sql).constData(),
        parameters->count(), parameters->types(), parameters->pointers().constData(), parameters->lengths(),
        parameters->formats(), 0);
    if (!sent)
        return lastError();
    PQsetSingleRowMode(m_handle.get());
    return receive();
}

Result<RowSet> PostgresConnection::receive()
{
    RowSet rows;
    std::optional<Error> error;
    qsizetype bytes = 0;
    while (const ResultPtr part {PQgetResult(m_handle.get()), PQclear}) {
        const ExecStatusType status = PQresultStatus(part.get());
        if (isCopy(status)) { // which only a server of another kind begins, and libpq would see no end
            m_handle.cut();
            return lastError(part.get());
        }
        if (error)
            continue;
        const qsizetype more = bytesOf(part.get());
        bytes += more;
        m_lastTag = PQcmdStatus(part.get());
        if (!isAnswer(status))
            error = lastError(part.get());
        else if (more > mostRowBytes || bytes > mostAnswerBytes) {
            error = more > mostRowBytes ? rowTooLarge() : answerTooLarge();
            m_handle.cut();
        } else
            addRows(rows, part.get());
    }
    return error ? Result<RowSet>(*error) : Result<RowSet>(std::move(rows));
}

Error PostgresConnection::lastError(const PGresult *result) const
{
    const auto told = m_isWriting ? postgresWriteError : postgresStatementError;
    return told(m_spec, m_identity.address, m_handle.get(), result);
}
