// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demodatabase.h"

#include "demo/democonnection.h"
#include "demo/demodocuments.h"
#include "demo/demolists.h"
#include "demo/demopublications.h"
#include "demo/demorequests.h"
#include "demo/demoschema.h"
#include "demo/demosubscriptions.h"
#include "demo/demowriter.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPromise>
#include <QThreadPool>

#include <array>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostDemosAtOnce = 20;

QString say(const char *sentence)
{
    return QCoreApplication::translate("Demo", sentence);
}

QString nameOf(DemoKind kind, int number)
{
    const QString stem = kind == DemoKind::Modern ? u"demo"_s : u"demo-seed"_s;
    return number == 1 ? stem + u".sqlite"_s : u"%1-%2.sqlite"_s.arg(stem).arg(number);
}

/// The companions that SQLite keeps beside a database in WAL mode.
void removeDatabase(const QString &path)
{
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s})
        QFile::remove(path + suffix);
}

/// Leaving WAL mode needs the file for oneself alone: it works only when no other program has it open.
/// Replacing a file under a running demo would mix the old log with the new file.
bool inUse(const QString &path)
{
    if (!QFileInfo::exists(path))
        return false;
    const DemoConnection connection(path, 0);
    const Result<void> alone = connection.run(u"PRAGMA journal_mode = DELETE"_s);
    return !alone && alone.error().fault == Fault::Busy;
}

Result<void> prepareFolder(const QString &folder)
{
    if (QFileInfo(folder).isDir())
        return {};
    if (!QDir().mkpath(folder))
        return Error {
            say(QT_TRANSLATE_NOOP("Demo", "The folder %1 for the demo could not be created.")).arg(folder),
            {}};
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

template <typename Records, typename ToRow>
Result<void> writeAll(DemoWriter &writer, const Records &records, ToRow toRow)
{
    for (const auto &record : records) {
        if (const Result<void> written = writer.insert(toRow(record)); !written)
            return written;
    }
    return {};
}

Result<void> writeServerRows(
    DemoWriter &writer, DemoRandom &random, const QList<DemoPerson> &people, qint64 now)
{
    const auto requestRow = [](const DemoRequest &request) { return demoRow(request); };
    if (const Result<void> done = writeAll(writer, demoRequests(random, people, now), requestRow); !done)
        return done;
    const DemoLists lists = demoLists(random, people, now);
    if (const Result<void> done = writeAll(writer, lists.subscriptions, demoListRow); !done)
        return done;
    return writeAll(writer, lists.members, [](const DemoListMember &member) { return demoRow(member); });
}

Result<void> writeRows(DemoKind kind, const DemoConnection &connection, qint64 now, quint32 seed)
{
    DemoRandom random(seed);
    const QList<DemoPerson> people = demoPeople(seed);
    DemoWriter writer(connection.database());
    const auto toRow = [kind](const auto &record) { return demoRow(kind, record); };
    if (const Result<void> done = writeAll(writer, demoPublications(kind, random, people, now), toRow); !done)
        return done;
    const DemoWatching watching = demoWatching(kind, random, people, now);
    if (const Result<void> done = writeAll(writer, watching.subscriptions, toRow); !done)
        return done;
    if (const Result<void> done = writeAll(writer, watching.authorisations, toRow); !done)
        return done;
    if (const Result<void> done = writeAll(writer, demoDocuments(kind, random, people), toRow); !done)
        return done;
    return kind == DemoKind::Modern ? writeServerRows(writer, random, people, now) : Result<void>();
}

} // namespace

Result<void> writeDemoDatabase(DemoKind kind, const QString &path, qint64 now, quint32 seed)
{
    const DemoConnection connection(path, 1000, DemoConnection::Create::Yes);
    // Nobody else knows the file yet: neither syncing nor a journal protects anything.
    QStringList before {
        u"PRAGMA synchronous = OFF"_s, u"PRAGMA journal_mode = MEMORY"_s, u"BEGIN IMMEDIATE"_s};
    if (const Result<void> done = connection.runAll(before + demoSchema(kind)); !done)
        return done;
    if (const Result<void> done = writeRows(kind, connection, now, seed); !done)
        return done;
    return connection.runAll({u"COMMIT"_s, u"PRAGMA journal_mode = WAL"_s});
}

Result<QString> createDemoDatabase(DemoKind kind, const QString &folder)
{
    if (const Result<void> ready = prepareFolder(folder); !ready)
        return ready.error();
    int number = 1;
    while (number < mostDemosAtOnce && inUse(QDir(folder).filePath(nameOf(kind, number))))
        ++number;
    const QString path = QDir(folder).filePath(nameOf(kind, number));
    const QString aside = u"%1.new-%2"_s.arg(path).arg(QCoreApplication::applicationPid());
    removeDatabase(aside);
    const Result<void> written = writeDemoDatabase(kind, aside, QDateTime::currentSecsSinceEpoch());
    if (!written) {
        removeDatabase(aside);
        return written.error();
    }
    QFile::setPermissions(aside, QFile::ReadOwner | QFile::WriteOwner);
    removeDatabase(path);
    if (!QFile::rename(aside, path)) {
        removeDatabase(aside);
        return Error {
            say(QT_TRANSLATE_NOOP("Demo", "The demo database %1 could not be replaced.")).arg(path), {}};
    }
    return path;
}

QFuture<Result<QString>> startDemoDatabase(DemoKind kind, const QString &folder)
{
    auto promise = std::make_shared<QPromise<Result<QString>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, kind, folder] {
        promise->addResult(createDemoDatabase(kind, folder));
        promise->finish();
    });
    return promise->future();
}
