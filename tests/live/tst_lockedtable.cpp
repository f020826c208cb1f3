// SPDX-License-Identifier: GPL-3.0-or-later
#include "machines.h"
#include "serverwindow.h"

#include <thread>

using namespace Qt::StringLiterals;

/// A SIP server locks its tables while it works on them. Who looks on is told so, does not wait for longer
/// than the limit, and is never in its way.
class TestLockedTable : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data() { addServerEngines(); }
    void init();

    void aLockIsWaitedOut();
    void nobodyWaitsForUs();

private:
    ServerMachine *m_server = nullptr;
    Machines m_machines;
};

namespace {

/// What a SIP server does for so many seconds, as one string of statements.
QString lockFor(const ServerMachine &server, int seconds)
{
    if (server.scheme() == "mysql"_L1)
        return u"LOCK TABLES active_watchers WRITE; SELECT SLEEP(%1); UNLOCK TABLES"_s.arg(seconds);
    return u"BEGIN; LOCK TABLE active_watchers IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(%1); COMMIT"_s.arg(
        seconds);
}

} // namespace

void TestLockedTable::init()
{
    QFETCH_GLOBAL(QString, engine);
    m_server = m_machines.running(engine);
    QVERIFY(m_server);
    QVERIFY(ServerWindow::prepare(*m_server, 5'000));
}

void TestLockedTable::aLockIsWaitedOut()
{
    ServerWindow lab(*m_server);
    lab.profile().limits.statement = std::chrono::seconds(5); // the limit of the lock comes first
    QVERIFY(lab.open());
    QVERIFY2(lab.waitUntilWell(), qPrintable(lab.trouble()));
    const qint64 usual = longestStall(lab);
    Result<void> locked;
    std::thread locker([this, &locked] {
        locked = m_server->exec(lockFor(*m_server, 4), QString::fromLatin1(ServerWindow::database));
    });
    const bool said = QTest::qWaitFor(
        [&lab] { return lab.message().contains(u"has locked the table"_s); }, ServerWindow::longEnough);
    const qint64 stalled = longestStall(lab);
    const bool kept = lab.model().rowCount() == 5'000;
    locker.join();
    QVERIFY2(locked, locked ? "" : qPrintable(locked.error().detail));
    QVERIFY2(said, qPrintable(lab.message() + lab.trouble()));
    QVERIFY(kept);
#ifndef __SANITIZE_ADDRESS__
    QVERIFY2(stalled <= usual + 200, qPrintable(u"%1 ms, usual %2 ms"_s.arg(stalled).arg(usual)));
#endif
    QVERIFY2(lab.waitUntilWell(), qPrintable(lab.trouble()));
}

void TestLockedTable::nobodyWaitsForUs()
{
    ServerWindow lab(*m_server);
    QVERIFY(lab.open());
    QVERIFY2(lab.waitUntilWell(), qPrintable(lab.trouble()));
    // A read of ours is over in no time; a transaction that was left open would never be.
    const QString lock = m_server->scheme() == "mysql"_L1
        ? u"LOCK TABLES active_watchers WRITE WAIT 1; UNLOCK TABLES"_s
        : u"SET lock_timeout = '1s'; BEGIN; LOCK TABLE active_watchers IN ACCESS EXCLUSIVE MODE; COMMIT"_s;
    for (int round = 0; round < 20; ++round) {
        lab.refresh();
        QVERIFY(
            QTest::qWaitFor([&lab] { return !lab.grid().controller().isBusy(); }, ServerWindow::longEnough));
        const auto locked = m_server->exec(lock, QString::fromLatin1(ServerWindow::database));
        QVERIFY2(locked, locked ? "" : qPrintable(locked.error().detail));
    }
}

QTEST_MAIN(TestLockedTable)
#include "tst_lockedtable.moc"
