// SPDX-License-Identifier: GPL-3.0-or-later
#include "bigdatabase.h"
#include "demo/brokenbody.h"
#include "demo/democonnection.h"
#include "demo/demodatabase.h"
#include "demo/demoserver.h"
#include "demo/rulesbody.h"
#include "demo/simulatedserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(DemoKind)
Q_DECLARE_METATYPE(BigKind)

/// The demo databases hold what they promise, and the simulated server keeps them alive without end.
class TestDemo : public QObject {
    Q_OBJECT

private slots:
    void createsAFolderForTheUserAlone();
    void tablesAndRows_data();
    void tablesAndRows();
    void holdsEveryRiddle_data();
    void holdsEveryRiddle();
    void sameSeedSameContent();
    void isWrittenQuickly_data();
    void isWrittenQuickly();
    void replacesAnUnusedFileAndSparesAUsedOne();
    void saysWhyAFolderCannotBeMade();
    void hoursGoBy_data();
    void hoursGoBy();
    void somethingChangesEverySecond_data();
    void somethingChangesEverySecond();
    void serverStopsCleanly_data();
    void serverStopsCleanly();
    void failureIsToldOnce();
    void bigFile_data();
    void bigFile();

private:
    QString fresh(DemoKind kind);
    QString untouched(DemoKind kind);
    static qint64 number(const QString &path, const QString &sql);
    static QVariant answer(const QString &path, const QString &sql);

    QTemporaryDir m_folder;
    QMap<DemoKind, QString> m_untouched;
};

namespace {

void addKinds()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::newRow("modern") << DemoKind::Modern;
    QTest::newRow("seed") << DemoKind::Seed;
}

} // namespace

QString TestDemo::fresh(DemoKind kind)
{
    const Result<QString> path = createDemoDatabase(kind, m_folder.path());
    return path ? *path : QString();
}

/// A demo that no test changes, written at the first call.
QString TestDemo::untouched(DemoKind kind)
{
    if (!m_untouched.contains(kind)) {
        const Result<QString> path = createDemoDatabase(kind, m_folder.filePath(u"untouched"_s));
        m_untouched[kind] = path ? *path : QString();
    }
    return m_untouched.value(kind);
}

QVariant TestDemo::answer(const QString &path, const QString &sql)
{
    const DemoConnection connection(path, 1000);
    const Result<QVariant> value = connection.value(sql);
    if (!value)
        qWarning("%s: %s", qUtf8Printable(sql), qUtf8Printable(value.error().detail));
    return value ? *value : QVariant();
}

qint64 TestDemo::number(const QString &path, const QString &sql)
{
    const QVariant value = answer(path, sql);
    return value.isValid() ? value.toLongLong() : -1;
}

void TestDemo::createsAFolderForTheUserAlone()
{
    const QString folder = m_folder.filePath(u"made/for demo"_s);
    const Result<QString> path = createDemoDatabase(DemoKind::Modern, folder);
    QVERIFY(path);
    const auto forOthers = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFile::permissions(folder) & forOthers));
    QVERIFY(!(QFile::permissions(*path) & forOthers));
    QCOMPARE(QDir(folder).entryList(QDir::Files), QStringList {QFileInfo(*path).fileName()});
}

void TestDemo::tablesAndRows_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<QString>("table");
    QTest::addColumn<int>("atLeast");
    QTest::addColumn<int>("atMost");
    QTest::newRow("presentity") << DemoKind::Modern << u"presentity"_s << 700 << 900;
    QTest::newRow("active_watchers") << DemoKind::Modern << u"active_watchers"_s << 1800 << 2100;
    QTest::newRow("watchers") << DemoKind::Modern << u"watchers"_s << 800 << 1000;
    QTest::newRow("xcap") << DemoKind::Modern << u"xcap"_s << 220 << 280;
    QTest::newRow("pua") << DemoKind::Modern << u"pua"_s << 130 << 170;
    QTest::newRow("rls_presentity") << DemoKind::Modern << u"rls_presentity"_s << 100 << 250;
    QTest::newRow("rls_watchers") << DemoKind::Modern << u"rls_watchers"_s << 20 << 40;
    QTest::newRow("version") << DemoKind::Modern << u"version"_s << 8 << 8;
    QTest::newRow("seed presentity") << DemoKind::Seed << u"presentity"_s << 400 << 900;
    QTest::newRow("seed active_watchers") << DemoKind::Seed << u"active_watchers"_s << 1800 << 2100;
    QTest::newRow("seed watchers") << DemoKind::Seed << u"watchers"_s << 800 << 1700;
    QTest::newRow("seed xcap_xml") << DemoKind::Seed << u"xcap_xml"_s << 180 << 280;
}

void TestDemo::tablesAndRows()
{
    QFETCH(DemoKind, kind);
    QFETCH(QString, table);
    QFETCH(int, atLeast);
    QFETCH(int, atMost);
    const QString path = untouched(kind);
    const qint64 rows = number(path, u"SELECT count(*) FROM "_s + table);
    QVERIFY2(rows >= atLeast && rows <= atMost, qPrintable(QString::number(rows)));
    QCOMPARE(answer(path, u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
    QCOMPARE(answer(path, u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
    const qint64 tables = number(path, u"SELECT count(*) FROM sqlite_master WHERE type = 'table'"_s);
    QCOMPARE(tables, kind == DemoKind::Modern ? 8 : 4);
}

void TestDemo::holdsEveryRiddle_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<QString>("counted");
    QTest::addColumn<int>("atLeast");
    const auto modern = [](const char *name, const char *from, int atLeast) {
        QTest::newRow(name) << DemoKind::Modern << QString::fromUtf8(from) << atLeast;
    };
    const auto seed = [](const char *name, const char *from, int atLeast) {
        QTest::newRow(qPrintable(u"seed: "_s + QString::fromUtf8(name)))
            << DemoKind::Seed << QString::fromUtf8(from) << atLeast;
    };
    for (const int status : {0, 1, 2, 3, 4, 5, 99}) {
        const QByteArray name = "watchers, status " + QByteArray::number(status);
        modern(name, "watchers WHERE status = " + QByteArray::number(status), 1);
    }
    for (const int status : {0, 1, 2, 3, 4, 5, 99}) {
        const QByteArray name = "active_watchers, status " + QByteArray::number(status);
        modern(name, "active_watchers WHERE status = " + QByteArray::number(status), 1);
    }
    for (const char *word : {"active", "pending", "terminated", "waiting"}) {
        const QByteArray name = QByteArray("watchers, ") + word;
        seed(name, QByteArray("watchers WHERE subs_status = '") + word + "'", 1);
    }
    for (const char *event :
        {"presence", "presence.winfo", "dialog", "dialog;sla", "message-summary", "conference", "reg"}) {
        const QByteArray name = QByteArray("subscriptions to ") + event;
        modern(name, QByteArray("active_watchers WHERE event = '") + event + "'", 5);
    }
    for (const char *reason : {"rejected", "probation", "deactivated", "polite-block"}) {
        const QByteArray name = QByteArray("reason ") + reason;
        modern(name, QByteArray("watchers WHERE reason = '") + reason + "'", 1);
        seed(name, QByteArray("watchers WHERE reason = '") + reason + "'", 1);
    }
    const char *const now = "CAST(strftime('%s', 'now') AS INTEGER)";
    const auto both = [&](const char *name, const QByteArray &from, int atLeast) {
        modern(name, from, atLeast);
        seed(name, from, atLeast);
    };
    both("permanent subscription", "active_watchers WHERE expires = -1", 2);
    both("never", "active_watchers WHERE expires = 0", 1);
    both("milliseconds as expiry", "active_watchers WHERE expires > 1000000000000", 1);
    both("negative expiry", "active_watchers WHERE expires < -1", 1);
    both("expiring soon",
        QByteArray("active_watchers WHERE expires BETWEEN ") + now + " AND " + now + " + 300", 200);
    both("expired now", QByteArray("active_watchers WHERE expires BETWEEN ") + now + " - 100 AND " + now, 10);
    both("expired days ago", QByteArray("active_watchers WHERE expires BETWEEN 1000 AND ") + now + " - 86400",
        40);
    both("hard state", "presentity WHERE expires = -1 AND etag = 'index'", 1);
    both("offline document", "presentity WHERE etag = '*#-OFFLINE-#*'", 1);
    both("no event id", "active_watchers WHERE event_id IS NULL", 1000);
    both("no route", "active_watchers WHERE record_route IS NULL", 1000);
    modern("near miss of a domain",
        "active_watchers WHERE presentity_uri = 'sip:alice@EXAMPLE.com' COLLATE NOCASE AND presentity_uri "
        "LIKE '%EXAMPLE.COM'",
        1);
    seed("near miss of a domain", "active_watchers WHERE to_user = 'alice' AND to_domain = 'EXAMPLE.COM'", 1);
    modern("duplicate dialogs",
        "(SELECT 1 FROM active_watchers GROUP BY presentity_uri, watcher_username, watcher_domain, event, "
        "contact HAVING count(*) >= 8)",
        1);
    seed("duplicate dialogs",
        "(SELECT 1 FROM active_watchers GROUP BY to_user, to_domain, from_user, from_domain, event, contact "
        "HAVING count(*) >= 8)",
        1);
    modern("slot without a notifier", "active_watchers WHERE updated >= 0", 1);
    modern("hostile user agent",
        "active_watchers WHERE user_agent LIKE '%<img%' OR user_agent LIKE '%' || char(8238) || '%'", 2);
    modern("no user agent", "active_watchers WHERE user_agent IS NULL", 1);
    for (const int type : {2, 4, 8, 16, 32, 64}) {
        const QByteArray name = "doc_type " + QByteArray::number(type);
        modern(name, "xcap WHERE doc_type = " + QByteArray::number(type), 1);
    }
    for (const int type : {1, 2, 3}) {
        const QByteArray name = "doc_type " + QByteArray::number(type);
        seed(name, "xcap_xml WHERE doc_type = " + QByteArray::number(type), 1);
    }
    modern("two rules documents of one user",
        "(SELECT 1 FROM xcap WHERE doc_type = 2 GROUP BY username, domain HAVING count(*) > 1)", 1);
    modern("every pua flag", "(SELECT DISTINCT flag FROM pua)", 16);
    modern("every pua event", "(SELECT DISTINCT event FROM pua)", 8);
    modern("every auth_state", "(SELECT DISTINCT auth_state FROM rls_presentity)", 4);
    modern("members of list subscriptions",
        "rls_presentity WHERE rlsubs_did IN (SELECT callid || ';' || from_tag || ';' || to_tag FROM "
        "rls_watchers)",
        100);
    const QByteArray puzzles = "username LIKE 'puzzle.%'";
    const int broken = static_cast<int>(brokenBodies({u"x"_s, u"y"_s, u"z"_s, 0, false}).size());
    const int riddles = static_cast<int>(puzzlingRules().size());
    both("broken bodies", "presentity WHERE " + puzzles, broken);
    modern("puzzling rules", "xcap WHERE doc_type = 2 AND " + puzzles, riddles);
    seed("puzzling rules", "xcap_xml WHERE doc_type = 1 AND " + puzzles, riddles);
    both("body with a NUL", "presentity WHERE instr(CAST(body AS BLOB), x'006166746572') > 0", 1);
    both("body in UTF-16", "presentity WHERE substr(CAST(body AS BLOB), 1, 2) IN (x'FFFE', x'FEFF')", 1);
    both("body with bad UTF-8", "presentity WHERE instr(CAST(body AS BLOB), x'FFFE20C3') > 0", 1);
    both("empty body", "presentity WHERE length(body) = 0", 1);
    both("body at the BLOB limit", "presentity WHERE length(CAST(body AS BLOB)) = 65535", 1);
}

void TestDemo::holdsEveryRiddle()
{
    QFETCH(DemoKind, kind);
    QFETCH(QString, counted);
    QFETCH(int, atLeast);
    const qint64 rows = number(untouched(kind), u"SELECT count(*) FROM "_s + counted);
    QVERIFY2(rows >= atLeast, qPrintable(u"%1 rows, wanted %2"_s.arg(rows).arg(atLeast)));
}

void TestDemo::sameSeedSameContent()
{
    const QString one = m_folder.filePath(u"one.sqlite"_s);
    const QString two = m_folder.filePath(u"two.sqlite"_s);
    const QString other = m_folder.filePath(u"other.sqlite"_s);
    QVERIFY(writeDemoDatabase(DemoKind::Modern, one, 1'800'000'000, 5));
    QVERIFY(writeDemoDatabase(DemoKind::Modern, two, 1'800'000'000, 5));
    QVERIFY(writeDemoDatabase(DemoKind::Modern, other, 1'800'000'000, 6));
    const auto tags = u"SELECT group_concat(callid || expires || user_agent) FROM active_watchers"_s;
    QCOMPARE(answer(one, tags), answer(two, tags));
    QVERIFY(answer(one, tags) != answer(other, tags));
}

void TestDemo::isWrittenQuickly_data()
{
    addKinds();
}

void TestDemo::isWrittenQuickly()
{
    QFETCH(DemoKind, kind);
    QElapsedTimer clock;
    clock.start();
    QVERIFY(!fresh(kind).isEmpty());
    qInfo("written in %lld ms", clock.elapsed());
    QVERIFY(clock.elapsed() < 5000); // half a second is usual; a loaded machine must not fail
}

void TestDemo::replacesAnUnusedFileAndSparesAUsedOne()
{
    const QString first = fresh(DemoKind::Modern);
    QCOMPARE(fresh(DemoKind::Modern), first);
    const DemoConnection reader(first, 1000);
    QVERIFY(reader.value(u"SELECT count(*) FROM presentity"_s)); // from here on the file is in use
    const QString second = fresh(DemoKind::Modern);
    QVERIFY(!second.isEmpty());
    QVERIFY(second != first);
    const Result<QVariant> still = reader.value(u"SELECT count(*) FROM presentity"_s);
    QVERIFY(still);
    QVERIFY(still->toInt() > 0);
    QFile::remove(second);
}

void TestDemo::saysWhyAFolderCannotBeMade()
{
    const QString file = m_folder.filePath(u"a-file"_s);
    QFile blocker(file);
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    const Result<QString> path = createDemoDatabase(DemoKind::Modern, file + u"/below"_s);
    QVERIFY(!path);
    QVERIFY(path.error().message.contains(file));
}

void TestDemo::hoursGoBy_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<int>("seconds");
    QTest::newRow("modern, a tick each second") << DemoKind::Modern << 1;
    QTest::newRow("modern, a tick each 20 seconds") << DemoKind::Modern << 20;
    QTest::newRow("seed, a tick each second") << DemoKind::Seed << 1;
    QTest::newRow("seed, a tick each 20 seconds") << DemoKind::Seed << 20;
}

void TestDemo::hoursGoBy()
{
    QFETCH(DemoKind, kind);
    QFETCH(int, seconds);
    const QString path = fresh(kind);
    const QStringList tables {u"active_watchers"_s, u"watchers"_s, u"presentity"_s};
    QList<qint64> before;
    for (const QString &table : tables)
        before += number(path, u"SELECT count(*) FROM "_s + table);

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
        const qint64 after = number(path, u"SELECT count(*) FROM "_s + tables.at(i));
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
    QCOMPARE(answer(path, u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
    // The riddles are still there, and somebody is still alive.
    QVERIFY(number(path, u"SELECT count(*) FROM active_watchers WHERE expires IN (-1, 0, 42)"_s) >= 4);
    QVERIFY(number(path, u"SELECT count(*) FROM presentity WHERE username LIKE 'puzzle.%'"_s) >= 15);
    const auto alive =
        u"SELECT count(*) FROM active_watchers WHERE expires BETWEEN %1 AND %1 + 3600"_s.arg(now);
    QVERIFY(number(path, alive) > 1500);
    const auto pending = kind == DemoKind::Modern ? u"status = 2"_s : u"subs_status = 'pending'"_s;
    QVERIFY(number(path, u"SELECT count(*) FROM watchers WHERE "_s + pending) > 20);
}

void TestDemo::somethingChangesEverySecond_data()
{
    addKinds();
}

void TestDemo::somethingChangesEverySecond()
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

void TestDemo::serverStopsCleanly_data()
{
    addKinds();
}

void TestDemo::serverStopsCleanly()
{
    QFETCH(DemoKind, kind);
    const QString path = fresh(kind);
    const QStringList connections = QSqlDatabase::connectionNames();
    const auto newest =
        u"SELECT max(received_time) || ' ' || count(DISTINCT etag) || ' ' || total(expires) FROM presentity"_s;
    const QVariant before = answer(path, newest);
    {
        const DemoServer server(kind, path, std::chrono::milliseconds(10));
        QTRY_VERIFY(answer(path, newest) != before);
    }
    QCOMPARE(QSqlDatabase::connectionNames(), connections);
    QVERIFY(QFileInfo(path + u"-wal"_s).size() == 0);
    QCOMPARE(answer(path, u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
}

void TestDemo::failureIsToldOnce()
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

void TestDemo::bigFile_data()
{
    QTest::addColumn<BigKind>("kind");
    QTest::addColumn<QString>("table");
    QTest::newRow("modern") << BigKind::Modern << u"active_watchers"_s;
    QTest::newRow("seed") << BigKind::Seed << u"active_watchers"_s;
    QTest::newRow("no key") << BigKind::NoKey << u"watchers"_s;
}

void TestDemo::bigFile()
{
    QFETCH(BigKind, kind);
    QFETCH(QString, table);
    const QString path = m_folder.filePath(u"big.sqlite"_s);
    QVERIFY(makeBigDatabase(path, 30000, kind, BigJournal::Delete));
    QCOMPARE(answer(path, u"PRAGMA journal_mode"_s).toString(), u"delete"_s);
    QVERIFY(makeBigDatabase(path, 30000, kind));
    QCOMPARE(answer(path, u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
    QCOMPARE(number(path, u"SELECT count(*) FROM "_s + table), 30000);
    QCOMPARE(answer(path, u"PRAGMA integrity_check"_s).toString(), u"ok"_s);
    if (kind == BigKind::NoKey)
        QVERIFY(
            number(path,
                u"SELECT count(*) - (SELECT count(*) FROM (SELECT DISTINCT * FROM watchers)) FROM watchers"_s)
            > 0);
    else
        QCOMPARE(number(path, u"SELECT count(*) FROM active_watchers WHERE event_id IS NULL"_s), 10000);
}

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
