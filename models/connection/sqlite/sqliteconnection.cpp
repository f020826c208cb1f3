// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/sqlite/sqliteconnection.h"

#include "connection/sqlite/readproof.h"
#include "connection/sqlite/sqlitefile.h"
#include "connection/sqlite/sqlitewriter.h"

#include <QCoreApplication>
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

SqliteReading readingFor(const QByteArray &header, const FileStamps &stamps)
{
    if (header.at(18) != 2)
        return SqliteReading::LockFree;
    if (stamps.isWalIdle())
        return SqliteReading::Immutable;
    return stamps.wal.exists() && stamps.shm.exists() ? SqliteReading::Wal : SqliteReading::WalAlone;
}

/// Ended by us, whatever the server does.
bool isFinal(const Result<RowSet> &rows)
{
    return !rows && (rows.error().fault == Fault::Superseded || rows.error().fault == Fault::TimedOut);
}
} // namespace

// A value is compared with its storage class: 1 is not '1'.
const Dialect SqliteConnection::sqliteDialect {
    .quote = u'"',
    .nullsFirst = true,
    .asText = "CAST(%1 AS TEXT)",
    .head = "substr(CAST(%1 AS BLOB),1,%2)",
    .byteLength = "length(CAST(%1 AS BLOB))",
    .hasRowid = true,
    .clock = "SELECT CAST((julianday('now') - 2440587.5) * 86400000.0 AS INTEGER)",
    .version = "SELECT sqlite_version()",
    .isText = "typeof(%1) = 'text' AND CAST(%1 AS BLOB) = CAST(? AS BLOB)",
    .isBytes = "typeof(%1) = 'blob' AND %1 = ?",
    .isWhole = "typeof(%1) = 'integer' AND %1 = ?",
    .isReal = "typeof(%1) = 'real' AND %1 = ?",
    .isTold = "typeof(%1) = 'text' AND CAST(%1 AS BLOB) = CAST(? AS BLOB)",
};

SqliteConnection::SqliteConnection(
    QString path, std::chrono::milliseconds limit, std::unique_ptr<SqliteHandle> handle)
    : m_path(std::move(path))
    , m_limit(limit)
    , m_handle(std::move(handle))
{
}

Result<std::unique_ptr<Connection>> SqliteConnection::open(const DatabaseUrl &url, const TimeLimits &limits)
{
    auto handle = openHandle(url.path);
    if (!handle)
        return handle.error();
    std::unique_ptr<Connection> connection(
        new SqliteConnection(url.path, limits.statement, std::move(*handle)));
    // The first read tells whether this is a database at all.
    if (const auto probe = connection->select({u"SELECT count(*) FROM sqlite_master"_s, {}}, {}); !probe)
        return probe.error();
    return connection;
}

Result<std::unique_ptr<SqliteHandle>> SqliteConnection::openHandle(const QString &path)
{
    // What SQLite would say, without letting it try.
    if (explainPath(path))
        return sqliteError(SQLITE_CANTOPEN, path, QString::fromUtf8(sqlite3_errstr(SQLITE_CANTOPEN)));
    // Looking at the header as immutable touches neither locks nor the -wal and -shm files.
    auto look = SqliteHandle::open(path, SqliteReading::Immutable);
    if (!look)
        return look.error();
    const auto header = (*look)->header();
    if (!header)
        return sqliteError(SQLITE_NOTADB, path, u"short header"_s);
    const SqliteReading reading = readingFor(*header, (*look)->openedStamps());
    return reading == SqliteReading::Immutable ? std::move(look) : SqliteHandle::open(path, reading);
}

bool SqliteConnection::isStale() const
{
    if (m_suspect || m_handle->hasMoved())
        return true;
    const FileStamps now = FileStamps::of(m_handle->realPath());
    const FileStamps &opened = m_handle->openedStamps();
    // Without locks of ours the server may take both files away, and put new ones there.
    if (m_handle->reading() == SqliteReading::Wal)
        return !now.wal.isSameFile(opened.wal) || !now.shm.isSameFile(opened.shm);
    const auto header = m_handle->header();
    if (!header || readingFor(*header, now) != m_handle->reading())
        return true;
    // The other two remember pages for ever.
    return m_handle->reading() != SqliteReading::LockFree && now != opened;
}

Result<void> SqliteConnection::followFile()
{
    return isStale() ? reopen() : Result<void>();
}

Result<void> SqliteConnection::reopen()
{
    auto handle = openHandle(m_path);
    if (!handle)
        return handle.error();
    m_handle = std::move(*handle);
    m_suspect = false;
    return {};
}

Result<RowSet> SqliteConnection::select(const Statement &statement, ReadLimit limit)
{
    const auto deadline = Clock::now() + limit.time.value_or(m_limit);
    const auto end = std::min(deadline, Clock::now() + patience);
    for (bool first = true; first || Clock::now() < end; first = false) {
        if (!first)
            QThread::usleep(betweenLooks.count());
        if (isCancelled())
            return Error {{}, {}, Fault::Superseded};
        if (const auto followed = followFile(); !followed)
            return followed.error();
        const bool shared = m_handle->reading() == SqliteReading::Wal;
        if (auto rows = shared ? selectShared(statement, deadline, end) : selectProved(statement, deadline))
            return *std::move(rows);
    }
    return noQuietMoment();
}

std::optional<Result<RowSet>> SqliteConnection::selectProved(
    const Statement &statement, Clock::time_point deadline)
{
    const ReadProof before = ReadProof::of(*m_handle);
    if (before.isBeingWritten())
        return {};
    Result<RowSet> rows = selectUntil(statement, deadline);
    // A sound file without a writer that still gives an error has a real one; beside a writer an error means
    // nothing.
    if (before.holdsWith(ReadProof::of(*m_handle)) || isFinal(rows))
        return rows;
    // The pages that SQLite keeps may now be of two states, and it may not notice.
    m_suspect = true;
    return {};
}

/// No lock as a last resort: whenever one is needed, it meets a write and costs the server a publication.
Error SqliteConnection::noQuietMoment() const
{
    const QString detail = u"no unchanged moment within %1 ms"_s.arg(patience.count());
    const ReadProof last = ReadProof::of(*m_handle);
    if (last.isJournalOrphaned())
        return sqliteError(SQLITE_READONLY_ROLLBACK, m_path, detail);
    if (last.isLockedWithoutJournal())
        return sqliteError(SQLITE_BUSY, m_path, detail);
    return {tr("The server writes to this file too often for a read of this length. Use a filter or sort "
               "that has an index, or let the server use WAL mode: "
               "modparam(\"db_sqlite\", \"db_set_journal_mode\", \"<database>=WAL\")."),
        detail, Fault::Busy};
}

std::optional<Result<RowSet>> SqliteConnection::selectShared(
    const Statement &statement, Clock::time_point deadline, Clock::time_point end)
{
    Result<RowSet> rows = selectUntil(statement, deadline);
    // The lock that SQLite else keeps on the file would stop the server from tidying up its -wal file when
    // it ends, and its administrator from changing the journal mode. Opening anew costs 0.3 ms.
    m_handle->rest();
    if (rows || isFinal(rows) || Clock::now() >= end)
        return rows;
    // Errors mean nothing when the server has just ended or begun.
    if (rows.error().fault == Fault::Busy || isStale())
        return {};
    return rows;
}

Result<RowSet> SqliteConnection::selectUntil(const Statement &statement, Clock::time_point deadline)
{
    Result<RowSet> rows =
        m_handle->select(statement, [this, deadline] { return isCancelled() || Clock::now() >= deadline; });
    if (!rows && isCancelled())
        return Error {rows.error().message, rows.error().detail, Fault::Superseded};
    return rows;
}

WriteOutcome SqliteConnection::write(const WritePermit &permit, const WriteJob &job)
{
    if (!permit.isValid())
        return Connection::write(permit, job);
    if (const auto reason = explainPath(m_path))
        return {WriteOutcome::End::RolledBack, *reason};
    return writeSqlite(m_path, job, [this] { return isCancelled(); });
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
    case SqliteReading::WalAlone:
        return tr("Opened read-only. The file is in WAL mode and no server has it open; the changes in its "
                  "-wal file are shown too.");
    case SqliteReading::LockFree:
        break;
    }
    return tr("Opened read-only. The file has a rollback journal: it is read without locks, so that the "
              "server's writes never fail because of us.");
}
