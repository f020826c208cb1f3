// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"
#include "mariadbserver.h"

#include <QElapsedTimer>
#include <QTest>

#include <future>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Stopping a read at a server that has no connection to spare for the request.
class TestMariaDbCancel : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();

    void fullAccountKeepsTheStatementInHand();

private:
    int running() const;

    MariadbServer m_server;
};

void TestMariaDbCancel::initTestCase()
{
    const auto started = m_server.start();
    QVERIFY2(started, qPrintable(started ? QString() : started.error().detail));
    QVERIFY(m_server.createDatabase(u"kamailio"_s));
}

void TestMariaDbCancel::cleanup()
{
    QVERIFY(m_server.exec(u"ALTER USER kam WITH MAX_USER_CONNECTIONS 0"_s));
}

int TestMariaDbCancel::running() const
{
    const auto rows = m_server.run(
        u"SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'kam' AND COMMAND = 'Execute'"_s);
    return rows ? rows->first().first().toInt() : -1;
}

void TestMariaDbCancel::fullAccountKeepsTheStatementInHand()
{
    QVERIFY(m_server.exec(u"ALTER USER kam WITH MAX_USER_CONNECTIONS 1"_s));
    ConnectionSpec spec;
    spec.url = m_server.url(u"kamailio"_s);
    spec.tls.mode = TlsMode::Off;
    spec.password = Secret(kamAccount.password);
    const auto connection = openConnection(spec);
    QVERIFY2(connection, qPrintable(connection ? QString() : connection.error().message));
    const auto flag = std::make_shared<std::atomic<bool>>(false);
    (*connection)->setCancelFlag(flag);
    auto raised = std::async(std::launch::async, [&] {
        while (running() <= 0)
            QThread::yieldCurrentThread();
        *flag = true;
    });
    QElapsedTimer clock;
    clock.start();
    const auto rows =
        (*connection)->select({u"SELECT COUNT(*) FROM seq_1_to_10000000000 WHERE seq % 2"_s, {}}, {3s});
    const qint64 took = clock.elapsed();
    raised.wait();
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Superseded);
    // The server's own limit ended it: nothing is left behind, and the connection is of use.
    QVERIFY2(took > 2'500, qPrintable(QString::number(took)));
    QCOMPARE(running(), 0);
    *flag = false;
    QVERIFY((*connection)->select({u"SELECT 5"_s, {}}));
}

QTEST_GUILESS_MAIN(TestMariaDbCancel)
#include "tst_mariadbcancel.moc"
