// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/democonnection.h"
#include "demo/demodatabase.h"
#include "demo/demoserver.h"
#include "demo/simulatedserver.h"
#include "patience.h"
#include "sqlanswer.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(DemoKind)

/// The simulated server keeps a demo database alive without end, and leaves it clean.
class TestDemoServer : public QObject {
    Q_OBJECT

private slots:
    void hoursGoBy_data();
    void hoursGoBy();
    void somethingChangesEverySecond_data();
    void somethingChangesEverySecond();
    void serverStopsCleanly_data();
    void serverStopsCleanly();
    void stopsWhileTheFileIsLocked();
    void failureIsToldOnce();

private:
    QString fresh(DemoKind kind);

    QTemporaryDir m_folder;
};

namespace {

void addKinds()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::newRow("modern") << DemoKind::Modern;
    QTest::newRow("seed") << DemoKind::Seed;
}

} // namespace

QString TestDemoServer::fresh(DemoKind kind)
{
    const Result<QString> path = createDemoDatabase(kind, m_folder.path());
    return path ? *path : QString();
}

void TestDemoServer::hoursGoBy_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<int>("seconds");
    QTest::newRow("modern, a tick each second") << DemoKind::Modern << 1;
    QTest::newRow("modern, a tick each 20 seconds") << DemoKind::Modern << 20;
    QTest::newRow("seed, a tick each second") << DemoKind::Seed << 1;
    QTest::newRow("seed, a tick each 20 seconds") << DemoKind::Seed << 20;
}

void TestDemoServer::hoursGoBy()
{
    QFETCH(DemoKind, kind);
    QFETCH(int, seconds);
    const QString path = fresh(kind);
    const QStringList tables {u"active_watchers"_s, u"watchers"_s, u"presentity"_s};
    QList<qint64> before;
    for (const QString &table : tables)
        before += sqlNumber(path, u"SELECT count(*) FROM "_s + table);

    SimulatedServer server(kind, path, std::chrono::milliseconds(0));
    QSignalSpy failures(&server, &SimulatedServer::failed);
    server.start();
    qint64 now = QDateTime::currentSecsSinceEpoch();
    for (int i = 0; i < 500; ++i)
        server.tickAt(now += seconds);
    const DemoCounts counts = server.counts();
    server.stop();

    QCOMPARE(failures.count(), 0);
    for (qsizetype i = 0; i < tables.size(); ++i) {
        const qint64 after = sqlNumber(path, u"SELECT count(*) FROM "_s + tables.at(i));
        qInfo("%s: %lld -> %lld", qPrintable(tables.at(i)), before.at(i), after);
        QVERIFY(after > before.at(i) * 9 / 10);
        QVERIFY(after < before.at(i) * 11 / 10);
    }
    qInfo("published %d, again %d, subscribed %d, refreshed %d, left %d, decided %d, expired %d",
        counts.published, counts.republished, counts.subscribed, counts.refreshed, counts.unsubscribed,
        counts.decided, counts.expired);
    QVERIFY(counts.published > 0);
    QVERIFY(counts.republished > 400);
    QVERIFY(counts.subscribed > 50);
    QVERIFY(counts.refreshed > 100);
    QVERIFY(counts.unsubscribed > 50);
    QVERIFY(counts.decided > 10);
    QVERIFY(counts.expired > 10);
    QCOMPARE(sqlAnswer(path, u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
    // The riddles are still there, and somebody is still alive.
    QVERIFY(sqlNumber(path, u"SELECT count(*) FROM active_watchers WHERE expires IN (-1, 0, 42)"_s) >= 4);
    QVERIFY(sqlNumber(path, u"SELECT count(*) FROM presentity WHERE username LIKE 'puzzle.%'"_s) >= 15);
    const auto alive =
        u"SELECT count(*) FROM active_watchers WHERE expires BETWEEN %1 AND %1 + 3600"_s.arg(now);
    QVERIFY(sqlNumber(path, alive) > 1500);
    const auto pending = kind == DemoKind::Modern ? u"status = 2"_s : u"subs_status = 'pending'"_s;
    QVERIFY(sqlNumber(path, u"SELECT count(*) FROM watchers WHERE "_s + pending) > 20);
}

void TestDemoServer::somethingChangesEverySecond_data()
{
    addKinds();
}

void TestDemoServer::somethingChangesEverySecond()
{
    QFETCH(DemoKind, kind);
    const QString path = fresh(kind);
    SimulatedServer server(kind, path, std::chrono::milliseconds(0));
    server.start();
    const DemoConnection reader(path, 1000);
    const auto image = [&reader] {
        const auto dialogs =
            u"SELECT group_concat(rowid || ' ' || expires || ' ' || status || ' ' || version) FROM active_watchers"_s;
        const auto bodies = u"SELECT group_concat(rowid || ' ' || expires || ' ' || etag) FROM presentity"_s;
        const Result<QVariant> first = reader.value(dialogs);
        const Result<QVariant> second = reader.value(bodies);
        return first && second ? first->toString() + second->toString() : QString();
    };
    QString last = image();
    QVERIFY(!last.isEmpty());
    qint64 now = QDateTime::currentSecsSinceEpoch();
    for (int second = 0; second < 60; ++second) {
        ++now;
        for (int tick = 0; tick < 3; ++tick)
            server.tickAt(now);
        const QString next = image();
        QVERIFY2(next != last, qPrintable(QString::number(second)));
        last = next;
    }
}

void TestDemoServer::serverStopsCleanly_data()
{
    addKinds();
}

void TestDemoServer::serverStopsCleanly()
{
    QFETCH(DemoKind, kind);
    const QString path = fresh(kind);
    const QStringList connections = QSqlDatabase::connectionNames();
    const auto newest =
        u"SELECT max(received_time) || ' ' || count(DISTINCT etag) || ' ' || total(expires) FROM presentity"_s;
    const QVariant before = sqlAnswer(path, newest);
    {
        const DemoServer server(kind, path, std::chrono::milliseconds(10));
        QTRY_VERIFY(sqlAnswer(path, newest) != before);
    }
    QCOMPARE(QSqlDatabase::connectionNames(), connections);
    QVERIFY(QFileInfo(path + u"-wal"_s).size() == 0);
    QCOMPARE(sqlAnswer(path, u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
}

void TestDemoServer::stopsWhileTheFileIsLocked()
{
    const QString path = fresh(DemoKind::Modern);
    const DemoConnection stranger(path, 1000);
    QVERIFY(stranger.run(u"BEGIN IMMEDIATE"_s));
    QElapsedTimer clock;
    {
        const DemoServer server(DemoKind::Modern, path, std::chrono::milliseconds(5));
        QSignalSpy failures(&server, &DemoServer::failed);
        QTRY_COMPARE(failures.count(), 1);
        QCOMPARE(failures.first().first().value<Error>().fault, Fault::Busy);
        clock.start();
    }
    QVERIFY2(clock.elapsed() < patienceMs, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(stranger.run(u"ROLLBACK"_s));
}

void TestDemoServer::failureIsToldOnce()
{
    const QString path = fresh(DemoKind::Modern);
    SimulatedServer server(DemoKind::Modern, path, std::chrono::milliseconds(0));
    QSignalSpy failures(&server, &SimulatedServer::failed);
    server.start();
    server.tick();
    QCOMPARE(failures.count(), 0);
    {
        const DemoConnection stranger(path, 1000);
        QVERIFY(stranger.run(u"ALTER TABLE presentity RENAME TO elsewhere"_s));
        server.tick();
        server.tick();
        QCOMPARE(failures.count(), 1);
        QVERIFY(!failures.first().first().value<Error>().detail.isEmpty());
        QVERIFY(stranger.run(u"ALTER TABLE elsewhere RENAME TO presentity"_s));
    }
    const int sofar = server.counts().republished;
    server.tick();
    QVERIFY(server.counts().republished > sofar);
    QCOMPARE(failures.count(), 1);
}

QTEST_GUILESS_MAIN(TestDemoServer)
#include "tst_demoserver.moc"
