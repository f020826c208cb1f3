// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/databasethread.h"
#include "connection/engine.h"
#include "connection/watchdog.h"
#include "faultproxy.h"
#include "machines.h"
#include "patience.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// How one engine says what every test needs.
struct Words {
    const char *scheme;
    const char *sleep; ///< seconds as %1
    const char *numbers; ///< a select of %1 numbered rows with 200 bytes each
    const char *change; ///< what a reader must not do, and is forbidden for nobody but readers
    const char *kill; ///< ends the connection with the number %1
    const char *self; ///< the number of this connection
    WirePackets::Protocol protocol;
};

constexpr std::array engineWords {
    Words {"postgres", "SELECT pg_sleep(%1)", "SELECT n, repeat('x', 200) FROM generate_series(1, %1) AS n",
        "INSERT INTO t VALUES (1)", "SELECT pg_terminate_backend(%1)", "SELECT pg_backend_pid()",
        WirePackets::Protocol::Postgres},
    Words {"mysql", "SELECT sleep(%1)", "SELECT seq, repeat('x', 200) FROM seq_1_to_%1",
        "INSERT INTO t VALUES (1)", "KILL %1", "SELECT connection_id()", WirePackets::Protocol::Mysql},
};

constexpr auto canary = "canary-password-42";

ConnectionSpec specFor(const DatabaseUrl &url)
{
    ConnectionSpec spec;
    spec.url = url;
    spec.tls.mode = TlsMode::Off; // loopback; TLS has tests of its own
    spec.password = Secret(kamAccount.password);
    spec.limits.connect = 2s;
    spec.limits.statement = 3s;
    return spec;
}

QString filled(const char *pattern, const QVariant &value)
{
    return QString::fromLatin1(pattern).arg(value.toString());
}

QString all(const Error &error)
{
    return error.message + u'\n' + error.detail;
}

} // namespace

Q_DECLARE_METATYPE(const Words *)

/// What every server's connection promises, whatever goes wrong with the server.
class TestConnectionContract : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void rowsComeInTheirOrder_data() { engineRows(); }
    void rowsComeInTheirOrder();
    void aMarkOfByteOrderIsText_data() { engineRows(); }
    void aMarkOfByteOrderIsText();
    void slowStatementIsStopped_data() { engineRows(); }
    void slowStatementIsStopped();
    void longerReadsAreAllowed_data() { engineRows(); }
    void longerReadsAreAllowed();
    void raisedFlagStopsTheStatement_data() { engineRows(); }
    void raisedFlagStopsTheStatement();
    void stoppedStatementHitsNoOther_data() { engineRows(); }
    void stoppedStatementHitsNoOther();
    void changesAreRefused_data() { engineRows(); }
    void changesAreRefused();
    void nobodyWaitsForALock_data() { engineRows(); }
    void nobodyWaitsForALock();
    void frozenServerEndsTheStatement_data() { engineRows(); }
    void frozenServerEndsTheStatement();
    void frozenServerIsNotOpened_data() { engineRows(); }
    void frozenServerIsNotOpened();
    void frozenServerObeysTheFlag_data() { engineRows(); }
    void frozenServerObeysTheFlag();
    void killedServerIsNoticedAtOnce_data() { engineRows(); }
    void killedServerIsNoticedAtOnce();
    void restartedServerCostsNothingWhileIdle_data() { engineRows(); }
    void restartedServerCostsNothingWhileIdle();
    void lostAnswersAreNoShortAnswers_data() { engineRows(); }
    void lostAnswersAreNoShortAnswers();
    void endedConnectionIsLost_data() { engineRows(); }
    void endedConnectionIsLost();
    void hostsAreTriedInTheirOrder_data() { engineRows(); }
    void hostsAreTriedInTheirOrder();
    void everyHostHasItsReason_data() { engineRows(); }
    void everyHostHasItsReason();
    void refusedPasswordStopsTheSearch_data() { engineRows(); }
    void refusedPasswordStopsTheSearch();
    void plaintextToOthersIsRefused_data() { engineRows(); }
    void plaintextToOthersIsRefused();

private:
    static void engineRows()
    {
        QTest::addColumn<const Words *>("words");
        for (const Words &words : engineWords)
            QTest::newRow(words.scheme) << &words;
    }
    std::unique_ptr<Connection> connected(const ConnectionSpec &spec)
    {
        auto opened = openConnection(spec);
        if (opened)
            return std::move(*opened);
        QTest::qFail(qPrintable(all(opened.error())), __FILE__, __LINE__);
        return {};
    }
    DatabaseUrl url() const { return m_server->url(u"presence"_s); }

    Machines m_machines;
    ServerMachine *m_server = nullptr;
    const Words *m_words = nullptr;
    std::unique_ptr<Connection> m_connection;
};

void TestConnectionContract::initTestCase()
{
    for (const Words &words : engineWords) {
        ServerMachine *server = m_machines.running(QString::fromLatin1(words.scheme));
        QVERIFY(server);
        QVERIFY(server->createDatabase(u"presence"_s));
        const auto made = server->exec(
            u"CREATE TABLE t (a int); INSERT INTO t VALUES (7); GRANT ALL ON t TO kam"_s, u"presence"_s);
        QVERIFY2(made, qPrintable(made ? QString() : all(made.error())));
    }
}

void TestConnectionContract::init()
{
    QFETCH(const Words *, words);
    m_words = words;
    m_server = m_machines.running(QString::fromLatin1(words->scheme));
    QVERIFY(m_server);
    m_connection = connected(specFor(url()));
    QVERIFY(m_connection);
}

void TestConnectionContract::rowsComeInTheirOrder()
{
    const auto rows = m_connection->select({filled(m_words->numbers, 50'000), {}}, {});
    QVERIFY2(rows, qPrintable(rows ? QString() : all(rows.error())));
    QCOMPARE(rows->columns.size(), 2);
    QCOMPARE(rows->rows.size(), 50'000);
    for (int i = 0; i < 50'000; ++i)
        QCOMPARE(rows->rows.at(i).first(), QVariant(qlonglong(i + 1)));
}

void TestConnectionContract::aMarkOfByteOrderIsText()
{
    const auto rows = m_connection->select({u"SELECT '\uFEFFa'"_s, {}}, {});
    QVERIFY2(rows, qPrintable(rows ? QString() : all(rows.error())));
    QCOMPARE(rows->rows.first().first(), QVariant(u"\uFEFFa"_s));
}

void TestConnectionContract::slowStatementIsStopped()
{
    QElapsedTimer timer;
    timer.start();
    const auto rows = m_connection->select({filled(m_words->sleep, 60), {}}, {500ms});
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::TimedOut);
    QVERIFY2(
        timer.elapsed() >= 450 && timer.elapsed() < patienceMs, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(m_connection->isOpen());
    QVERIFY(m_connection->select({u"SELECT 1"_s, {}}, {}));
}

void TestConnectionContract::longerReadsAreAllowed()
{
    ConnectionSpec spec = specFor(url());
    spec.limits.statement = 1s;
    m_connection = connected(spec);
    QVERIFY(m_connection);
    QVERIFY(m_connection->select({filled(m_words->sleep, 1.5), {}}, {5s}));
}

void TestConnectionContract::raisedFlagStopsTheStatement()
{
    const auto flag = std::make_shared<std::atomic<bool>>(false);
    m_connection->setCancelFlag(flag);
    QElapsedTimer timer;
    std::thread raiser([&] {
        QThread::msleep(200); // the statement shall be under way
        timer.start();
        *flag = true;
    });
    const auto rows = m_connection->select({filled(m_words->sleep, 60), {}}, {});
    const qint64 took = timer.elapsed();
    raiser.join();
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Superseded);
    QVERIFY2(took < patienceMs, qPrintable(QString::number(took)));
    *flag = false;
    QVERIFY(m_connection->isOpen());
    QVERIFY(m_connection->select({u"SELECT 1"_s, {}}, {}));
}

void TestConnectionContract::stoppedStatementHitsNoOther()
{
    // The flag goes up just when the statement may end by itself; what follows is never hit.
    for (int i = 0; i < 40; ++i) {
        const auto flag = std::make_shared<std::atomic<bool>>(false);
        m_connection->setCancelFlag(flag);
        std::thread raiser([flag] {
            QThread::msleep(30);
            *flag = true;
        });
        const auto stopped = m_connection->select({filled(m_words->sleep, 0.02 + i * 0.00075), {}}, {});
        raiser.join();
        QVERIFY(stopped || stopped.error().fault == Fault::Superseded);
        m_connection->setCancelFlag({});
        const auto next = m_connection->select({filled(m_words->sleep, 0.01), {}}, {});
        QVERIFY2(next, qPrintable(next ? QString() : all(next.error())));
        QVERIFY(next->rows.at(0).at(0) != QVariant(1LL)); // how MariaDB says that a sleep was interrupted
    }
}

void TestConnectionContract::changesAreRefused()
{
    const auto rows = m_connection->select({QString::fromLatin1(m_words->change), {}}, {});
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Refused);
    const auto count = m_connection->select({u"SELECT count(*) FROM t"_s, {}}, {});
    QCOMPARE(count->rows.at(0).at(0), QVariant(1LL));
}

void TestConnectionContract::nobodyWaitsForALock()
{
    ConnectionSpec spec = specFor(url());
    spec.limits.lock = 1s;
    spec.limits.statement = 10s;
    m_connection = connected(spec);
    // Somebody alters the table and takes long for it.
    const QString hold = QByteArrayView(m_words->scheme) == "mysql"
        ? u"LOCK TABLES t WRITE; SELECT sleep(4)"_s
        : u"BEGIN; LOCK TABLE t; SELECT pg_sleep(4); ROLLBACK"_s;
    std::thread holder([&] { (void)m_server->exec(hold, u"presence"_s); });
    Result<RowSet> rows = m_connection->select({u"SELECT a FROM t"_s, {}}, {});
    QElapsedTimer timer;
    timer.start();
    while (rows && timer.elapsed() < 10'000) // until it has the lock
        rows = m_connection->select({u"SELECT a FROM t"_s, {}}, {});
    holder.join();
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Busy);
    QVERIFY(m_connection->select({u"SELECT a FROM t"_s, {}}, {}));
}

void TestConnectionContract::frozenServerEndsTheStatement()
{
    QElapsedTimer timer;
    m_server->freeze();
    timer.start();
    const auto rows = m_connection->select({u"SELECT a FROM t"_s, {}}, {500ms});
    const qint64 took = timer.elapsed();
    m_server->thaw();
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Unreachable);
    QVERIFY2(took < patienceMs, qPrintable(QString::number(took)));
    QVERIFY(!m_connection->isOpen());
    QVERIFY(connected(specFor(url())));
}

void TestConnectionContract::frozenServerIsNotOpened()
{
    ConnectionSpec spec = specFor(url());
    spec.limits.connect = 1s;
    m_server->freeze();
    QElapsedTimer timer;
    timer.start();
    const auto opened = openConnection(spec);
    const qint64 took = timer.elapsed();
    m_server->thaw();
    QVERIFY(!opened);
    QCOMPARE(opened.error().fault, Fault::Unreachable);
    QVERIFY2(opened.error().message.contains("frozen"_L1), qPrintable(opened.error().message));
    QVERIFY2(took < patienceMs, qPrintable(QString::number(took)));
}

void TestConnectionContract::frozenServerObeysTheFlag()
{
    const auto flag = std::make_shared<std::atomic<bool>>(false);
    m_connection->setCancelFlag(flag);
    m_server->freeze();
    QElapsedTimer timer;
    timer.start();
    std::thread raiser([&] {
        QThread::msleep(100);
        *flag = true;
    });
    const auto rows = m_connection->select({u"SELECT a FROM t"_s, {}}, {});
    const qint64 took = timer.elapsed();
    raiser.join();
    m_server->thaw();
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Superseded);
    QVERIFY2(took < patienceMs, qPrintable(QString::number(took)));
}

void TestConnectionContract::killedServerIsNoticedAtOnce()
{
    Result<RowSet> rows = RowSet();
    QElapsedTimer timer;
    std::thread reader([&] { rows = m_connection->select({filled(m_words->sleep, 60), {}}, {60s}); });
    QThread::msleep(200); // the statement shall be under way
    timer.start();
    m_server->kill();
    reader.join();
    const qint64 took = timer.elapsed();
    const auto refused = openConnection(specFor(url()));
    QVERIFY(m_server->start());
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Unreachable);
    QVERIFY2(took < patienceMs, qPrintable(QString::number(took)));
    QVERIFY(!m_connection->isOpen());
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, Fault::Unreachable);
    QVERIFY(!rows.error().message.isEmpty() && !refused.error().message.isEmpty());
}

void TestConnectionContract::restartedServerCostsNothingWhileIdle()
{
    m_connection.reset();
    const ConnectionSpec spec = specFor(url());
    DatabaseThread thread([spec] { return openConnection(spec); });
    const auto read = [&thread] {
        auto answer = thread.run([](Connection &connection) {
            return connection.select({u"SELECT a FROM t"_s, {}}, {});
        });
        return answer.result();
    };
    QVERIFY(read());
    QVERIFY(m_server->stop());
    QVERIFY(m_server->start());
    const auto rows = read(); // the settings hold on the new connection, too
    QVERIFY2(rows, qPrintable(rows ? QString() : all(rows.error())));
    auto changed = thread.run([this](Connection &connection) {
        return connection.select({QString::fromLatin1(m_words->change), {}}, {});
    });
    QVERIFY(!changed.result());
    QCOMPARE(changed.result().error().fault, Fault::Refused);
}

void TestConnectionContract::lostAnswersAreNoShortAnswers()
{
    FaultProxy proxy(m_words->protocol, m_server->port());
    ConnectionSpec spec = specFor(url());
    spec.url.hosts = {{u"127.0.0.1"_s, proxy.port()}};
    for (const Mishap mishap : {Mishap::Drop, Mishap::Reset, Mishap::FreezeAnswers}) {
        m_connection = connected(spec);
        QVERIFY(m_connection);
        proxy.failAt(1, mishap, Moment::After);
        const auto rows = m_connection->select({filled(m_words->numbers, 20'000), {}}, {1s});
        proxy.thaw();
        QVERIFY(!rows);
        QCOMPARE(rows.error().fault, Fault::Unreachable);
        QVERIFY(!m_connection->isOpen());
    }
}

void TestConnectionContract::endedConnectionIsLost()
{
    const auto self = m_connection->select({QString::fromLatin1(m_words->self), {}}, {});
    QVERIFY(self);
    QVERIFY(m_server->exec(filled(m_words->kill, self->rows.at(0).at(0))));
    QTRY_VERIFY(!m_connection->isOpen());
    const auto rows = m_connection->select({u"SELECT 1"_s, {}}, {});
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Unreachable);
    QVERIFY(rows.error().message.endsWith(u'.'));
}

void TestConnectionContract::hostsAreTriedInTheirOrder()
{
    ConnectionSpec spec = specFor(url());
    const HostPort good = spec.url.hosts.value(0);
    spec.url.hosts = {{u"127.0.0.1"_s, 1}, {u"localhost"_s, good.port}, good};
    const auto connection = connected(spec);
    QVERIFY(connection);
    QCOMPARE(connection->server().address, u"localhost:%1"_s.arg(good.port));
    QCOMPARE(connection->server().privacy, Privacy::Local);
}

void TestConnectionContract::everyHostHasItsReason()
{
    ConnectionSpec spec = specFor(url());
    spec.url.hosts = {{u"127.0.0.1"_s, 1}, {u"no-such-machine.invalid"_s, 2}};
    spec.plaintextAccepted = true;
    spec.password = Secret(canary);
    const auto opened = openConnection(spec);
    QVERIFY(!opened);
    QCOMPARE(opened.error().fault, Fault::Unreachable);
    const QStringList lines = opened.error().message.split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines.at(1).startsWith("127.0.0.1:1"_L1), qPrintable(lines.at(1)));
    QVERIFY2(lines.at(2).contains("no-such-machine.invalid"_L1), qPrintable(lines.at(2)));
    QVERIFY(!all(opened.error()).contains(QLatin1StringView(canary)));
}

void TestConnectionContract::refusedPasswordStopsTheSearch()
{
    FaultProxy second(m_words->protocol, m_server->port());
    ConnectionSpec spec = specFor(url());
    spec.url.hosts.append({u"127.0.0.1"_s, second.port()});
    spec.password = Secret(canary);
    const auto opened = openConnection(spec);
    QVERIFY(!opened);
    QCOMPARE(opened.error().fault, Fault::Denied);
    QVERIFY2(opened.error().message.contains("kam"_L1), qPrintable(opened.error().message));
    QVERIFY(!all(opened.error()).contains(QLatin1StringView(canary)));
    QCOMPARE(second.clients(), 0);
}

void TestConnectionContract::plaintextToOthersIsRefused()
{
    ConnectionSpec spec = specFor(url());
    spec.url.hosts = {{u"192.0.2.7"_s, 1}}; // an address for documentation: nobody is there
    QElapsedTimer timer;
    timer.start();
    const auto opened = openConnection(spec);
    QVERIFY(!opened);
    QCOMPARE(opened.error().fault, Fault::Refused);
    QVERIFY(opened.error().message.contains("TLS"_L1));
    QVERIFY(timer.elapsed() < patienceMs);
}

QTEST_GUILESS_MAIN(TestConnectionContract)
#include "tst_connectioncontract.moc"
