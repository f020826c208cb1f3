// SPDX-License-Identifier: GPL-3.0-or-later
#include "kamailiofixture.h"
#include "machines.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// A real Kamailio from Debian: what SIP does to it arrives as rows in its database, on every engine.
class TestKamailio : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data();
    void init();
    void cleanup();

    void subscriptionBecomesRows();
    void publicationBecomesARow();
    void refreshMovesTheExpiry();
    void newDocumentReplacesTheBody();
    void withdrawnPublicationIsGone();
    void endedSubscriptionIsGone();
    void expiredRowsAreCleanedUp();
    void expiredRowsStayWithoutCleanUp();
    void dialogAndWinfoAreEventsOfTheirOwn();
    void watcherWithoutRulesIsPending();
    void publicationReachesTheWatcher();
    void callsAreAnswered();

private:
    bool startServer(KamailioOptions options = {});
    bool isOnMachine() const;

    Machines m_machines;
    std::unique_ptr<KamailioFixture> m_live;
};

namespace {

const QByteArray alice = "sip:alice@example.com";
const QByteArray bob = "sip:bob@example.net";
constexpr int longEnough = 15'000; // milliseconds: a server under sanitizers and load

} // namespace

void TestKamailio::initTestCase_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("journalMode");
    QTest::newRow("rollback journal") << u"sqlite"_s << QString();
    QTest::newRow("WAL") << u"sqlite"_s << u"WAL"_s;
    QTest::newRow("MariaDB") << u"mysql"_s << QString();
    QTest::newRow("PostgreSQL") << u"postgres"_s << QString();
}

void TestKamailio::init()
{
    m_live = std::make_unique<KamailioFixture>();
}

void TestKamailio::cleanup()
{
    if (QTest::currentTestFailed())
        qInfo().noquote() << m_live->server.log().right(4'000);
    QVERIFY2(m_live->server.databaseComplaints().isEmpty(),
        m_live->server.databaseComplaints().join(u'\n').toLocal8Bit());
    QVERIFY(m_live->server.stop());
    m_live.reset();
}

bool TestKamailio::startServer(KamailioOptions options)
{
    QFETCH_GLOBAL(QString, engine);
    QFETCH_GLOBAL(QString, journalMode);
    options.journalMode = journalMode;
    if (isOnMachine())
        options.machine = m_machines.running(engine);
    if (isOnMachine() && !options.machine)
        return false;
    if (const auto started = m_live->start(options); !started) {
        qWarning().noquote() << explain(started.error());
        return false;
    }
    return isOnMachine()
        || m_live->rows->value(u"PRAGMA journal_mode"_s) == (journalMode.isEmpty() ? u"delete"_s : u"wal"_s);
}

bool TestKamailio::isOnMachine() const
{
    QFETCH_GLOBAL(QString, engine);
    return engine != "sqlite"_L1;
}

void TestKamailio::subscriptionBecomesRows()
{
    QVERIFY(startServer());
    const int task = m_live->agent.subscribe(bob, alice, "presence", 600);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->agent.task(task).lastAnswer(), 200, longEnough);
    QCOMPARE(m_live->agent.task(task).expires, 600);
    const auto rows =
        m_live->rows->select(u"SELECT watcher_username, watcher_domain, to_user, event, "
                             u"status, callid, expires FROM active_watchers WHERE presentity_uri = ?"_s,
            {QString::fromLatin1(alice)});
    QVERIFY2(rows, rows ? "" : explain(rows.error()).constData());
    QCOMPARE(rows->size(), 1);
    const QVariantList row = rows->first();
    QCOMPARE(row.mid(0, 5), QVariantList({u"bob"_s, u"example.net"_s, u"alice"_s, u"presence"_s, 1}));
    QCOMPARE(row[5].toByteArray(), m_live->agent.task(task).callId);
    const qint64 lifetime = row[6].toLongLong() - QDateTime::currentSecsSinceEpoch();
    QVERIFY2(qAbs(lifetime - 600) < 30, QByteArray::number(lifetime));
    QCOMPARE(m_live->count(u"watchers"_s, u"watcher_username = 'bob' AND status = 1"_s), 1);
}

void TestKamailio::publicationBecomesARow()
{
    QVERIFY(startServer());
    const int task = m_live->agent.publish(alice, pidfBody(alice, "t1", "open", "at my desk"), 300);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->agent.task(task).lastAnswer(), 200, longEnough);
    const auto rows = m_live->rows->select(u"SELECT username, domain, event, etag, body FROM presentity"_s);
    QVERIFY2(rows, rows ? "" : explain(rows.error()).constData());
    QCOMPARE(rows->size(), 1);
    QCOMPARE(rows->first().mid(0, 3), QVariantList({u"alice"_s, u"example.com"_s, u"presence"_s}));
    QCOMPARE(rows->first()[3].toByteArray(), m_live->agent.task(task).etag);
    QVERIFY(rows->first()[4].toByteArray().contains("at my desk"));
}

void TestKamailio::refreshMovesTheExpiry()
{
    QVERIFY(startServer());
    const int watch = m_live->agent.subscribe(bob, alice, "presence", 60);
    const int publication = m_live->agent.publish(alice, pidfBody(alice, "t1", "open", "here"), 60);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->agent.open(), 0, longEnough);
    const QByteArray firstEtag = m_live->agent.task(publication).etag;
    const int watchEnd = m_live->rows->value(u"SELECT expires FROM active_watchers"_s).toInt();
    const int documentEnd = m_live->rows->value(u"SELECT expires FROM presentity"_s).toInt();
    m_live->agent.refresh(watch, 1800);
    m_live->agent.refresh(publication, 1800);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->agent.open(), 0, longEnough);
    QCOMPARE(m_live->agent.task(watch).answers, QList<int>({200, 200}));
    QCOMPARE(m_live->agent.task(publication).answers, QList<int>({200, 200}));
    QVERIFY(m_live->agent.task(publication).etag != firstEtag);
    QVERIFY(m_live->rows->value(u"SELECT expires FROM active_watchers"_s).toInt() > watchEnd + 1000);
    QVERIFY(m_live->rows->value(u"SELECT expires FROM presentity"_s).toInt() > documentEnd + 1000);
    QCOMPARE(m_live->count(u"active_watchers"_s), 1);
    QCOMPARE(m_live->count(u"presentity"_s), 1);
}

void TestKamailio::newDocumentReplacesTheBody()
{
    QVERIFY(startServer());
    const int task = m_live->agent.publish(alice, pidfBody(alice, "t1", "open", "first"), 300);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->agent.open(), 0, longEnough);
    m_live->agent.modify(task, pidfBody(alice, "t1", "closed", "second"), 300);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->agent.open(), 0, longEnough);
    QCOMPARE(m_live->agent.task(task).answers, QList<int>({200, 200}));
    const QByteArray body = m_live->rows->value(u"SELECT body FROM presentity"_s).toByteArray();
    QVERIFY(body.contains("second") && !body.contains("first"));
    QCOMPARE(
        m_live->rows->value(u"SELECT etag FROM presentity"_s).toByteArray(), m_live->agent.task(task).etag);
}

void TestKamailio::withdrawnPublicationIsGone()
{
    QVERIFY(startServer());
    const int task = m_live->agent.publish(alice, pidfBody(alice, "t1", "open", "soon gone"), 300);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->count(u"presentity"_s), 1, longEnough);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->agent.open(), 0, longEnough);
    m_live->agent.end(task);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->count(u"presentity"_s), 0, longEnough);
}

void TestKamailio::endedSubscriptionIsGone()
{
    QVERIFY(startServer());
    const int task = m_live->agent.subscribe(bob, alice, "presence", 300);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->agent.open(), 0, longEnough);
    QCOMPARE(m_live->count(u"active_watchers"_s), 1);
    m_live->agent.end(task);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->count(u"active_watchers"_s), 0, longEnough);
    QTRY_VERIFY_WITH_TIMEOUT(m_live->agent.task(task).state.startsWith("terminated"), longEnough);
    QCOMPARE(m_live->count(u"watchers"_s), 1); // the decision is remembered
}

void TestKamailio::expiredRowsAreCleanedUp()
{
    // In its database-only mode Kamailio 5.6 leaves expired subscriptions to the notifier processes.
    KamailioOptions options;
    options.subsDbMode = 1;
    options.cleanPeriod = 1;
    options.updatePeriod = 1;
    QVERIFY(startServer(options));
    m_live->agent.subscribe(bob, alice, "presence", 2);
    m_live->agent.publish(alice, pidfBody(alice, "t1", "open", "short"), 2);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->agent.open(), 0, longEnough);
    QCOMPARE(m_live->agent.answerCounts(), (QHash<int, int> {{200, 2}}));
    QTRY_COMPARE_WITH_TIMEOUT(m_live->count(u"active_watchers"_s), 0, longEnough);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->count(u"presentity"_s), 0, longEnough);
}

void TestKamailio::expiredRowsStayWithoutCleanUp()
{
    QVERIFY(startServer());
    m_live->agent.subscribe(bob, alice, "presence", 1);
    m_live->agent.publish(alice, pidfBody(alice, "t1", "open", "short"), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->agent.open(), 0, longEnough);
    const auto expired = [] { return u"expires < %1"_s.arg(QDateTime::currentSecsSinceEpoch()); };
    QTRY_COMPARE_WITH_TIMEOUT(m_live->count(u"active_watchers"_s, expired()), 1, longEnough);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->count(u"presentity"_s, expired()), 1, longEnough);
}

void TestKamailio::dialogAndWinfoAreEventsOfTheirOwn()
{
    QVERIFY(startServer());
    const int dialog = m_live->agent.subscribe(bob, alice, "dialog", 300);
    const int winfo = m_live->agent.subscribe(alice, alice, "presence.winfo", 300);
    const int document = m_live->agent.publish(alice, dialogInfoBody(alice, "d1", "confirmed"), 300);
    QTRY_COMPARE_WITH_TIMEOUT(m_live->agent.open(), 0, longEnough);
    for (const int task : {dialog, winfo, document})
        QCOMPARE(m_live->agent.task(task).answers, QList<int>({200}));
    QCOMPARE(m_live->count(u"active_watchers"_s, u"event = 'dialog'"_s), 1);
    QCOMPARE(m_live->count(u"active_watchers"_s, u"event = 'presence.winfo'"_s), 1);
    QCOMPARE(m_live->count(u"presentity"_s, u"event = 'dialog'"_s), 1);
}

void TestKamailio::watcherWithoutRulesIsPending()
{
    KamailioOptions options;
    options.forceActive = false;
    QVERIFY(startServer(options));
    const int task = m_live->agent.subscribe(bob, alice, "presence", 300);
    QTRY_VERIFY_WITH_TIMEOUT(m_live->agent.task(task).state.startsWith("pending"), longEnough);
    QCOMPARE(m_live->count(u"active_watchers"_s, u"status = 2"_s), 1);
    QCOMPARE(m_live->count(u"watchers"_s, u"status = 2"_s), 1);
}

void TestKamailio::publicationReachesTheWatcher()
{
    QVERIFY(startServer());
    const int watch = m_live->agent.subscribe(bob, alice, "presence", 300);
    QTRY_VERIFY_WITH_TIMEOUT(m_live->agent.task(watch).state.startsWith("active"), longEnough);
    m_live->agent.publish(alice, pidfBody(alice, "t1", "open", "seen by bob"), 300);
    QTRY_VERIFY_WITH_TIMEOUT(m_live->agent.task(watch).document.contains("seen by bob"), longEnough);
}

void TestKamailio::callsAreAnswered()
{
    QVERIFY(startServer());
    const auto version = m_live->server.call(u"core.version"_s);
    QVERIFY2(version, version ? "" : explain(version.error()).constData());
    QVERIFY(version->toString().startsWith("kamailio"_L1));
    QVERIFY(!m_live->server.call(u"no.such.call"_s));
}

QTEST_GUILESS_MAIN(TestKamailio)
#include "tst_kamailio.moc"
