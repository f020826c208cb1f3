// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"
#include "connection/databaseurl.h"
#include "connection/sqlite/sqlitehandle.h"

#include <chrono>

/// A guest in a live SQLite file. Kamailio's own SQLite module has no busy timeout, so a lock of ours at the
/// wrong moment is a lost publication of theirs: rollback-journal files are read without any lock and the
/// read is proved by the file's change counter; WAL files are read as they are; nothing stays open between
/// two reads; nothing is ever created.
class SqliteConnection : public Connection {
public:
    static const Dialect sqliteDialect;

    /// Errors: Unreachable (missing, unreadable), Damaged (empty, truncated, encrypted, no database), Busy.
    static Result<std::unique_ptr<Connection>> open(const DatabaseUrl &url);

    Result<RowSet> select(const Statement &statement, ReadLimit limit) override;
    const Dialect &dialect() const override { return sqliteDialect; }
    QString description() const override;
    QString manners() const override;
    void setCancelFlag(std::shared_ptr<const std::atomic<bool>> flag) override
    {
        m_cancelled = std::move(flag);
    }

    SqliteReading reading() const { return m_handle->reading(); }

private:
    using Clock = std::chrono::steady_clock;

    SqliteConnection(QString path, QByteArray identity, std::unique_ptr<SqliteHandle> handle);
    static Result<std::unique_ptr<SqliteHandle>> openHandle(const QString &path);

    /// Reopens when the server has meanwhile started, stopped or changed the journal mode, or when another
    /// file has taken the place of ours.
    Result<void> followFile();
    Result<void> reopen();
    Result<RowSet> selectProved(const Statement &statement, Clock::time_point deadline);
    Result<RowSet> selectUntil(SqliteHandle &handle, const Statement &statement, Clock::time_point deadline);
    bool isCancelled() const { return m_cancelled && *m_cancelled; }

    QString m_path;
    QByteArray m_identity; ///< the file that is open
    std::unique_ptr<SqliteHandle> m_handle;
    std::shared_ptr<const std::atomic<bool>> m_cancelled;
};
