// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"
#include "connection/connectionspec.h"
#include "connection/sqlite/sqlitehandle.h"

#include <chrono>

/// A guest in a live SQLite file. Kamailio's own SQLite module has no busy timeout, so a lock of ours at the
/// wrong moment is a lost publication of theirs: rollback-journal files are read without any lock and the
/// read is proved by the file's change counter; WAL files are read as they are; nothing stays open between
/// two reads; nothing is ever created, and written only within write(). A file that is replaced, moved away
/// or switched to another journal is opened anew.
class SqliteConnection : public Connection {
public:
    static const Dialect sqliteDialect;

    /// Errors: Unreachable (missing, unreadable), Damaged (empty, truncated, encrypted, no database), Busy.
    static Result<std::unique_ptr<Connection>> open(const DatabaseUrl &url, const TimeLimits &limits = {});

    Result<RowSet> select(const Statement &statement, ReadLimit limit) override;
    const Dialect &dialect() const override { return sqliteDialect; }
    /// Opens the file anew for writing, for the time of the transaction only.
    WriteOutcome write(const WritePermit &permit, const WriteJob &job) override;
    /// SQLite's transactions end with the call.
    Result<std::optional<bool>> hasEnded(const QString &) override { return std::optional(true); }
    QString description() const override;
    QString manners() const override;
    ServerIdentity server() const override { return {m_path, Privacy::Local, {}}; }
    void setCancelFlag(std::shared_ptr<const std::atomic<bool>> flag) override
    {
        m_cancelled = std::move(flag);
    }

    SqliteReading reading() const { return m_handle->reading(); }

private:
    using Clock = std::chrono::steady_clock;

    SqliteConnection(QString path, std::chrono::milliseconds limit, std::unique_ptr<SqliteHandle> handle);
    static Result<std::unique_ptr<SqliteHandle>> openHandle(const QString &path);

    /// Reopens when the server has meanwhile started, stopped or changed the journal mode, or when the file
    /// is another one.
    Result<void> followFile();
    Result<void> reopen();
    bool isStale() const;
    /// Nothing when it met a writer.
    std::optional<Result<RowSet>> selectProved(const Statement &statement, Clock::time_point deadline);
    /// Nothing when the server came or went meanwhile.
    std::optional<Result<RowSet>> selectShared(
        const Statement &statement, Clock::time_point deadline, Clock::time_point end);
    Result<RowSet> selectUntil(const Statement &statement, Clock::time_point deadline);
    Error noQuietMoment() const;
    bool isCancelled() const { return m_cancelled && *m_cancelled; }

    QString m_path;
    std::chrono::milliseconds m_limit; ///< of a read that has none of its own
    std::unique_ptr<SqliteHandle> m_handle;
    bool m_suspect = false; ///< the handle may remember pages of two states
    std::shared_ptr<const std::atomic<bool>> m_cancelled;
};
