// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbwriting.h"

#include "connection/mariadb/mariadberror.h"
#include "connection/mariadb/mariadbstop.h"
#include "connection/mariadb/mariadbwritefault.h"
#include "connection/serverread.h"

#include <QDateTime>
#include <QScopeGuard>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
/// Answers to COMMIT after which nothing is stored: lock, deadlock, a node of a cluster without the others.
constexpr std::array refusals {1205U, 1213U, 1047U, 1180U};

/// Who asked, which server, and when, so that a server that was restarted since is known by its uptime.
QString markOf(const MariaDbStop::Mark &mark)
{
    return u"%1 %2 %3"_s.arg(QString::fromLatin1(mark.connection),
        QString::number(QDateTime::currentMSecsSinceEpoch()), QString::fromLatin1(mark.server.toHex()));
}
} // namespace

Result<void> MariaDbConnection::Writing::step(const std::function<QSqlError()> &call)
{
    const auto rows = m_connection.watchedCall(
        [&]() -> Result<RowSet> {
            if (const QSqlError error = call(); error.isValid())
                return m_connection.failed(error);
            return RowSet();
        },
        m_connection.longestStep(), {});
    return rows ? Result<void>() : rows.error();
}

Result<void> MariaDbConnection::Writing::begin()
{
    MariaDbConnection &c = m_connection;
    if (c.m_cancelled && *c.m_cancelled)
        return readSuperseded();
    if (const auto limited = c.limitStatement(c.m_spec.limits.statement); !limited)
        return limited.error();
    m_mark = markOf(c.m_driver.stop()->mark());
    return step([&c] {
        (void)c.m_driver.beginWriting();
        return c.m_driver.lastError();
    });
}

Result<RowSet> MariaDbConnection::Writing::select(const Statement &statement)
{
    m_connection.m_isWriting = true;
    const auto reading = qScopeGuard([this] { m_connection.m_isWriting = false; });
    return m_connection.watched(statement, m_connection.longestStep());
}

Result<qint64> MariaDbConnection::Writing::execute(const Statement &statement)
{
    if (const auto rows = select(statement); !rows)
        return rows.error();
    return m_connection.m_affected;
}

WriteOutcome MariaDbConnection::Writing::commit()
{
    MariaDbDriver &driver = m_connection.m_driver;
    QSqlError failure;
    const auto committed = step([&driver, &failure] {
        (void)driver.commitTransaction();
        return failure = driver.lastError();
    });
    if (committed)
        return {WriteOutcome::End::Committed};
    const unsigned code = mariaDbCode(failure);
    const bool isRefused = std::ranges::find(refusals, code) != refusals.end();
    if (!isRefused && !isMariaDbLost(code))
        (void)rollback();
    return {isRefused ? WriteOutcome::End::RolledBack : WriteOutcome::End::Unknown, committed.error()};
}

bool MariaDbConnection::Writing::rollback()
{
    MariaDbDriver &driver = m_connection.m_driver;
    return bool(step([&driver] {
        (void)driver.rollbackTransaction();
        return driver.lastError();
    }));
}

bool MariaDbConnection::Writing::isReadOnlyAgain()
{
    MariaDbConnection &c = m_connection;
    if (c.m_isLost || c.m_driver.isInTransaction())
        return false;
    if (!c.m_guards.readOnly) // the server is too old to know
        return true;
    const auto mode = c.watchedCall(
        [&c] {
            return c.read({c.m_guards.isMariaDb ? u"SELECT @@SESSION.tx_read_only"_s
                                                : u"SELECT @@SESSION.transaction_read_only"_s,
                {}});
        },
        c.longestStep(), {});
    return mode && mode->rows.value(0).value(0).toInt() == 1;
}

void MariaDbConnection::Writing::giveUp()
{
    m_connection.m_isLost = true;
    if (const auto stop = m_connection.m_driver.stop())
        stop->cut();
}

std::chrono::milliseconds MariaDbConnection::longestStep() const
{
    return std::min<std::chrono::milliseconds>(m_spec.limits.statement, longestWriteStep);
}

WriteOutcome MariaDbConnection::write(const WritePermit &permit, const WriteJob &job)
{
    if (!permit.isValid())
        return Connection::write(permit, job);
    Writing writing(*this);
    return writeOnServer(writing, job);
}

Result<std::optional<bool>> MariaDbConnection::hasEnded(const QString &mark)
{
    const QStringList parts = mark.split(u' ');
    const auto stop = m_driver.stop();
    if (parts.size() != 3 || !stop || parts.at(2).toLatin1() != stop->mark().server.toHex())
        return std::optional<bool>();
    const auto uptime = select({u"SHOW GLOBAL STATUS LIKE 'Uptime'"_s, {}}, {});
    if (!uptime)
        return uptime.error();
    const qint64 age = QDateTime::currentMSecsSinceEpoch() - parts.at(1).toLongLong();
    if (uptime->rows.value(0).value(1).toString().toLongLong() * 1'000 + 1'000 < age)
        return std::optional(true); // restarted since
    const auto running = select(
        {u"SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE ID = ?"_s, {parts.at(0).toLongLong()}},
        {});
    if (!running)
        return running.error();
    return std::optional(running->rows.value(0).value(0).toLongLong() == 0);
}
