// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultproxy.h"
#include "machines.h"
#include "serverwindow.h"

using namespace Qt::StringLiterals;

/// Whichever statement of a refresh fails, and in whatever way: the window says so or does not even notice,
/// and afterwards shows what the server has.
class TestFailingStatement : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data() { addServerEngines(); }
    void init();

    void eachStatementOfARefresh_data();
    void eachStatementOfARefresh();
    void eachStatementOfOpening();

private:
    std::unique_ptr<FaultProxy> makeProxy() const;

    Machines m_machines;
    ServerMachine *m_server = nullptr;
    QSet<QString> m_prepared;
};

Q_DECLARE_METATYPE(Mishap)
Q_DECLARE_METATYPE(Moment)

void TestFailingStatement::init()
{
    QFETCH_GLOBAL(QString, engine);
    m_server = m_machines.running(engine);
    QVERIFY(m_server);
    if (!m_prepared.contains(engine))
        QVERIFY(ServerWindow::prepare(*m_server, 3'000));
    m_prepared.insert(engine);
}

std::unique_ptr<FaultProxy> TestFailingStatement::makeProxy() const
{
    const bool maria = m_server->scheme() == "mysql"_L1;
    return std::make_unique<FaultProxy>(
        maria ? WirePackets::Protocol::Mysql : WirePackets::Protocol::Postgres, m_server->port());
}

void TestFailingStatement::eachStatementOfARefresh_data()
{
    QTest::addColumn<Mishap>("mishap");
    QTest::addColumn<Moment>("moment");
    QTest::newRow("dropped") << Mishap::Drop << Moment::Before;
    QTest::newRow("answer lost") << Mishap::Drop << Moment::After;
    QTest::newRow("reset") << Mishap::Reset << Moment::Before;
    QTest::newRow("silent") << Mishap::Freeze << Moment::Before;
}

void TestFailingStatement::eachStatementOfARefresh()
{
    QFETCH(Mishap, mishap);
    QFETCH(Moment, moment);
    const auto proxy = makeProxy();
    ServerWindow lab(*m_server);
    lab.profile().url.hosts = {{u"127.0.0.1"_s, proxy->port()}};
    QVERIFY(lab.open());
    QVERIFY2(lab.waitUntilWell(), qPrintable(lab.trouble()));
    const int most = mishap == Mishap::Freeze ? 2 : 3; // a silent one costs a second
    for (int statement = 1; statement <= most; ++statement) {
        proxy->failAt(statement, mishap, moment);
        QVERIFY(m_server->exec(u"UPDATE active_watchers SET expires = expires + 1 WHERE id < 20"_s,
            QString::fromLatin1(ServerWindow::database)));
        lab.refresh();
        QVERIFY(QTest::qWaitFor([&proxy] { return proxy->hasFailed(); }, ServerWindow::longEnough));
        if (mishap == Mishap::Freeze) {
            const bool said =
                QTest::qWaitFor([&lab] { return !lab.message().isEmpty(); }, ServerWindow::longEnough);
            QVERIFY2(said, QByteArray::number(statement));
            QVERIFY2(lab.message().contains(u"frozen"_s), qPrintable(lab.message()));
            proxy->thaw();
        }
        QVERIFY2(lab.waitUntilWell(), qPrintable(u"statement %1: %2"_s.arg(statement).arg(lab.trouble())));
    }
}

void TestFailingStatement::eachStatementOfOpening()
{
    const auto proxy = makeProxy();
    for (int statement = 1; statement <= 5; ++statement) {
        ServerWindow lab(*m_server);
        lab.profile().url.hosts = {{u"127.0.0.1"_s, proxy->port()}};
        proxy->failAt(statement, Mishap::Reset);
        lab.startOpening();
        QVERIFY(QTest::qWaitFor([&proxy] { return proxy->hasFailed(); }, ServerWindow::longEnough));
        QVERIFY2(lab.waitForGrid() && lab.waitUntilWell(),
            qPrintable(u"statement %1: %2"_s.arg(statement).arg(lab.startSentence())));
    }
}

QTEST_MAIN(TestFailingStatement)
#include "tst_failingstatement.moc"
