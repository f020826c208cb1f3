// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/watchdog.h"
#include "patience.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTest>

using namespace std::chrono_literals;

namespace {

/// A driver's call that blocks until somebody ends it, with the two ways to end it.
class BlockingCall {
public:
    enum class Server {
        Obedient, ///< a cancel ends the call
        Deaf, ///< a cancel returns and changes nothing
        Frozen, ///< a cancel blocks until the server thaws
        Full ///< lives, but takes no request
    };

    explicit BlockingCall(Server server) : m_state(std::make_shared<State>()) { m_state->server = server; }

    Watchdog::Means means() const
    {
        return {[state = m_state] { return state->cancel(); }, [state = m_state] { state->cut(); }};
    }
    /// Blocks as the call of a driver does; false when nobody came within ten seconds.
    bool wait(int ms = 10'000) const { return m_state->ended.tryAcquire(1, ms); }
    void thaw() const { m_state->thawed.release(); }
    int cancels() const { return m_state->cancels; }
    int finishedCancels() const { return m_state->finishedCancels; }
    int cuts() const { return m_state->cuts; }

private:
    struct State {
        Server server = Server::Obedient;
        QSemaphore ended;
        QSemaphore thawed;
        std::atomic<int> cancels = 0;
        std::atomic<int> finishedCancels = 0;
        std::atomic<int> cuts = 0;

        bool cancel()
        {
            ++cancels;
            if (server == Server::Frozen)
                thawed.acquire();
            ++finishedCancels;
            if (server == Server::Obedient)
                ended.release();
            return server != Server::Full;
        }
        void cut()
        {
            ++cuts;
            ended.release();
        }
    };
    std::shared_ptr<State> m_state;
};

std::shared_ptr<std::atomic<bool>> flag(bool raised = false)
{
    return std::make_shared<std::atomic<bool>>(raised);
}

using Server = BlockingCall::Server;
using Bite = Watchdog::Bite;
using Reason = Watchdog::Reason;

} // namespace

Q_DECLARE_METATYPE(Server)
Q_DECLARE_METATYPE(Bite)

/// A blocked call always ends, in time and by the mildest means.
class TestWatchdog : public QObject {
    Q_OBJECT

private slots:
    void callThatIsOverIsLeftAlone();
    void callIsEndedByTheMildestMeans_data();
    void callIsEndedByTheMildestMeans();
    void raisedFlagIsSeenSoon();
    void flagRaisedBeforehandIsSeen();
    void callOfAFullServerHasItsTime();
    void callOfAFullServerIsCutInTheEnd();
    void callWithoutCancelIsCut();
    void nothingIsDoneAfterTheEnd();
    void endWaitsForACancelUnderWay();
    void endCutsWhenTheCancelStaysAway();
    void manyWatchesInARow();
    void destructionDoesNotWaitForAFrozenCancel();
};

void TestWatchdog::callThatIsOverIsLeftAlone()
{
    const BlockingCall call(Server::Obedient);
    Watchdog dog;
    Watchdog::Watch watch(dog, 10s, flag(), call.means());
    watch.end();
    QCOMPARE(watch.bite(), Bite::None);
    QCOMPARE(watch.reason(), Reason::None);
    QCOMPARE(call.cancels() + call.cuts(), 0);
}

void TestWatchdog::callIsEndedByTheMildestMeans_data()
{
    QTest::addColumn<Server>("server");
    QTest::addColumn<Bite>("bite");
    QTest::addColumn<int>("least");
    const int grace = int(Watchdog::grace.count());
    QTest::newRow("server obeys") << Server::Obedient << Bite::Cancelled << 50;
    QTest::newRow("server ignores the cancel") << Server::Deaf << Bite::Cut << 50 + grace;
    QTest::newRow("cancel blocks itself") << Server::Frozen << Bite::Cut << 50 + grace;
}

void TestWatchdog::callIsEndedByTheMildestMeans()
{
    QFETCH(Server, server);
    QFETCH(int, least);
    const BlockingCall call(server);
    Watchdog dog;
    QElapsedTimer timer;
    timer.start();
    Watchdog::Watch watch(dog, 50ms, flag(), call.means());
    QVERIFY(call.wait());
    watch.end();
    const qint64 took = timer.elapsed();
    call.thaw();
    QTEST(watch.bite(), "bite");
    QCOMPARE(watch.reason(), Reason::TimeOver);
    QCOMPARE(call.cancels(), 1);
    QCOMPARE(call.cuts(), watch.bite() == Bite::Cut ? 1 : 0);
    QVERIFY2(took >= least && took < patienceMs, qPrintable(QString::number(took)));
}

void TestWatchdog::raisedFlagIsSeenSoon()
{
    const BlockingCall call(Server::Obedient);
    const auto cancelled = flag();
    Watchdog dog;
    Watchdog::Watch watch(dog, 1h, cancelled, call.means());
    QElapsedTimer timer;
    timer.start();
    *cancelled = true;
    QVERIFY(call.wait());
    const qint64 took = timer.elapsed();
    watch.end();
    QCOMPARE(watch.bite(), Bite::Cancelled);
    QCOMPARE(watch.reason(), Reason::Superseded);
    QVERIFY2(took < patienceMs, qPrintable(QString::number(took)));
}

void TestWatchdog::flagRaisedBeforehandIsSeen()
{
    const BlockingCall call(Server::Obedient);
    Watchdog dog;
    Watchdog::Watch watch(dog, 1h, flag(true), call.means());
    QVERIFY(call.wait());
    watch.end();
    QCOMPARE(watch.reason(), Reason::Superseded);
}

void TestWatchdog::callOfAFullServerHasItsTime()
{
    const BlockingCall call(Server::Full);
    Watchdog dog;
    Watchdog::Watch watch(dog, 1h, flag(true), call.means());
    // Cut, the call would end soon and its statement would go on at the server.
    QVERIFY(!call.wait(int(Watchdog::grace.count()) + 300));
    watch.end();
    QCOMPARE(call.cancels(), 1);
    QCOMPARE(call.cuts(), 0);
    QCOMPARE(watch.bite(), Bite::None);
    QCOMPARE(watch.reason(), Reason::Superseded);
}

void TestWatchdog::callOfAFullServerIsCutInTheEnd()
{
    const BlockingCall call(Server::Full);
    Watchdog dog;
    QElapsedTimer timer;
    timer.start();
    Watchdog::Watch watch(dog, 400ms, flag(true), call.means());
    QVERIFY(call.wait());
    watch.end();
    QVERIFY2(timer.elapsed() >= 400 + Watchdog::grace.count(), qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(watch.bite(), Bite::Cut);
    QCOMPARE(watch.reason(), Reason::Superseded);
    QCOMPARE(call.cancels(), 2);
}

void TestWatchdog::callWithoutCancelIsCut()
{
    const BlockingCall call(Server::Deaf);
    Watchdog dog;
    QElapsedTimer timer;
    timer.start();
    Watchdog::Watch watch(dog, 0ms, nullptr, {{}, call.means().cut});
    QVERIFY(call.wait());
    watch.end();
    QCOMPARE(watch.bite(), Bite::Cut);
    QVERIFY(timer.elapsed() < patienceMs);
}

void TestWatchdog::nothingIsDoneAfterTheEnd()
{
    const BlockingCall call(Server::Obedient);
    const BlockingCall next(Server::Obedient);
    const auto cancelled = flag();
    Watchdog dog;
    Watchdog::Watch watch(dog, 30ms, cancelled, call.means());
    watch.end();
    *cancelled = true;
    // The next watch runs beyond the first one's time.
    Watchdog::Watch second(dog, 100ms, flag(), next.means());
    QVERIFY(next.wait());
    second.end();
    QCOMPARE(call.cancels() + call.cuts(), 0);
    QCOMPARE(next.cancels(), 1);
}

void TestWatchdog::endWaitsForACancelUnderWay()
{
    const BlockingCall call(Server::Frozen);
    Watchdog dog;
    Watchdog::Watch watch(dog, 0ms, nullptr, call.means());
    QTRY_COMPARE(call.cancels(), 1);
    const BlockingCall soon = call;
    std::thread thaw([soon] { soon.thaw(); });
    watch.end(); // the call returned by itself just when the cancel went off
    const int finished = call.finishedCancels();
    thaw.join();
    QCOMPARE(finished, 1);
    QCOMPARE(watch.bite(), Bite::Cancelled);
    QCOMPARE(call.cuts(), 0);
}

void TestWatchdog::endCutsWhenTheCancelStaysAway()
{
    const BlockingCall call(Server::Frozen);
    Watchdog dog;
    Watchdog::Watch watch(dog, 0ms, nullptr, call.means());
    QTRY_COMPARE(call.cancels(), 1);
    QElapsedTimer timer;
    timer.start();
    watch.end();
    const qint64 took = timer.elapsed();
    QCOMPARE(call.finishedCancels(), 0);
    call.thaw();
    QCOMPARE(watch.bite(), Bite::Cut);
    QVERIFY2(took < patienceMs, qPrintable(QString::number(took)));
}

void TestWatchdog::manyWatchesInARow()
{
    Watchdog dog;
    for (int i = 0; i < 2'000; ++i) {
        const BlockingCall call(Server::Obedient);
        Watchdog::Watch watch(dog, i % 50 == 0 ? 0ms : 1h, flag(), call.means());
        if (i % 50 == 0)
            QVERIFY(call.wait());
        watch.end();
        QCOMPARE(watch.bite(), i % 50 == 0 ? Bite::Cancelled : Bite::None);
    }
}

void TestWatchdog::destructionDoesNotWaitForAFrozenCancel()
{
    const BlockingCall call(Server::Frozen);
    QElapsedTimer timer;
    {
        Watchdog dog;
        Watchdog::Watch watch(dog, 0ms, nullptr, call.means());
        QVERIFY(call.wait());
        watch.end();
        timer.start();
    }
    QVERIFY(timer.elapsed() < patienceMs);
    QCOMPARE(call.finishedCancels(), 0);
    call.thaw();
    QTRY_COMPARE(call.finishedCancels(), 1);
}

QTEST_GUILESS_MAIN(TestWatchdog)
#include "tst_watchdog.moc"
