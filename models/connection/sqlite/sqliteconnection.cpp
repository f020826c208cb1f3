// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/sqlite/sqliteconnection.h"

#include "connection/sqlite/sqlitefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace {
/// How long a read waits for a moment in which the server does not write, and how often it looks for one. On
/// a server that writes without pause and a disk of 5 ms per flush such a moment came within 0.3 s at worst.
constexpr std::chrono::milliseconds patience {2'000};
constexpr std::chrono::microseconds betweenLooks {200};

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

/// SQLite fills in the first bytes of a journal right before it changes the database file, and looks at them
/// itself to tell a journal that matters. Before that, and in what PERSIST leaves behind, they are zero.
bool journalInUse(const QString &path)
{
    QFile journal(path + "-journal"_L1);
    char first = 0;
    return journal.open(QIODevice::ReadOnly) && journal.read(&first, 1) == 1 && first != 0;
}

/// What must be the same before and after a read without a lock. A journal in use means that the file is
/// being changed.
struct FileState {
    QByteArray counter;
    bool writing = true;

    static FileState of(const SqliteHandle &handle, const QString &path)
    {
        const auto header = handle.header();
        const bool immutable = handle.reading() == SqliteReading::Immutable;
        const bool writing = immutable ? exists(path + "-wal"_L1) : journalInUse(path);
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

SqliteConnection::SqliteConnection(QString path, QByteArray identity, std::unique_ptr<SqliteHandle> handle)
    : m_path(std::move(path))
    , m_identity(std::move(identity))
    , m_handle(std::move(handle))
{
}

Result<std::unique_ptr<Connection>> SqliteConnection::open(const DatabaseUrl &url)
{
    QByteArray identity = fileIdentity(url.path);
    auto handle = openHandle(url.path);
    if (!handle)
        return handle.error();
    std::unique_ptr<Connection> connection(
        new SqliteConnection(url.path, std::move(identity), std::move(*handle)));
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
    const bool stale = !header || !exists(m_path) || fileIdentity(m_path) != m_identity
        || wal
            != (m_handle->reading() == SqliteReading::Wal || m_handle->reading() == SqliteReading::Immutable)
        || (m_handle->reading() == SqliteReading::Immutable && exists(m_path + "-wal"_L1));
    return stale ? reopen() : Result<void>();
}

Result<void> SqliteConnection::reopen()
{
    QByteArray identity = fileIdentity(m_path);
    auto handle = openHandle(m_path);
    if (!handle)
        return handle.error();
    m_handle = std::move(*handle);
    m_identity = std::move(identity);
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
    const auto end = std::min(deadline, Clock::now() + patience);
    for (bool first = true; first || Clock::now() < end; first = false) {
        if (!first)
            QThread::usleep(betweenLooks.count());
        if (isCancelled())
            return Error {{}, {}, Fault::Superseded};
        const FileState before = FileState::of(*m_handle, m_path);
        if (before.writing && m_handle->reading() == SqliteReading::LockFree)
            continue;
        Result<RowSet> rows = selectUntil(*m_handle, statement, deadline);
        const bool proved = before.proves(FileState::of(*m_handle, m_path));
        // A sound file without a writer that still gives an error has a real one; beside a writer an error
        // means nothing.
        if (proved || (!rows && rows.error().fault == Fault::Superseded))
            return rows;
        if (m_handle->reading() == SqliteReading::Immutable) {
            // Its cache knows nothing of writers: start anew.
            if (const auto reopened = reopen(); !reopened)
                return reopened.error();
            if (m_handle->reading() == SqliteReading::Wal)
                return selectUntil(*m_handle, statement, deadline);
        }
    }
    // No lock as a last resort: whenever one is needed, it meets a write and costs the server a publication.
    return Error {
        tr("The server writes to this file too often for a read of this length, or it was ended in the "
           "middle of a write. Use a filter or sort that has an index, or let the server use WAL mode: "
           "modparam(\"db_sqlite\", \"db_set_journal_mode\", \"<database>=WAL\")."),
        u"no unchanged moment within %1 ms"_s.arg(patience.count()), Fault::Busy};
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
        break;
    }
    return tr("Opened read-only. The file has a rollback journal: it is read without locks, so that the "
              "server's writes never fail because of us.");
}
