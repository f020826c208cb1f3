// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"
#include "machines.h"
#include "serverwindow.h"

using namespace Qt::StringLiterals;

/// What holds for the first connection holds for each later one, and a server that has no room or is not the
/// first one asked is told of.
class TestServerReturns : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data() { addServerEngines(); }
    void init();

    void writesAreRefusedAfterEachReturn();
    void fullServerIsWaitedFor();
    void deadFirstHostIsPassedOver();
    void nextHostTakesOver();

private:
    ServerMachine *m_server = nullptr;
    Machines m_machines;
    Machines m_others;
};

namespace {

constexpr int subscriptions = 3'000;

/// Tries to change a row over the connection that reads the screen; the sentence of the refusal.
QString refusalOfWrite(ServerWindow &lab)
{
    const auto answer = lab.window().database()->session().reader().run([](Connection &connection) {
        return connection.select({u"UPDATE active_watchers SET status = 3 WHERE id = 7"_s, {}});
    });
    const bool came = QTest::qWaitFor([&answer] { return answer.isFinished(); }, ServerWindow::longEnough);
    if (!came)
        return u"no answer"_s;
    const Result<RowSet> result = answer.result();
    return result ? u"it was written"_s : result.error().message;
}

QString hostName(const ServerMachine &server)
{
    return u"127.0.0.1:%1"_s.arg(server.port());
}

} // namespace

void TestServerReturns::init()
{
    QFETCH_GLOBAL(QString, engine);
    m_server = m_machines.running(engine);
    QVERIFY(m_server);
    QVERIFY(ServerWindow::prepare(*m_server, subscriptions));
}

void TestServerReturns::writesAreRefusedAfterEachReturn()
{
    // An account that may write: only the session's own settings stand in between.
    ServerWindow lab(*m_server, kamAccount);
    QVERIFY(lab.open());
    QVERIFY2(lab.waitUntilWell(), qPrintable(lab.trouble()));
    const QVariant status = lab.truth().value(u"SELECT status FROM active_watchers WHERE id = 7"_s);
    const QString refusal = u"This connection only reads. Nothing was changed."_s;
    QCOMPARE(refusalOfWrite(lab), refusal);
    for (const bool inOrder : {true, false}) {
        if (inOrder)
            QVERIFY(m_server->stop());
        else
            m_server->kill();
        QVERIFY(QTest::qWaitFor([&lab] { return !lab.message().isEmpty(); }, ServerWindow::longEnough));
        QVERIFY(m_server->start());
        QVERIFY2(lab.waitUntilWell(), qPrintable(lab.trouble()));
        QCOMPARE(refusalOfWrite(lab), refusal);
    }
    QCOMPARE(lab.truth().value(u"SELECT status FROM active_watchers WHERE id = 7"_s), status);
}

void TestServerReturns::fullServerIsWaitedFor()
{
    ServerWindow lab(*m_server);
    const QString limit = m_server->scheme() == "mysql"_L1
        ? u"SET GLOBAL max_connections = 10"_s
        : u"ALTER ROLE %1 CONNECTION LIMIT 10"_s.arg(QLatin1StringView(readerAccount.name));
    QVERIFY(m_server->exec(limit));
    std::vector<std::unique_ptr<Connection>> crowd;
    Error error;
    while (error.message.isEmpty() && crowd.size() < 200) {
        auto connection = openConnection(lab.profile().spec(Secret(readerAccount.password)));
        if (connection)
            crowd.push_back(std::move(*connection));
        else
            error = connection.error();
    }
    QVERIFY2(error.message.contains(u"no connection to spare"_s), qPrintable(error.message + error.detail));
    QCOMPARE(error.fault, Fault::Unreachable);
    lab.startOpening();
    QTRY_VERIFY_WITH_TIMEOUT(
        lab.startSentence().contains(u"no connection to spare"_s), ServerWindow::longEnough);
    crowd.clear();
    QVERIFY2(lab.waitForGrid() && lab.waitUntilWell(), qPrintable(lab.startSentence()));
    QVERIFY(m_server->exec(m_server->scheme() == "mysql"_L1
            ? u"SET GLOBAL max_connections = 150"_s
            : u"ALTER ROLE %1 CONNECTION LIMIT -1"_s.arg(QLatin1StringView(readerAccount.name))));
}

void TestServerReturns::deadFirstHostIsPassedOver()
{
    ServerWindow lab(*m_server);
    lab.profile().url.hosts.prepend({u"127.0.0.1"_s, 1});
    QVERIFY(lab.open());
    QVERIFY2(lab.waitUntilWell(), qPrintable(lab.trouble()));
    QTRY_COMPARE(lab.text(u"statusHost"_s), hostName(*m_server));
}

void TestServerReturns::nextHostTakesOver()
{
    QFETCH_GLOBAL(QString, engine);
    ServerMachine *first = m_others.running(engine);
    QVERIFY(first);
    QVERIFY(ServerWindow::prepare(*first, subscriptions));
    ServerWindow lab(*m_server);
    lab.profile().url.hosts.prepend({u"127.0.0.1"_s, first->port()});
    QVERIFY(m_server->exec(u"UPDATE active_watchers SET expires = expires + 5 WHERE id < 50"_s,
        QString::fromLatin1(ServerWindow::database)));
    QVERIFY(lab.open());
    QTRY_COMPARE_WITH_TIMEOUT(lab.text(u"statusHost"_s), hostName(*first), ServerWindow::longEnough);
    QVERIFY(!lab.difference().isEmpty()); // the other server's rows
    first->kill();
    const QString note = u"%1 answers now, because %2 did not."_s.arg(hostName(*m_server), hostName(*first));
    QTRY_COMPARE_WITH_TIMEOUT(lab.message(), note, ServerWindow::longEnough);
    QCOMPARE(lab.text(u"statusHost"_s), hostName(*m_server));
    QTRY_COMPARE_WITH_TIMEOUT(lab.difference(), QString(), ServerWindow::longEnough);
    QVERIFY2(lab.oldData().isEmpty(), qPrintable(lab.oldData()));
}

QTEST_MAIN(TestServerReturns)
#include "tst_serverreturns.moc"
