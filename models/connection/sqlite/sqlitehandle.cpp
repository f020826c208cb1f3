// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/sqlite/sqlitehandle.h"

#include "connection/sqlite/descriptorgate.h"
#include "connection/sqlite/sqlitefile.h"
#include "connection/sqlite/sqlitestatement.h"

#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>
#include <QThread>

#include <sqlite3.h>

#include <atomic>

using namespace Qt::StringLiterals;

namespace {
constexpr int stepsBetweenChecks = 1000;

/// The busy handler waits for a second in naps, so that a newer wish need not wait that long.
constexpr int busyNapMs = 5;
constexpr int busyNaps = 200;

const char *uriParameters(SqliteReading reading)
{
    switch (reading) {
    case SqliteReading::Immutable:
        return "mode=ro&immutable=1";
    case SqliteReading::WalAlone:
        return "mode=ro&vfs=unix-none";
    case SqliteReading::Wal:
        return "mode=ro&readonly_shm=1";
    case SqliteReading::LockFree:
        break;
    }
    return "mode=ro&nolock=1";
}

QString uniqueName()
{
    static std::atomic<int> counter = 0;
    return u"presence-sqlite-%1"_s.arg(++counter);
}

int stopHandler(void *shouldStop)
{
    return (*static_cast<const std::function<bool()> *>(shouldStop))() ? 1 : 0;
}

int busyHandler(void *shouldStop, int naps)
{
    if (naps >= busyNaps || stopHandler(shouldStop))
        return 0;
    QThread::msleep(busyNapMs);
    return 1;
}

/// Watches over a statement for as long as it lives.
class ProgressGuard {
public:
    ProgressGuard(sqlite3 *handle, const std::function<bool()> &shouldStop) : m_handle(handle)
    {
        auto *argument = const_cast<std::function<bool()> *>(&shouldStop);
        sqlite3_progress_handler(handle, stepsBetweenChecks, stopHandler, argument);
        sqlite3_busy_handler(handle, busyHandler, argument);
    }
    ~ProgressGuard()
    {
        sqlite3_progress_handler(m_handle, 0, nullptr, nullptr);
        sqlite3_busy_handler(m_handle, nullptr, nullptr);
    }
    ProgressGuard(const ProgressGuard &) = delete;
    ProgressGuard &operator=(const ProgressGuard &) = delete;

private:
    sqlite3 *m_handle;
};
} // namespace

SqliteHandle::SqliteHandle(QString path, SqliteReading reading)
    : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, uniqueName()))
    , m_path(std::move(path))
    , m_realPath(QFileInfo(m_path).canonicalFilePath())
    , m_stamps(FileStamps::of(m_realPath))
    , m_reading(reading)
{
}

SqliteHandle::~SqliteHandle()
{
    const QString name = m_database.connectionName();
    const auto passed = passDescriptorGate();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<SqliteHandle>> SqliteHandle::open(const QString &path, SqliteReading reading)
{
    std::unique_ptr<SqliteHandle> handle(new SqliteHandle(path, reading));
    if (const auto opened = handle->openDatabase(); !opened)
        return opened.error();
    return handle;
}

Result<void> SqliteHandle::openDatabase()
{
    auto passed = passDescriptorGate();
    m_database.setConnectOptions(u"QSQLITE_OPEN_URI;QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=0"_s);
    m_database.setDatabaseName(sqliteFileUri(m_path, uriParameters(m_reading)));
    if (!m_database.open()) {
        const QSqlError error = m_database.lastError();
        const QString code = error.nativeErrorCode();
        passed.unlock(); // who explains it opens the file, too
        return sqliteError(code.isEmpty() ? SQLITE_CANTOPEN : code.toInt(), m_path, error.text());
    }
    const QVariant handle = m_database.driver()->handle();
    m_handle = *static_cast<sqlite3 *const *>(handle.constData());
    configure();
    return {};
}

void SqliteHandle::rest()
{
    const auto passed = passDescriptorGate();
    m_database.close();
    m_handle = nullptr;
}

void SqliteHandle::configure()
{
    // Views and functions of a strange file get no trust.
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // An unknown name in quotes is an error, not a string.
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    // Moving the changes from the -wal file into the database is the server's business.
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    // SQLite's "exclusive" keeps the index in our memory; this reading takes no lock in any mode.
    if (m_reading == SqliteReading::WalAlone)
        sqlite3_exec(m_handle, "PRAGMA locking_mode = EXCLUSIVE", nullptr, nullptr, nullptr);
}

std::optional<QByteArray> SqliteHandle::header() const
{
    const QByteArray bytes = m_handle ? sqliteFileHeader(m_handle) : QByteArray();
    return bytes.size() == sqliteHeaderSize ? std::optional(bytes) : std::nullopt;
}

bool SqliteHandle::hasMoved() const
{
    // By the path that was opened: a link may lead elsewhere by now.
    return !FileStamp::of(m_path).isSameFile(m_stamps.file);
}

std::optional<bool> SqliteHandle::isWriteLocked() const
{
    sqlite3_file *file = nullptr;
    int locked = 0;
    if (!m_handle || sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK
        || !file || !file->pMethods || file->pMethods->xCheckReservedLock(file, &locked) != SQLITE_OK)
        return {};
    return locked != 0;
}

Result<RowSet> SqliteHandle::select(const Statement &statement, const std::function<bool()> &shouldStop)
{
    if (!m_handle)
        if (const auto opened = openDatabase(); !opened)
            return opened.error();
    const auto failure = [this](int code) {
        return sqliteError(code, m_path, QString::fromUtf8(sqlite3_errmsg(m_handle)));
    };
    const ProgressGuard guard(m_handle, shouldStop);
    const SqliteStatement prepared = prepareSqlite(m_handle, statement);
    if (!prepared)
        return failure(sqlite3_extended_errcode(m_handle));
    sqlite3_stmt *const raw = prepared.get();
    RowSet result {sqliteColumns(raw), {}};
    int code = sqlite3_step(raw);
    for (; code == SQLITE_ROW; code = sqlite3_step(raw))
        result.rows.append(sqliteRow(raw));
    return code == SQLITE_DONE ? Result<RowSet>(std::move(result))
                               : failure(sqlite3_extended_errcode(m_handle));
}
