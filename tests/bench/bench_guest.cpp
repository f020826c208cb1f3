// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"
#include "kamailioload.h"

#include <QCoreApplication>
#include <QTextStream>
#include <QThread>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// Rows of one page, or nothing when this attempt does not count.
using Read = std::function<std::optional<int>(const char *sql)>;

std::optional<int> rowsOf(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) != SQLITE_OK)
        return std::nullopt;
    int rows = 0;
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        ++rows;
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? std::optional(rows) : std::nullopt;
}

std::shared_ptr<sqlite3> open(const QString &path, const char *flags)
{
    sqlite3 *database = nullptr;
    const QByteArray uri = "file:" + path.toUtf8() + "?mode=ro" + flags;
    sqlite3_open_v2(uri.constData(), &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
    return {database, sqlite3_close};
}

quint32 counter(int file)
{
    quint32 value = 0;
    return pread(file, &value, 4, 24) == 4 ? value : 0;
}

bool journalInUse(const QByteArray &journal)
{
    struct stat about {};
    return stat(journal.constData(), &about) == 0 && about.st_size > 0;
}

Read lockedRead(const QString &path)
{
    const auto database = open(path, "");
    return [database](const char *sql) { return rowsOf(database.get(), sql); };
}

Read noLockRead(const QString &path)
{
    const auto database = open(path, "&nolock=1");
    const int file = ::open(path.toUtf8().constData(), O_RDONLY | O_CLOEXEC);
    const QByteArray journal = path.toUtf8() + "-journal";
    return [=](const char *sql) -> std::optional<int> {
        const quint32 before = counter(file);
        if (journalInUse(journal))
            return std::nullopt;
        const auto rows = rowsOf(database.get(), sql);
        if (journalInUse(journal) || counter(file) != before)
            return std::nullopt;
        return rows;
    };
}

Read programRead(const QString &path)
{
    auto opened = openConnection({.url = {u"sqlite"_s, path}});
    std::shared_ptr<Connection> connection = opened ? std::move(*opened) : nullptr;
    return [connection](const char *sql) -> std::optional<int> {
        if (!connection)
            return std::nullopt;
        const auto rows = connection->select({QString::fromLatin1(sql), {}});
        return rows ? std::optional(int(rows->rows.size())) : std::nullopt;
    };
}

Read noRead(const QString &)
{
    return [](const char *) { return std::nullopt; };
}

struct Manner {
    const char *name;
    Read (*make)(const QString &path);
};

constexpr std::array manners {Manner {"no reader", noRead}, Manner {"SHARED locks", lockedRead},
    Manner {"no locks", noLockRead}, Manner {"the program", programRead}};

struct Tally {
    int good = 0;
    int tries = 0;
    qint64 waited = 0; ///< microseconds, for all good reads together
    qint64 longest = 0; ///< microseconds
};

/// Reads in a tight loop; an attempt that does not count is repeated after a pause.
Tally readUntilInterrupted(const Read &read, int pauseMicroseconds)
{
    static constexpr std::array statements {"SELECT count(*), count(DISTINCT ruid) FROM presentity",
        "SELECT * FROM presentity WHERE id > 1000 ORDER BY id LIMIT 200",
        "SELECT * FROM presentity WHERE id > 1900 ORDER BY id LIMIT 200"};
    Tally tally;
    QElapsedTimer timer;
    timer.start();
    while (!QThread::currentThread()->isInterruptionRequested()) {
        ++tally.tries;
        if (!read(statements[size_t(tally.good) % statements.size()])) {
            QThread::usleep(pauseMicroseconds);
            continue;
        }
        const qint64 waited = timer.nsecsElapsed() / 1'000;
        ++tally.good;
        tally.waited += waited;
        tally.longest = std::max(tally.longest, waited);
        timer.start();
    }
    return tally;
}

void report(const char *name, qint64 duration, KamailioFixture &live, const Tally &tally)
{
    const QHash<int, int> codes = live.agent.answerCounts();
    QTextStream(stdout)
        << u"%1: %2 ms, %3 accepted, %4 lost; %5 good reads of %6, mean %7 us, longest %8 us\n"_s
               .arg(QLatin1StringView(name), 12)
               .arg(duration)
               .arg(codes.value(200))
               .arg(codes.value(500))
               .arg(tally.good)
               .arg(tally.tries)
               .arg(tally.good ? tally.waited / tally.good : 0)
               .arg(tally.longest);
}

Result<void> measure(const Manner &manner, const KamailioOptions &options, int publishers, int changes)
{
    constexpr int pauseMicroseconds = 200;
    KamailioFixture live;
    if (const auto started = live.start(options); !started)
        return started;
    KamailioLoad load(live.agent, publishers);
    QObject::connect(&load, &KamailioLoad::done, qApp, &QCoreApplication::quit);
    load.publishAll();
    QCoreApplication::exec();
    Tally tally;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        const Read read = manner.make(live.databasePath());
        tally = readUntilInterrupted(read, pauseMicroseconds);
    }));
    thread->start();
    QElapsedTimer timer;
    timer.start();
    load.changeDocuments(changes);
    QCoreApplication::exec();
    const qint64 duration = timer.elapsed();
    thread->requestInterruption();
    thread->wait();
    report(manner.name, duration, live, tally);
    return live.server.stop();
}

} // namespace

/// What each way of reading costs a Kamailio that writes without pause, in publications lost.
/// Arguments: journal mode ("" or WAL), publishers, changes.
int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    KamailioOptions options;
    options.journalMode = arguments.value(1);
    options.seedSql = KamailioLoad::seedSql(2'000);
    for (const Manner &manner : manners) {
        const auto measured = measure(
            manner, options, arguments.value(2, u"4"_s).toInt(), arguments.value(3, u"400"_s).toInt());
        if (!measured) {
            QTextStream(stdout) << explain(measured.error()) << Qt::endl;
            return 1;
        }
    }
    return 0;
}
