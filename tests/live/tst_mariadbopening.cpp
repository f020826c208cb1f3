// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"
#include "faultproxy.h"
#include "mariadbserver.h"
#include "patience.h"
#include "roguemariadb.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTest>

#include <dlfcn.h>
#include <netdb.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Opening a connection ends in time and with a sentence, whatever the other side does in the middle of it.
class TestMariaDbOpening : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();

    void frozenAfterTheLogin_data();
    void frozenAfterTheLogin();
    void nameServersThatFallSilent();
    void killedWithinTls_data();
    void killedWithinTls();
    void tooLargeARow();
    void statementsOfAnHour();

private:
    ConnectionSpec spec(quint16 port) const;

    Certificates m_certificates;
    MariadbServer m_server;
};

Q_DECLARE_METATYPE(RogueScript::AtTls)

namespace {
/// How often the name may still be looked up before name servers fall silent.
std::atomic<int> lookUpsLeft = 0;
QSemaphore answers;

QString described(const Error &error)
{
    return u"%1 | %2 | %3"_s.arg(error.message, error.detail).arg(int(error.fault));
}
} // namespace

/// In place of the system's, also for the client library.
extern "C" __attribute__((visibility("default"))) int getaddrinfo(
    const char *name, const char *service, const addrinfo *hints, addrinfo **found)
{
    static const auto real = reinterpret_cast<decltype(&getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
    if (!name || QByteArrayView(name) != "silent.test")
        return real(name, service, hints, found);
    constexpr int longestMs = 20'000;
    if (lookUpsLeft-- <= 0)
        answers.tryAcquire(1, longestMs);
    return real("127.0.0.1", service, hints, found);
}

void TestMariaDbOpening::initTestCase()
{
    const auto started = m_server.start();
    QVERIFY2(started, qPrintable(started ? QString() : described(started.error())));
    QVERIFY(m_server.createDatabase(u"kamailio"_s));
    QVERIFY(m_certificates.make());
}

ConnectionSpec TestMariaDbOpening::spec(quint16 port) const
{
    ConnectionSpec spec;
    spec.url = m_server.url(u"kamailio"_s);
    spec.url.hosts = {{u"127.0.0.1"_s, port}};
    spec.tls.mode = TlsMode::Off;
    spec.password = Secret(kamAccount.password);
    return spec;
}

void TestMariaDbOpening::frozenAfterTheLogin_data()
{
    QTest::addColumn<int>("statement");
    QTest::newRow("at the character set") << 1;
    QTest::newRow("at the connection's number") << 2;
    QTest::newRow("at a setting") << 5;
}

void TestMariaDbOpening::frozenAfterTheLogin()
{
    QFETCH(int, statement);
    FaultProxy proxy(WirePackets::Protocol::Mysql, m_server.port());
    proxy.failAt(statement, Mishap::Freeze);
    ConnectionSpec hasty = spec(proxy.port());
    hasty.limits.connect = 1s;
    QElapsedTimer clock;
    clock.start();
    const auto connection = openConnection(hasty);
    const qint64 took = clock.elapsed();
    QVERIFY(!connection);
    QVERIFY(proxy.hasFailed());
    QCOMPARE(connection.error().fault, Fault::Unreachable);
    QVERIFY2(connection.error().message.contains("frozen"_L1), qPrintable(described(connection.error())));
    QVERIFY2(took < patienceMs, qPrintable(QString::number(took)));
}

void TestMariaDbOpening::nameServersThatFallSilent()
{
    ConnectionSpec named = spec(m_server.port());
    named.url.hosts = {{u"silent.test"_s, m_server.port()}};
    named.limits.connect = 1s;
    named.plaintextAccepted = true;
    lookUpsLeft = 2;
    QVERIFY(openConnection(named));
    QCOMPARE(lookUpsLeft, 0); // the library looks it up a second time
    lookUpsLeft = 1;
    QElapsedTimer clock;
    clock.start();
    const auto connection = openConnection(named);
    const qint64 took = clock.elapsed();
    answers.release();
    QVERIFY(!connection);
    QCOMPARE(connection.error().fault, Fault::Unreachable);
    QVERIFY2(took < patienceMs, qPrintable(QString::number(took)));
}

void TestMariaDbOpening::killedWithinTls_data()
{
    QTest::addColumn<RogueScript::AtTls>("end");
    QTest::addColumn<TlsMode>("mode");
    for (const TlsMode mode : {TlsMode::Required, TlsMode::Verified}) {
        const QByteArray name = mode == TlsMode::Verified ? ", verified" : ", required";
        QTest::newRow("in order" + name) << RogueScript::AtTls::HangUp << mode;
        QTest::newRow("with a reset" + name) << RogueScript::AtTls::Reset << mode;
    }
}

void TestMariaDbOpening::killedWithinTls()
{
    QFETCH(RogueScript::AtTls, end);
    QFETCH(TlsMode, mode);
    RogueScript script;
    script.tls = m_certificates.localhost();
    script.atTls = end;
    const RogueMariaDb rogue(script);
    ConnectionSpec wanted = spec(rogue.port());
    wanted.tls = {mode, m_certificates.authority()};
    const auto connection = openConnection(wanted);
    QVERIFY(!connection);
    // Not a word about encryption, and it is tried again.
    QVERIFY2(connection.error().message.contains("hung up"_L1), qPrintable(described(connection.error())));
    QCOMPARE(connection.error().fault, Fault::Unreachable);
}

void TestMariaDbOpening::tooLargeARow()
{
    QVERIFY(m_server.exec(u"SET GLOBAL max_allowed_packet = 200000000"_s));
    const auto connection = openConnection(spec(m_server.port()));
    QVERIFY(connection);
    QVERIFY(!(*connection)->select({u"SELECT REPEAT('x', 80000000)"_s, {}}));
    // The library hung up: the next read needs a new connection, and knows it.
    QVERIFY(!(*connection)->isOpen());
}

void TestMariaDbOpening::statementsOfAnHour()
{
    QVERIFY(m_server.exec(u"ALTER USER kam WITH MAX_QUERIES_PER_HOUR 40"_s));
    auto opened = openConnection(spec(m_server.port()));
    for (int i = 0; i < 10 && opened; ++i)
        opened = openConnection(spec(m_server.port()));
    QVERIFY(m_server.exec(u"ALTER USER kam WITH MAX_QUERIES_PER_HOUR 0"_s));
    QVERIFY(!opened);
    QVERIFY2(opened.error().message.contains("in an hour"_L1), qPrintable(described(opened.error())));
    QCOMPARE(opened.error().fault, Fault::Unreachable);
}

QTEST_GUILESS_MAIN(TestMariaDbOpening)
#include "tst_mariadbopening.moc"
