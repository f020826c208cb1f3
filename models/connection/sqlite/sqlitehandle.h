// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "connection/connection.h"
#include "connection/sqlite/filestamp.h"

#include <QSqlDatabase>

#include <functional>
#include <memory>
#include <optional>

struct sqlite3;

/// How the file is read without standing in the server's way.
enum class SqliteReading {
    Immutable, ///< WAL file that nobody has open: read as it is, proved unchanged after each read
    WalAlone, ///< WAL file with changes in its -wal file but without -shm (a copy): the index of the changes
              ///< is kept in our own memory, the read is proved as with Immutable
    Wal, ///< WAL file in use, or left behind by a server that died: readers never block the writer. The -shm
         ///< file is only read: recovering it is the server's business, and would lock it out meanwhile
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

    /// Lets go of file and locks until the next select(). A resting handle knows no header and no lock.
    void rest();

    SqliteReading reading() const { return m_reading; }
    /// The file with all links resolved: where SQLite looks for journals.
    const QString &realPath() const { return m_realPath; }
    /// The files as they were before this handle was opened.
    const FileStamps &openedStamps() const { return m_stamps; }
    /// The file was deleted, or another one stands in its place.
    bool hasMoved() const;
    /// Somebody holds SQLite's write lock; nothing when that cannot be told. Asks, takes no lock.
    std::optional<bool> isWriteLocked() const;
    /// 100 bytes of the file's header as they are now.
    std::optional<QByteArray> header() const;

private:
    SqliteHandle(QString path, SqliteReading reading);
    Result<void> openDatabase();
    void configure();

    QSqlDatabase m_database;
    QString m_path;
    QString m_realPath;
    FileStamps m_stamps;
    sqlite3 *m_handle = nullptr;
    SqliteReading m_reading;
};

/// Fault and sentence for an SQLite result code on this file; where the file itself may be the reason it is
/// looked at.
Error sqliteError(int code, const QString &path, const QString &driverText);
