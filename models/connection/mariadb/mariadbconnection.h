// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"
#include "connection/connectionspec.h"
#include "connection/mariadb/mariadbdriver.h"
#include "connection/mariadb/mariadbsettings.h"
#include "connection/watchdog.h"

class QSqlQuery;

/// A MariaDB or MySQL server, read through our own driver. The session is read-only on the server but for
/// write(), every statement has a time limit there and a watchdog here, rows come one by one, and values are
/// exact.
class MariaDbConnection : public Connection {
public:
    /// Opens the host of @p spec.url.hosts that is named by its index; a socket ignores it. Errors: as
    /// Connection says.
    static Result<std::unique_ptr<Connection>> open(const ConnectionSpec &spec, qsizetype host);

    Result<RowSet> select(const Statement &statement, ReadLimit limit) override;
    WriteOutcome write(const WritePermit &permit, const WriteJob &job) override;
    Result<std::optional<bool>> hasEnded(const QString &mark) override;
    const Dialect &dialect() const override { return mariaDbDialect; }
    QString description() const override;
    QString manners() const override;
    ServerIdentity server() const override { return m_identity; }
    bool isOpen() override;
    void setCancelFlag(std::shared_ptr<const std::atomic<bool>> flag) override
    {
        m_cancelled = std::move(flag);
    }

private:
    class Writing;

    MariaDbConnection(const ConnectionSpec &spec, const MariaDbTarget &target);

    Result<void> connect(const MariaDbTarget &target);
    Result<MariaDbGuards> settle();
    /// Tells the server how long the next statement may take, if that is not what it knows.
    Result<void> limitStatement(std::chrono::milliseconds time);
    std::chrono::milliseconds boundedBy(ReadLimit limit) const;
    /// Of a transaction that writes.
    std::chrono::milliseconds longestStep() const;
    Result<RowSet> watched(const Statement &statement, std::chrono::milliseconds time);
    /// Under the eyes of the watchdog, which also looks at @p cancelled.
    Result<RowSet> watchedCall(const std::function<Result<RowSet>()> &call, std::chrono::milliseconds time,
        const std::shared_ptr<const std::atomic<bool>> &cancelled);
    Result<RowSet> read(const Statement &statement);
    Result<RowSet> readRows(QSqlQuery &query);
    /// What it means, and whether the connection is of use any more.
    Error failed(const QSqlError &error);

    ConnectionSpec m_spec;
    MariaDbPlace m_place;
    MariaDbDriver m_driver;
    MariaDbGuards m_guards;
    ServerIdentity m_identity;
    std::chrono::milliseconds m_serverLimit {0}; ///< as the server knows it
    bool m_isLost = false;
    bool m_isWriting = false; ///< a failure is that of a change
    qint64 m_affected = 0; ///< rows of the last statement
    std::shared_ptr<const std::atomic<bool>> m_cancelled;
    Watchdog m_watchdog;
};
