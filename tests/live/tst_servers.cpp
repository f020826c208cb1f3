// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultproxy.h"
#include "machines.h"
#include "program.h"
#include "serverdatabases.h"

#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;

/// The servers that other live tests stand on do what they promise.
class TestServers : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data();
    void init();
    void cleanup();

    void rowsComeBackWithTheirTypes();
    void restartKeepsPortAndData();
    void killedServerComesBack();
    void frozenServerIsSilent();
    void accountsHaveTheirRights();
    void certificatesAreServed();
    void presenceTablesAreMade();
    void manySubscriptionsAreMade();
    void proxyFailsAtAStatement_data();
    void proxyFailsAtAStatement();
    void proxyFreezesAndRefuses();

private:
    std::unique_ptr<FaultProxy> makeProxy() const;
    /// The port takes a connection and the server says something; PostgreSQL only when it is asked.
    bool greets(quint16 port) const;
    bool greets() const { return greets(m_server->port()); }
    /// Runs a statement with the server's own client program over TCP and a password.
    Result<QByteArray> ask(const ServerAccount &account, const QString &sql, const QStringList &tls = {},
        quint16 port = 0) const;

    Machines m_machines;
    ServerMachine *m_server = nullptr;
};

Q_DECLARE_METATYPE(Mishap)
Q_DECLARE_METATYPE(Moment)

void TestServers::initTestCase_data()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("MariaDB") << u"mysql"_s;
    QTest::newRow("PostgreSQL") << u"postgres"_s;
}

void TestServers::init()
{
    QFETCH_GLOBAL(QString, engine);
    m_server = m_machines.running(engine);
    QVERIFY(m_server);
    const auto made = m_server->createDatabase(u"presence"_s);
    QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
}

void TestServers::cleanup()
{
    if (m_server && QTest::currentTestFailed())
        qInfo().noquote() << m_server->log().right(4'000);
}

std::unique_ptr<FaultProxy> TestServers::makeProxy() const
{
    const bool maria = m_server->scheme() == "mysql"_L1;
    return std::make_unique<FaultProxy>(
        maria ? WirePackets::Protocol::Mysql : WirePackets::Protocol::Postgres, m_server->port());
}

bool TestServers::greets(quint16 port) const
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port);
    if (!socket.waitForConnected(2'000))
        return false;
    if (m_server->scheme() == "postgres"_L1)
        socket.write(QByteArray::fromHex("0000000804d2162f")); // "do you speak TLS?"
    return socket.waitForReadyRead(500);
}

Result<QByteArray> TestServers::ask(
    const ServerAccount &account, const QString &sql, const QStringList &tls, quint16 port) const
{
    const QString where = QString::number(port ? port : m_server->port());
    const QString user = QString::fromLatin1(account.name);
    const QString password = QString::fromLatin1(account.password);
    if (m_server->scheme() == "mysql"_L1)
        return runProgram(u"mariadb"_s,
            QStringList {u"--no-defaults"_s, u"-h127.0.0.1"_s, u"-P"_s + where, u"-u"_s + user,
                u"-p"_s + password, u"-BN"_s, u"-Dpresence"_s, u"-e"_s + sql}
                + tls);
    const QString address = u"host=127.0.0.1 port=%1 dbname=presence user=%2 password=%3 %4"_s.arg(
        where, user, password, tls.join(u' '));
    return runProgram(u"psql"_s, {u"-XAt"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-c"_s, sql, address});
}

void TestServers::rowsComeBackWithTheirTypes()
{
    const QString binary = m_server->scheme() == "mysql"_L1 ? u"BLOB"_s : u"BYTEA"_s;
    QVERIFY(m_server->exec(u"CREATE TABLE t (a INT, b VARCHAR(20), c %1)"_s.arg(binary), u"presence"_s));
    const QVariantList values {-7, u"r\u00e9union '?\\"_s, QByteArray("\0\xff<", 3)};
    ServerRows rows(*m_server, u"presence"_s);
    QVERIFY(rows.select(u"INSERT INTO t VALUES (?, ?, ?)"_s, values));
    QVERIFY(rows.select(u"INSERT INTO t VALUES (1, NULL, NULL)"_s));
    const auto found = rows.select(u"SELECT a, b, c FROM t ORDER BY a"_s);
    QVERIFY(found);
    QCOMPARE(found->size(), 2);
    QCOMPARE(found->at(0), QVariantList({qlonglong(-7), values[1], values[2]}));
    QVERIFY(found->at(1)[1].isNull() && found->at(1)[2].isNull());
    QCOMPARE(rows.value(u"SELECT a FROM t WHERE b = ?"_s, {values[1]}), qlonglong(-7));
    QVERIFY(!rows.select(u"SELECT nothing FROM t"_s));
}

void TestServers::restartKeepsPortAndData()
{
    const quint16 port = m_server->port();
    QVERIFY(m_server->exec(u"CREATE TABLE kept (a INT)"_s, u"presence"_s));
    QVERIFY(m_server->stop());
    QVERIFY(!m_server->isRunning() && !greets());
    QVERIFY(m_server->start());
    QCOMPARE(m_server->port(), port);
    QVERIFY(greets());
    QVERIFY(m_server->exec(u"SELECT * FROM kept"_s, u"presence"_s));
}

void TestServers::killedServerComesBack()
{
    QVERIFY(m_server->exec(u"CREATE TABLE kept (a INT)"_s, u"presence"_s));
    m_server->kill();
    QVERIFY(!m_server->isRunning() && !greets());
    const auto again = m_server->start();
    QVERIFY2(again, again ? "" : qPrintable(again.error().detail));
    QVERIFY(m_server->exec(u"SELECT * FROM kept"_s, u"presence"_s));
}

void TestServers::frozenServerIsSilent()
{
    QVERIFY(greets());
    m_server->freeze();
    QVERIFY(m_server->isRunning() && !greets());
    m_server->thaw();
    QTRY_VERIFY(greets());
    m_server->freeze(); // and can be ended so
    m_server->kill();
    QVERIFY(!m_server->isRunning());
}

void TestServers::accountsHaveTheirRights()
{
    const auto made = ask(kamAccount, u"CREATE TABLE t (a INT)"_s);
    QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
    QVERIFY(ask(kamAccount, u"INSERT INTO t VALUES (5)"_s));
    const auto read = ask(readerAccount, u"SELECT a FROM t"_s);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(read->trimmed(), "5");
    QVERIFY(!ask(readerAccount, u"INSERT INTO t VALUES (6)"_s));
    QVERIFY(!ask({"kam", "wrong"}, u"SELECT a FROM t"_s));
}

void TestServers::certificatesAreServed()
{
    Certificates certificates;
    const auto made = certificates.make();
    QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
    QFETCH_GLOBAL(QString, engine);
    Machines good({certificates.localhost()});
    m_server = good.running(engine);
    QVERIFY(m_server && m_server->createDatabase(u"presence"_s));
    const bool maria = m_server->scheme() == "mysql"_L1;
    const auto options = [maria](const QString &authority) {
        return maria ? QStringList {u"--ssl-ca="_s + authority, u"--ssl-verify-server-cert"_s}
                     : QStringList {u"sslmode=verify-full sslrootcert="_s + authority};
    };
    const auto verified = ask(kamAccount, u"SELECT 1"_s, options(certificates.authority()));
    QVERIFY2(verified, verified ? "" : qPrintable(verified.error().detail));
    QVERIFY(!ask(kamAccount, u"SELECT 1"_s, options(certificates.wrongAuthority())));
    Machines bad({certificates.otherHost()});
    m_server = bad.running(engine);
    QVERIFY(m_server && m_server->createDatabase(u"presence"_s));
    QVERIFY(!ask(kamAccount, u"SELECT 1"_s, options(certificates.authority())));
    m_server = nullptr;
}

void TestServers::presenceTablesAreMade()
{
    const auto made = createKamailioDatabase(*m_server, u"presence"_s);
    QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
    ServerRows rows(*m_server, u"presence"_s);
    QCOMPARE(rows.value(u"SELECT table_version FROM version WHERE table_name = 'active_watchers'"_s), 12);
    const auto read = ask(readerAccount, u"SELECT count(*) FROM presentity"_s);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    if (m_server->scheme() == "postgres"_L1)
        return;
    QCOMPARE(rows.value(u"SELECT character_set_name FROM information_schema.columns WHERE table_name = "
                        "'active_watchers' AND column_name = 'contact' AND table_schema = 'presence'"_s),
        u"latin1"_s);
    QVERIFY(createSeedDatabase(*m_server, u"seed"_s));
    QCOMPARE(rows.value(u"SELECT count(*) FROM information_schema.tables WHERE table_schema = 'seed' AND "
                        "engine = 'MyISAM'"_s),
        4);
}

void TestServers::manySubscriptionsAreMade()
{
    QVERIFY(createKamailioDatabase(*m_server, u"presence"_s));
    const auto filled = fillActiveWatchers(*m_server, u"presence"_s, 50'000, 1'800'000'000);
    QVERIFY2(filled, filled ? "" : qPrintable(filled.error().detail));
    ServerRows rows(*m_server, u"presence"_s);
    QCOMPARE(rows.value(u"SELECT count(*) FROM active_watchers"_s), 50'000);
    QCOMPARE(rows.value(u"SELECT max(id) FROM active_watchers"_s), 50'000);
    QCOMPARE(rows.value(u"SELECT min(expires) FROM active_watchers"_s), 1'799'999'400);
    QCOMPARE(rows.value(u"SELECT count(DISTINCT from_tag) FROM active_watchers"_s), 50'000);
}

void TestServers::proxyFailsAtAStatement_data()
{
    QTest::addColumn<Mishap>("mishap");
    QTest::addColumn<Moment>("moment");
    QTest::addColumn<int>("rowsAfterwards");
    QTest::newRow("dropped before") << Mishap::Drop << Moment::Before << 2;
    QTest::newRow("dropped after") << Mishap::Drop << Moment::After << 3;
    QTest::newRow("reset before") << Mishap::Reset << Moment::Before << 2;
    QTest::newRow("reset after") << Mishap::Reset << Moment::After << 3;
}

void TestServers::proxyFailsAtAStatement()
{
    QFETCH(Mishap, mishap);
    QFETCH(Moment, moment);
    QFETCH(int, rowsAfterwards);
    const auto made = ask(kamAccount, u"CREATE TABLE t (a INT)"_s);
    QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
    const auto proxy = makeProxy();
    const auto good = ask(kamAccount, u"INSERT INTO t VALUES (1)"_s, {}, proxy->port());
    QVERIFY2(good, good ? "" : qPrintable(good.error().detail));
    const int usual = proxy->statements();
    QVERIFY(usual > 0);
    proxy->failAt(2 * usual, mishap, moment); // the client program may ask something of its own first
    QVERIFY(ask(kamAccount, u"INSERT INTO t VALUES (2)"_s, {}, proxy->port()));
    QVERIFY(!proxy->hasFailed());
    const auto failed = ask(kamAccount, u"INSERT INTO t VALUES (3)"_s, {}, proxy->port());
    QVERIFY(!failed && proxy->hasFailed());
    ServerRows rows(*m_server, u"presence"_s);
    QTRY_COMPARE(rows.value(u"SELECT count(*) FROM t"_s), rowsAfterwards);
    QVERIFY(ask(kamAccount, u"INSERT INTO t VALUES (4)"_s, {}, proxy->port()));
}

void TestServers::proxyFreezesAndRefuses()
{
    const auto proxy = makeProxy();
    QVERIFY(greets(proxy->port()));
    proxy->failNow(Mishap::Freeze);
    QVERIFY(!greets(proxy->port()));
    proxy->thaw();
    QVERIFY(greets(proxy->port()));
    proxy->failNow(Mishap::FreezeAnswers);
    QVERIFY(!greets(proxy->port()));
    proxy->thaw();
    proxy->refuseConnections(true);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, proxy->port());
    QVERIFY(!socket.waitForConnected(2'000));
    QCOMPARE(socket.error(), QAbstractSocket::ConnectionRefusedError);
    proxy->refuseConnections(false);
    QVERIFY(greets(proxy->port()));
}

QTEST_GUILESS_MAIN(TestServers)
#include "tst_servers.moc"
