// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"
#include "connection/postgres/postgreshandle.h"
#include "connection/postgres/postgresvalues.h"

/// A PostgreSQL server, read directly through libpq. The session is read-only on the server but for write(),
/// every statement
/// has a time limit there and a watchdog here, rows come one by one, and values are exact.
class PostgresConnection : public Connection {
public:
    /// Opens the host of @p spec.url.hosts that is named by its index; a socket ignores it. Errors: as
    /// Connection says.
    static Result<std::unique_ptr<Connection>> open(const ConnectionSpec &spec, qsizetype host);

    Result<RowSet> select(const Statement &statement, ReadLimit limit) override;
    WriteOutcome write(const WritePermit &permit, const WriteJob &job) override;
    Result<std::optional<bool>> hasEnded(const QString &mark) override;
    const Dialect &dialect() const override { return postgresDialect; }
    QString description() const override { return m_description; }
    QString manners() const override;
    ServerIdentity server() const override { return m_identity; }
    bool isOpen() override { return m_handle.isAlive(); }
    void setCancelFlag(std::shared_ptr<const std::atomic<bool>> flag) override
    {
        m_cancelled = std::move(flag);
    }

private:
    class Writing;

    PostgresConnection(const ConnectionSpec &spec, const PostgresTarget &target, PostgresLink link);
    static Result<std::unique_ptr<Connection>> openTarget(
        const ConnectionSpec &spec, const PostgresTarget &target, std::chrono::milliseconds limit);

    Result<void> chooseEncoding(std::chrono::milliseconds time);
    /// The settings as the server has them, not as it was told.
    Result<void> checkSettings(std::chrono::milliseconds time);
    /// Tells the server how long the next statement may take, if that is not what it knows.
    Result<void> limitStatement(std::chrono::milliseconds time);
    std::chrono::milliseconds boundedBy(ReadLimit limit) const;
    /// Of a transaction that writes.
    std::chrono::milliseconds longestStep() const;
    Result<RowSet> watchedSelect(const Statement &statement, std::chrono::milliseconds time);
    Result<RowSet> watched(const Statement &statement, std::chrono::milliseconds time,
        const std::shared_ptr<const std::atomic<bool>> &cancelled);
    Result<RowSet> execute(const Statement &statement);
    Result<RowSet> receive();
    Error lastError(const pg_result *result = nullptr) const;

    ConnectionSpec m_spec;
    PostgresHandle m_handle;
    ServerIdentity m_identity;
    QString m_description;
    QString m_encoding; ///< in which text travels
    std::chrono::milliseconds m_serverLimit; ///< statement_timeout as the server knows it
    bool m_isWriting = false; ///< a failure is that of a change
    QByteArray m_lastTag; ///< what the server calls what it did last: "UPDATE 1"
    std::shared_ptr<const std::atomic<bool>> m_cancelled;
    Watchdog m_watchdog;
};
