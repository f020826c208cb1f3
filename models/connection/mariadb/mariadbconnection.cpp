// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbconnection.h"

#include "base/visibletext.h"
#include "connection/authorities.h"
#include "connection/dialect.h"
#include "connection/hostaddresses.h"
#include "connection/mariadb/mariadberror.h"
#include "connection/mariadb/mariadbhandle.h"
#include "connection/mariadb/mariadbstop.h"
#include "connection/mariadb/mariadbwritefault.h"
#include "connection/serverread.h"
#include "connection/textvalue.h"

#include <QCoreApplication>
#include <QSqlField>
#include <QSqlQuery>
#include <QSqlRecord>

#include <algorithm>

#include <poll.h>

using namespace Qt::StringLiterals;

namespace {
/// The library's own limit on silence only matters when no watchdog is there, at the start.
constexpr std::chrono::seconds silence {15};

QString tr(const char *text)
{
    return QCoreApplication::translate("MariaDb", text);
}

MariaDbTarget targetOf(const ConnectionSpec &spec, qsizetype host)
{
    const HostPort place = spec.url.hosts.value(host);
    const MariaDbOptions options {
        spec.tls, spec.url.socket, spec.limits.connect, spec.limits.statement + silence, silence};
    return {place.host, place.port > 0 ? place.port : mariaDbPort, spec.url.user, spec.password,
        spec.url.path, options};
}

QString addressOf(const MariaDbTarget &target)
{
    if (!target.options.socket.isEmpty())
        return target.options.socket;
    return HostPort {target.host, target.port}.display();
}

Privacy privacyOf(MYSQL *client, const MariaDbTarget &target)
{
    if (mysql_get_ssl_cipher(client))
        return target.options.tls.mode == TlsMode::Verified ? Privacy::Verified : Privacy::Encrypted;
    const bool isHere = !target.options.socket.isEmpty() || isLoopbackHost(target.host);
    return isHere ? Privacy::Local : Privacy::Plain;
}

QString cipherOf(MYSQL *client)
{
    const char *cipher = mysql_get_ssl_cipher(client);
    const char *version = nullptr;
    mariadb_get_infov(client, MARIADB_CONNECTION_TLS_VERSION, &version);
    if (!cipher || !version)
        return {};
    return u"%1 %2"_s.arg(QString::fromLatin1(version), QString::fromLatin1(cipher));
}

/// As Connection wants it: text columns arrive as bytes, and their field says that they are text.
QVariant exact(const QVariant &value, bool isText)
{
    if (value.isNull())
        return {};
    if (isText && value.typeId() == QMetaType::QByteArray)
        return textValue(value.toByteArray());
    if (value.typeId() == QMetaType::ULongLong)
        return QString::number(value.toULongLong());
    return value;
}

qsizetype bytesOf(const QVariant &value)
{
    constexpr qsizetype perValue = 24;
    if (value.typeId() == QMetaType::QByteArray)
        return perValue + value.toByteArray().size();
    return perValue;
}

/// There is no connection yet that could be kept.
Error notYet(Error error)
{
    if (error.fault == Fault::Busy)
        error.fault = Fault::Unreachable;
    return error;
}

} // namespace

MariaDbConnection::MariaDbConnection(const ConnectionSpec &spec, const MariaDbTarget &target)
    : m_spec(spec)
    , m_place {addressOf(target), target.user, target.database, target.password, spec.url.hosts.size() > 1}
{
}

Result<std::unique_ptr<Connection>> MariaDbConnection::open(const ConnectionSpec &spec, qsizetype host)
{
    const MariaDbTarget target = targetOf(spec, host);
    if (const auto sound = checkMariaDbTarget(target); !sound)
        return sound.error();
    if (spec.url.socket.isEmpty())
        if (const auto usable = checkAuthorities(spec.tls); !usable)
            return usable.error();
    // The library tells an unknown name and a silent name server by the same code.
    if (spec.url.socket.isEmpty())
        if (const auto addresses = addressesOf(target.host, spec.limits.connect); !addresses)
            return addresses.error();
    std::unique_ptr<MariaDbConnection> connection(new MariaDbConnection(spec, target));
    if (const auto connected = connection->connect(target); !connected)
        return connected.error();
    return std::unique_ptr<Connection>(std::move(connection));
}

Result<void> MariaDbConnection::connect(const MariaDbTarget &target)
{
    if (!m_driver.connectTarget(target))
        return mariaDbOpenFault(m_driver.lastError(), m_place);
    m_identity = {m_place.address, privacyOf(m_driver.client(), target), cipherOf(m_driver.client())};
    // From the first statement on: whoever let us in may be frozen behind.
    const auto stop = m_driver.stop();
    Watchdog::Watch watch(m_watchdog, m_spec.limits.connect, {}, {{}, [stop] { stop->cut(); }});
    const auto guards = settle();
    watch.end();
    if (watch.bite() == Watchdog::Bite::Cut)
        return mariaDbSilent(m_place);
    if (!guards)
        return notYet(guards.error());
    m_guards = *guards;
    m_serverLimit = m_spec.limits.statement;
    return {};
}

Result<MariaDbGuards> MariaDbConnection::settle()
{
    if (!m_driver.prepareSession())
        return mariaDbOpenFault(m_driver.lastError(), m_place);
    auto guards = settleMariaDbSession(m_driver, m_spec, m_place);
    if (guards && m_place.hasOthers && isMariaDbCutOff(m_driver))
        return mariaDbCutOff(m_place);
    return guards;
}

QString MariaDbConnection::description() const
{
    return (m_guards.isMariaDb ? u"MariaDB %1"_s : u"MySQL %1"_s).arg(m_guards.version);
}

QString MariaDbConnection::manners() const
{
    QStringList sentences;
    sentences += m_guards.readOnly
        ? tr("Reads only: the server refuses every change.")
        : tr("Reads only, though this old server cannot be told to refuse changes.");
    if (m_guards.timeLimit)
        sentences += tr("It ends a read after %1 seconds, which waits no longer than %2 seconds for a lock.")
                         .arg(m_spec.limits.statement.count())
                         .arg(m_spec.limits.lock.count());
    else
        sentences += tr("A read is stopped after %1 seconds.").arg(m_spec.limits.statement.count());
    if (!m_identity.cipher.isEmpty() && !m_guards.tlsReachesServer)
        sentences += tr("TLS ends at a proxy before the database server.");
    return sentences.join(u' ');
}

bool MariaDbConnection::isOpen()
{
    const auto stop = m_driver.stop();
    if (m_isLost || !stop)
        return false;
    pollfd socket {stop->socket(), POLLRDHUP, 0};
    return ::poll(&socket, 1, 0) == 0;
}

std::chrono::milliseconds MariaDbConnection::boundedBy(ReadLimit limit) const
{
    // Before the library takes a long read for silence, the server ends it.
    const std::chrono::milliseconds longest = m_spec.limits.statement + silence / 2;
    const auto time = std::min(limit.time.value_or(m_spec.limits.statement), longest);
    return std::max(time, std::chrono::milliseconds(1)); // the server takes 0 for "for ever"
}

Result<void> MariaDbConnection::limitStatement(std::chrono::milliseconds time)
{
    if (!m_guards.timeLimit || time == m_serverLimit)
        return {};
    const auto set = watched({mariaDbLimitSql(m_guards, time), {}}, std::max(time, watchdogSlack));
    if (!set)
        return set.error();
    m_serverLimit = time;
    return {};
}

Result<RowSet> MariaDbConnection::select(const Statement &statement, ReadLimit limit)
{
    const std::chrono::milliseconds time = boundedBy(limit);
    if (const auto limited = limitStatement(time); !limited)
        return limited.error();
    return watched(statement, time);
}

Result<RowSet> MariaDbConnection::watched(const Statement &statement, std::chrono::milliseconds time)
{
    if (m_cancelled && *m_cancelled)
        return readSuperseded();
    return watchedCall([&] { return read(statement); }, time, m_cancelled);
}

Result<RowSet> MariaDbConnection::watchedCall(const std::function<Result<RowSet>()> &call,
    std::chrono::milliseconds time, const std::shared_ptr<const std::atomic<bool>> &cancelled)
{
    const auto stop = m_driver.stop();
    Watchdog::Watch watch(m_watchdog, time + watchdogSlack, cancelled,
        {[stop] { return stop->request() != MariaDbStop::Request::Refused; }, [stop] { stop->cut(); }});
    auto rows = call();
    watch.end();
    m_isLost = m_isLost || watch.bite() == Watchdog::Bite::Cut
        || (!rows && rows.error().fault == Fault::Unreachable);
    return watchedOutcome(watch, std::move(rows));
}

Error MariaDbConnection::failed(const QSqlError &error)
{
    m_isLost = m_isLost || isMariaDbLost(mariaDbCode(error));
    return m_isWriting ? mariaDbWriteFault(error, m_place) : mariaDbFault(error, m_place);
}

Result<RowSet> MariaDbConnection::read(const Statement &statement)
{
    QSqlQuery query(m_driver.createResult());
    query.setForwardOnly(true);
    bool executed = query.prepare(statement.sql);
    // A request to stop that came meanwhile has hit the preparation, if anything.
    if (executed && m_cancelled && *m_cancelled)
        return readSuperseded();
    if (executed) {
        for (const QVariant &value : statement.values)
            query.addBindValue(value);
        executed = query.exec();
    }
    if (!executed)
        return failed(query.lastError());
    m_affected = query.numRowsAffected();
    return readRows(query);
}

Result<RowSet> MariaDbConnection::readRows(QSqlQuery &query)
{
    const QSqlRecord record = query.record();
    RowSet rows;
    QList<bool> isText;
    for (int i = 0; i < record.count(); ++i) {
        rows.columns += record.fieldName(i);
        isText += record.field(i).metaType() == QMetaType::fromType<QString>();
    }
    qsizetype bytes = 0;
    while (query.next()) {
        QVariantList row;
        for (int i = 0; i < isText.size(); ++i) {
            row += exact(query.value(i), isText.at(i));
            bytes += bytesOf(query.value(i));
        }
        if (bytes > mostAnswerBytes)
            return answerTooLarge();
        rows.rows += row;
    }
    // A stream that ends early looks like one that ends.
    if (query.lastError().isValid())
        return failed(query.lastError());
    return rows;
}
