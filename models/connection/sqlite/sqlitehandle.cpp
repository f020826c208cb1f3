// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/sqlite/sqlitehandle.h"

#include "connection/sqlite/sqlitefile.h"
#include "connection/textvalue.h"

#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>
#include <QThread>

#include <sqlite3.h>

#include <atomic>

using namespace Qt::StringLiterals;

namespace {
constexpr int stepsBetweenChecks = 1000;

using StatementPtr = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

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

int bindText(sqlite3_stmt *statement, int at, const QByteArray &utf8)
{
    return sqlite3_bind_text64(statement, at, utf8.constData(), static_cast<sqlite3_uint64>(utf8.size()),
        SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds with the value's own storage class: SQLite compares classes before contents.
int bindValue(sqlite3_stmt *statement, int at, const QVariant &value)
{
    if (value.isNull())
        return sqlite3_bind_null(statement, at);
    if (value.userType() == qMetaTypeId<RawText>())
        return bindText(statement, at, value.value<RawText>().bytes);
    switch (value.userType()) {
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
        return sqlite3_bind_int64(statement, at, value.toLongLong());
    case QMetaType::Double:
        return sqlite3_bind_double(statement, at, value.toDouble());
    case QMetaType::QByteArray: {
        const QByteArray bytes = value.toByteArray();
        return sqlite3_bind_blob64(statement, at, bytes.isNull() ? "" : bytes.constData(),
            static_cast<sqlite3_uint64>(bytes.size()), SQLITE_TRANSIENT);
    }
    default:
        return bindText(statement, at, value.toString().toUtf8());
    }
}

/// The data first, its size after: SQLite may convert it in between.
QByteArray bytesOf(const void *data, sqlite3_stmt *statement, int column)
{
    const auto *bytes = static_cast<const char *>(data);
    return QByteArray(bytes ? bytes : "", sqlite3_column_bytes(statement, column));
}

QVariant columnValue(sqlite3_stmt *statement, int column)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return static_cast<qlonglong>(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT:
        return sqlite3_column_double(statement, column);
    case SQLITE_TEXT:
        return textValue(bytesOf(sqlite3_column_text(statement, column), statement, column));
    case SQLITE_BLOB:
        return bytesOf(sqlite3_column_blob(statement, column), statement, column);
    default:
        return {};
    }
}

QVariantList rowOf(sqlite3_stmt *statement)
{
    const int count = sqlite3_column_count(statement);
    QVariantList row;
    row.reserve(count);
    for (int i = 0; i < count; ++i)
        row.append(columnValue(statement, i));
    return row;
}

QStringList columnNames(sqlite3_stmt *statement)
{
    QStringList names;
    for (int i = 0; i < sqlite3_column_count(statement); ++i)
        names.append(QString::fromUtf8(sqlite3_column_name(statement, i)));
    return names;
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
    m_database.setConnectOptions(u"QSQLITE_OPEN_URI;QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=0"_s);
    m_database.setDatabaseName(sqliteFileUri(m_path, uriParameters(m_reading)));
    if (!m_database.open()) {
        const QSqlError error = m_database.lastError();
        const QString code = error.nativeErrorCode();
        return sqliteError(code.isEmpty() ? SQLITE_CANTOPEN : code.toInt(), m_path, error.text());
    }
    const QVariant handle = m_database.driver()->handle();
    m_handle = *static_cast<sqlite3 *const *>(handle.constData());
    configure();
    return {};
}

void SqliteHandle::rest()
{
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
    sqlite3_stmt *raw = nullptr;
    const QByteArray sql = statement.sql.toUtf8();
    if (sqlite3_prepare_v2(m_handle, sql.constData(), static_cast<int>(sql.size()), &raw, nullptr)
        != SQLITE_OK)
        return failure(sqlite3_extended_errcode(m_handle));
    const StatementPtr prepared(raw, sqlite3_finalize);
    for (int i = 0; i < statement.values.size(); ++i)
        if (bindValue(raw, i + 1, statement.values.at(i)) != SQLITE_OK)
            return failure(sqlite3_extended_errcode(m_handle));

    RowSet result {columnNames(raw), {}};
    int code = sqlite3_step(raw);
    for (; code == SQLITE_ROW; code = sqlite3_step(raw))
        result.rows.append(rowOf(raw));
    return code == SQLITE_DONE ? Result<RowSet>(std::move(result))
                               : failure(sqlite3_extended_errcode(m_handle));
}
