// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/sqlite/sqlitewriter.h"

#include "connection/connection.h"
#include "connection/serverread.h"
#include "connection/sqlite/descriptorgate.h"
#include "connection/sqlite/sqlitefile.h"
#include "connection/sqlite/sqlitestatement.h"
#include "connection/sqlite/sqlitewriteerror.h"

#include <QThread>

#include <sqlite3.h>

#include <chrono>

using namespace Qt::StringLiterals;

namespace {
using Clock = std::chrono::steady_clock;
using Gate = std::unique_lock<std::shared_mutex>;

/// How long it waits for a moment without another writer, and how often it looks for one.
constexpr std::chrono::milliseconds patience {1'000};
constexpr std::chrono::milliseconds nap {5};
/// How long a commit waits for readers: meanwhile the server cannot write.
constexpr std::chrono::milliseconds readersPatience {100};
/// How long statements may take: meanwhile the server cannot write.
constexpr std::chrono::milliseconds longest {1'000};
constexpr int stepsBetweenChecks = 1'000;

struct Closer {
    void operator()(sqlite3 *handle) const { sqlite3_close_v2(handle); }
};
using Handle = std::unique_ptr<sqlite3, Closer>;

int isOver(void *deadline)
{
    return Clock::now() >= *static_cast<const Clock::time_point *>(deadline) ? 1 : 0;
}

int primaryCode(int code)
{
    return code & 0xff;
}

class SqliteWriter : public WriteTransaction {
public:
    explicit SqliteWriter(QString path) : m_path(std::move(path)) {}
    ~SqliteWriter() override;
    SqliteWriter(const SqliteWriter &) = delete;
    SqliteWriter &operator=(const SqliteWriter &) = delete;

    Result<void> open();
    Result<void> begin(const std::function<bool()> &isCancelled);
    Result<qint64> execute(const Statement &statement) override;
    Result<RowSet> select(const Statement &statement) override;
    WriteOutcome commit();
    void rollback();

private:
    void configure();
    int run(const char *sql) const { return sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr); }
    Error failure() const;

    QString m_path;
    Gate m_gate; ///< closed while there is a lock; opens after the handle is closed
    Clock::time_point m_deadline;
    Handle m_handle;
};

SqliteWriter::~SqliteWriter()
{
    rollback();
    // Closing drops the kernel's locks, also those of another writer of this process.
    if (!m_gate)
        m_gate = closeDescriptorGate();
    m_handle.reset();
}

Error SqliteWriter::failure() const
{
    return sqliteWriteError(
        sqlite3_extended_errcode(m_handle.get()), m_path, QString::fromUtf8(sqlite3_errmsg(m_handle.get())));
}

Result<void> SqliteWriter::open()
{
    sqlite3 *opened = nullptr;
    const auto passed = passDescriptorGate();
    const int code = sqlite3_open_v2(sqliteFileUri(m_path, "mode=rw").toUtf8().constData(), &opened,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE, nullptr);
    m_handle.reset(opened);
    if (code != SQLITE_OK)
        return sqliteWriteError(code, m_path, QString::fromUtf8(sqlite3_errstr(code)));
    // What cannot be opened for writing is opened for reading, without a word.
    if (sqlite3_db_readonly(opened, "main") != 0)
        return sqliteWriteError(SQLITE_READONLY, m_path, QString::fromUtf8(sqlite3_errstr(SQLITE_READONLY)));
    configure();
    return {};
}

void SqliteWriter::configure()
{
    sqlite3 *const handle = m_handle.get();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    // Moving the changes from the -wal file into the database is the server's business, unless there is none:
    // who closes the file last tidies up.
    sqlite3_wal_autocheckpoint(handle, 0);
    // No page is written, and no reader locked out, before the commit.
    run("PRAGMA cache_spill = OFF");
}

Result<void> SqliteWriter::begin(const std::function<bool()> &isCancelled)
{
    const auto end = Clock::now() + patience;
    do {
        if (isCancelled())
            return readSuperseded();
        m_gate = closeDescriptorGate();
        // The tables' definitions are read before the lock, which is then held for less.
        int code = run("SELECT 1 FROM sqlite_master LIMIT 1");
        if (code == SQLITE_OK)
            code = run("BEGIN IMMEDIATE");
        if (code == SQLITE_OK) {
            m_deadline = Clock::now() + longest;
            sqlite3_progress_handler(m_handle.get(), stepsBetweenChecks, isOver, &m_deadline);
            return {};
        }
        m_gate = {};
        if (primaryCode(code) != SQLITE_BUSY)
            break;
        QThread::msleep(nap.count());
    } while (Clock::now() < end);
    return failure();
}

Result<qint64> SqliteWriter::execute(const Statement &statement)
{
    if (const auto rows = select(statement); !rows)
        return rows.error();
    return sqlite3_changes64(m_handle.get());
}

Result<RowSet> SqliteWriter::select(const Statement &statement)
{
    const SqliteStatement prepared = prepareSqlite(m_handle.get(), statement);
    if (!prepared)
        return failure();
    RowSet rows {sqliteColumns(prepared.get()), {}};
    int code = sqlite3_step(prepared.get());
    for (; code == SQLITE_ROW; code = sqlite3_step(prepared.get()))
        rows.rows.append(sqliteRow(prepared.get()));
    return code == SQLITE_DONE ? Result<RowSet>(std::move(rows)) : failure();
}

WriteOutcome SqliteWriter::commit()
{
    sqlite3_progress_handler(m_handle.get(), 0, nullptr, nullptr);
    const auto end = Clock::now() + readersPatience;
    int code = run("COMMIT");
    for (; primaryCode(code) == SQLITE_BUSY && Clock::now() < end; code = run("COMMIT"))
        QThread::msleep(1);
    if (code == SQLITE_OK)
        return {WriteOutcome::End::Committed};
    const Error error = failure();
    rollback();
    return {primaryCode(code) == SQLITE_IOERR ? WriteOutcome::End::Unknown : WriteOutcome::End::RolledBack,
        error};
}

void SqliteWriter::rollback()
{
    if (m_handle && sqlite3_get_autocommit(m_handle.get()) == 0)
        run("ROLLBACK");
}

} // namespace

WriteOutcome writeSqlite(const QString &path, const WriteJob &job, const std::function<bool()> &isCancelled)
{
    SqliteWriter writer(path);
    if (const auto opened = writer.open(); !opened)
        return {WriteOutcome::End::RolledBack, opened.error()};
    if (const auto begun = writer.begin(isCancelled); !begun)
        return {WriteOutcome::End::RolledBack, begun.error()};
    WriteOutcome outcome;
    if (const auto done = job(writer); done)
        outcome = writer.commit();
    else
        outcome.error = done.error();
    outcome.hasBegun = true;
    return outcome;
}
