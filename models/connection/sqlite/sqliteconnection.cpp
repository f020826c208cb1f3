// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/sqlite/sqliteconnection.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace {
/// A lock of ours may cost the server a write; this is the longest that we take.
constexpr std::chrono::milliseconds longestLock {20};
/// Reads beside a busy writer fail about one time in ten; ten attempts make a failure rare without hammering
/// the file.
constexpr int attempts = 10;

QString tr(const char *text)
{
    return QCoreApplication::translate("Sqlite", text);
}

bool isWal(const QByteArray &header)
{
    return header.at(18) == 2;
}

QByteArray changeCounter(const QByteArray &header)
{
    return header.mid(24, 4);
}

bool exists(const QString &path)
{
    return QFileInfo::exists(path);
}

/// What must be the same before and after a read without a lock. A journal with content means that a write is
/// under way.
struct FileState {
    QByteArray counter;
    bool writing = true;

    static FileState of(const SqliteHandle &handle, const QString &path)
    {
        const auto header = handle.header();
        const bool immutable = handle.reading() == SqliteReading::Immutable;
        const bool writing =
            immutable ? exists(path + "-wal"_L1) : QFileInfo(path + "-journal"_L1).size() > 0;
        return {header ? changeCounter(*header) : QByteArray(), writing || !header};
    }
    bool proves(const FileState &after) const
    {
        return !writing && !after.writing && counter == after.counter;
    }
};
} // namespace

const Dialect SqliteConnection::sqliteDialect {u'"', true, "CAST(%1 AS TEXT)",
    "substr(CAST(%1 AS BLOB),1,%2)", "length(CAST(%1 AS BLOB))", true,
    "SELECT CAST((julianday('now') - 2440587.5) * 86400000.0 AS INTEGER)", "SELECT sqlite_version()"};

SqliteConnection::SqliteConnection(QString path, std::unique_ptr<SqliteHandle> handle)
    : m_path(std::move(path))
    , m_handle(std::move(handle))
{
}

Result<std::unique_ptr<Connection>> SqliteConnection::open(const DatabaseUrl &url)
{
    auto handle = openHandle(url.path);
    if (!handle)
        return handle.error();
    std::unique_ptr<Connection> connection(new SqliteConnection(url.path, std::move(*handle)));
    // The first read tells whether this is a database at all.
    if (const auto probe = connection->select({u"SELECT count(*) FROM sqlite_master"_s, {}}); !probe)
        return probe.error();
    return connection;
}

Result<std::unique_ptr<SqliteHandle>> SqliteConnection::openHandle(const QString &path)
{
    // Looking at the header as immutable touches neither locks nor the -wal and -shm files.
    auto look = SqliteHandle::open(path, SqliteReading::Immutable);
    if (!look)
        return look.error();
    const auto header = (*look)->header();
    if (!header)
        return sqliteError(SQLITE_NOTADB, path, u"short header"_s);
    if (!isWal(*header))
        return SqliteHandle::open(path, SqliteReading::LockFree);
    return exists(path + "-wal"_L1) ? SqliteHandle::open(path, SqliteReading::Wal) : std::move(look);
}

Result<void> SqliteConnection::followFile()
{
    const auto header = m_handle->header();
    const bool wal = header && isWal(*header);
    const bool stale = !header || !exists(m_path)
        || wal
            != (m_handle->reading() == SqliteReading::Wal || m_handle->reading() == SqliteReading::Immutable)
        || (m_handle->reading() == SqliteReading::Immutable && exists(m_path + "-wal"_L1));
    if (!stale)
        return {};
    auto handle = openHandle(m_path);
    if (!handle)
        return handle.error();
    m_handle = std::move(*handle);
    return {};
}

Result<RowSet> SqliteConnection::select(const Statement &statement, ReadLimit limit)
{
    const auto deadline = Clock::now() + limit.time;
    if (const auto followed = followFile(); !followed)
        return followed.error();
    if (m_handle->reading() == SqliteReading::Wal)
        return selectUntil(*m_handle, statement, deadline);
    return selectProved(statement, deadline);
}

Result<RowSet> SqliteConnection::selectProved(const Statement &statement, Clock::time_point deadline)
{
    for (int attempt = 0; attempt < attempts && Clock::now() < deadline; ++attempt) {
        const FileState before = FileState::of(*m_handle, m_path);
        Result<RowSet> rows = selectUntil(*m_handle, statement, deadline);
        const bool proved = before.proves(FileState::of(*m_handle, m_path));
        // A sound file without a writer that still gives an error has a real one; beside a writer an error
        // means nothing.
        if (proved || (!rows && rows.error().fault == Fault::Superseded))
            return rows;
        if (m_handle->reading() == SqliteReading::Immutable) {
            // Its cache knows nothing of writers: start anew.
            auto handle = openHandle(m_path);
            if (!handle)
                return handle.error();
            m_handle = std::move(*handle);
            if (m_handle->reading() == SqliteReading::Wal)
                return selectUntil(*m_handle, statement, deadline);
        }
    }
    return selectLocked(statement, deadline);
}

Result<RowSet> SqliteConnection::selectLocked(const Statement &statement, Clock::time_point deadline)
{
    auto handle = SqliteHandle::open(m_path, SqliteReading::Locked);
    if (!handle)
        return handle.error();
    Result<RowSet> rows = selectUntil(**handle, statement, std::min(deadline, Clock::now() + longestLock));
    if (rows || rows.error().fault != Fault::TimedOut)
        return rows;
    return Error {tr("The server writes to this file too often for a read of this length. Use a filter or "
                     "sort that has an index, "
                     "or let the server use WAL mode: modparam(\"db_sqlite\", \"db_set_journal_mode\", "
                     "\"<database>=WAL\")."),
        rows.error().detail, Fault::TimedOut};
}

Result<RowSet> SqliteConnection::selectUntil(
    SqliteHandle &handle, const Statement &statement, Clock::time_point deadline)
{
    Result<RowSet> rows =
        handle.select(statement, [this, deadline] { return isCancelled() || Clock::now() >= deadline; });
    if (!rows && rows.error().fault == Fault::TimedOut && isCancelled())
        return Error {rows.error().message, rows.error().detail, Fault::Superseded};
    return rows;
}

QString SqliteConnection::description() const
{
    return "SQLite "_L1 + QLatin1StringView(sqlite3_libversion());
}

QString SqliteConnection::manners() const
{
    switch (m_handle->reading()) {
    case SqliteReading::Wal:
        return tr("Opened read-only. The file is in WAL mode: reading never stands in the server's way.");
    case SqliteReading::Immutable:
        return tr("Opened read-only. The file is in WAL mode and no server has it open.");
    case SqliteReading::LockFree:
    case SqliteReading::Locked:
        break;
    }
    return tr("Opened read-only. The file has a rollback journal: it is read without locks, so that the "
              "server's writes never fail because of us.");
}
