// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "connection/connection.h"

#include <QSqlDatabase>

#include <functional>
#include <optional>

struct sqlite3;

/// How the file is read without standing in the server's way.
enum class SqliteReading {
    Immutable, ///< WAL file that nobody has open: read without touching -wal and -shm, proved unchanged after
               ///< each read
    Wal, ///< WAL file in use: readers never block the writer
    LockFree, ///< rollback journal: read without a lock, proved by the change counter, else repeated
};

/// One open SQLite handle, opened through Qt's driver and read through the C interface, which alone gives the
/// exact bytes and storage classes. Owns its QSqlDatabase. Lives on one thread.
class SqliteHandle {
public:
    /// Opens with URI flags for @p reading; never creates a file. Errors: Unreachable, Damaged, Busy.
    static Result<std::unique_ptr<SqliteHandle>> open(const QString &path, SqliteReading reading);
    ~SqliteHandle();
    SqliteHandle(const SqliteHandle &) = delete;
    SqliteHandle &operator=(const SqliteHandle &) = delete;

    /// All rows; stopped as soon as @p shouldStop says so (the result is then an error of code
    /// SQLITE_INTERRUPT, Fault::TimedOut).
    Result<RowSet> select(const Statement &statement, const std::function<bool()> &shouldStop);

    SqliteReading reading() const { return m_reading; }
    /// 100 bytes of the file's header, read through SQLite's own file (another descriptor would drop its
    /// locks when closed).
    std::optional<QByteArray> header() const;

private:
    SqliteHandle(const QSqlDatabase &database, QString path, SqliteReading reading);

    QSqlDatabase m_database;
    QString m_path;
    sqlite3 *m_handle = nullptr;
    SqliteReading m_reading;
};

/// Fault and sentence for an SQLite result code on this file; where the file itself may be the reason it is
/// looked at.
Error sqliteError(int code, const QString &path, const QString &driverText);
