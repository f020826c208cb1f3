// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"
#include "faultproxy.h"
#include "live/livedatabase.h"
#include "mariadbserver.h"
#include "roguemariadb.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// Several hosts in one address: which of them is used, and that a move is announced.
class TestMariaDbHosts : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void deadHostIsPassedOver();
    void bothMoveWhenTheServerDies();
    void oneFollowsTheOther();
    void cutOffNodeIsPassedOver();
    void cutOffNodeIsLeft();

private:
    Profile profile(const QList<HostPort> &hosts) const;

    MariadbServer m_first;
    MariadbServer m_second;
};

namespace {
constexpr int longEnough = 15'000; // milliseconds

QString described(const Error &error)
{
    return u"%1 | %2 | %3"_s.arg(error.message, error.detail).arg(int(error.fault));
}

HostPort here(int port)
{
    return {u"127.0.0.1"_s, port};
}

QString addressAt(int port)
{
    return u"127.0.0.1:%1"_s.arg(port);
}

/// The server that a connection reads from now; empty when there is none.
QString addressOf(DatabaseThread &thread)
{
    const auto answer = thread
                            .run([](Connection &connection) -> Result<QString> {
                                const auto rows = connection.select({u"SELECT 1"_s, {}});
                                if (!rows)
                                    return rows.error();
                                return connection.server().address;
                            })
                            .result();
    return answer ? *answer : QString();
}

/// Lets everybody in and keeps to all settings, as a node without its cluster does.
RogueScript nodeWithoutCluster()
{
    RogueScript script;
    script.answers = {{"VERSION()", "10.11.0-MariaDB"},
        {"SELECT @@SESSION.sql_mode", "STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION"},
        {"SELECT @@SESSION.autocommit", "1"}, {"SELECT CAST(@@SESSION.max_statement_time", "30000"},
        {"SELECT @@SESSION.innodb_lock_wait_timeout", "3"}, {"SELECT @@SESSION.lock_wait_timeout", "3"},
        {"SELECT @@SESSION.tx_read_only", "1"}, {"SELECT CONCAT_WS(' ', @@character", "utf8mb4 utf8mb4"},
        {"'wsrep_on'", "ON"}, {"'wsrep_ready'", "OFF"}, {"'wsrep_dirty_reads'", "OFF"}};
    script.failure = {1047, "WSREP has not yet prepared node for application use"};
    return script;
}
} // namespace

void TestMariaDbHosts::initTestCase()
{
    for (MariadbServer *server : {&m_first, &m_second}) {
        const auto started = server->start();
        QVERIFY2(started, qPrintable(started ? QString() : described(started.error())));
        QVERIFY(server->createDatabase(u"kamailio"_s));
    }
}

void TestMariaDbHosts::init()
{
    if (!m_first.isRunning())
        QVERIFY(m_first.start());
}

Profile TestMariaDbHosts::profile(const QList<HostPort> &hosts) const
{
    Profile profile = profileFor(m_first.url(u"kamailio"_s));
    profile.url.hosts = hosts;
    profile.tls.mode = TlsMode::Off;
    return profile;
}

void TestMariaDbHosts::deadHostIsPassedOver()
{
    LiveDatabase database(profile({here(1), here(m_second.port())}), Secret(kamAccount.password));
    QSignalSpy opened(&database, &LiveDatabase::opened);
    database.open();
    QVERIFY(opened.wait(longEnough));
    QCOMPARE(database.facts().server.address, addressAt(m_second.port()));
    QCOMPARE(addressOf(database.session().counter()), addressAt(m_second.port()));
}

void TestMariaDbHosts::bothMoveWhenTheServerDies()
{
    LiveDatabase database(
        profile({here(m_first.port()), here(m_second.port())}), Secret(kamAccount.password));
    QSignalSpy opened(&database, &LiveDatabase::opened);
    QSignalSpy checked(&database, &LiveDatabase::checked);
    QList<QString> left;
    connect(&database, &LiveDatabase::serverChanged, this,
        [&left](const ServerIdentity &before) { left.append(before.address); });
    database.open();
    QVERIFY(opened.wait(longEnough));
    QCOMPARE(addressOf(database.session().counter()), addressAt(m_first.port()));
    m_first.kill();
    QTRY_COMPARE_WITH_TIMEOUT(addressOf(database.session().reader()), addressAt(m_second.port()), longEnough);
    // The first one is back, and nobody goes to and fro.
    QVERIFY(m_first.start());
    for (int tick = 0; tick < 3; ++tick) {
        database.check({}, {}, LiveDatabase::Counting::WhenDue);
        QVERIFY(checked.wait(longEnough));
    }
    QCOMPARE(addressOf(database.session().counter()), addressAt(m_second.port()));
    QCOMPARE(addressOf(database.session().reader()), addressAt(m_second.port()));
    QCOMPARE(database.facts().server.address, addressAt(m_second.port()));
    QCOMPARE(left, QList<QString> {addressAt(m_first.port())});
}

void TestMariaDbHosts::oneFollowsTheOther()
{
    FaultProxy proxy(WirePackets::Protocol::Mysql, m_first.port());
    LiveDatabase database(profile({here(proxy.port()), here(m_second.port())}), Secret(kamAccount.password));
    QSignalSpy opened(&database, &LiveDatabase::opened);
    QSignalSpy checked(&database, &LiveDatabase::checked);
    QSignalSpy changed(&database, &LiveDatabase::serverChanged);
    database.open();
    QVERIFY(opened.wait(longEnough));
    QCOMPARE(addressOf(database.session().counter()), addressAt(proxy.port()));
    // The reader's link alone is lost; the counter's goes on.
    proxy.refuseConnections(true);
    proxy.failAt(1, Mishap::Drop);
    QTRY_COMPARE_WITH_TIMEOUT(addressOf(database.session().reader()), addressAt(m_second.port()), longEnough);
    database.check({}, {}, LiveDatabase::Counting::WhenDue);
    QVERIFY(checked.wait(longEnough));
    QCOMPARE(changed.count(), 1);
    QCOMPARE(addressOf(database.session().counter()), addressAt(m_second.port()));
}

void TestMariaDbHosts::cutOffNodeIsPassedOver()
{
    const RogueMariaDb node(nodeWithoutCluster());
    Profile several = profile({here(node.port()), here(m_second.port())});
    const auto connection = openConnection(several.spec(Secret(kamAccount.password)));
    QVERIFY2(connection, qPrintable(connection ? QString() : described(connection.error())));
    QVERIFY(node.letIn());
    QCOMPARE((*connection)->server().address, addressAt(m_second.port()));
    // When there is nobody else to ask, each has its sentence.
    several.url.hosts = {here(node.port()), here(1)};
    const auto refused = openConnection(several.spec(Secret(kamAccount.password)));
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, Fault::Unreachable);
    QVERIFY2(refused.error().message.contains("Galera"_L1), qPrintable(described(refused.error())));
}

void TestMariaDbHosts::cutOffNodeIsLeft()
{
    RogueScript script = nodeWithoutCluster();
    // It was well when it let us in.
    script.answers.prepend(std::pair<QByteArray, QByteArray>("'wsrep_ready'", "ON"));
    const RogueMariaDb node(script);
    Profile wanted = profile({here(node.port()), here(m_second.port())});
    const auto several = openConnection(wanted.spec(Secret(kamAccount.password)));
    QVERIFY2(several, qPrintable(several ? QString() : described(several.error())));
    QCOMPARE((*several)->server().address, addressAt(node.port()));
    const auto rows = (*several)->select({u"SELECT * FROM presentity"_s, {}});
    QVERIFY(!rows);
    QVERIFY2(rows.error().message.contains("Galera"_L1), qPrintable(described(rows.error())));
    QCOMPARE(rows.error().fault, Fault::Unreachable);
    QVERIFY(!(*several)->isOpen());
}

QTEST_GUILESS_MAIN(TestMariaDbHosts)
#include "tst_mariadbhosts.moc"
