// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/whendone.h"
#include "connection/databasethread.h"
#include "connection/serverclock.h"
#include "connection/session.h"
#include "connection/sqlite/sqliteconnection.h"
#include "patience.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;

namespace {

/// A connection without a database that answers each statement by the rules of the test.
class ScriptedConnection : public Connection {
public:
    Result<RowSet> select(const Statement &statement, ReadLimit) override
    {
        if (statement.sql == "lost"_L1)
            return Error {u"The server is gone."_s, {}, Fault::Unreachable};
        if (statement.sql == "hung up"_L1)
            m_open = false; // after its answer
        if (statement.sql == "locked"_L1)
            return Error {u"Somebody holds a lock."_s, {}, Fault::Busy};
        if (statement.sql == "until cancelled"_L1) {
            while (!*m_flag)
                QThread::usleep(200);
            return Error {{}, {}, Fault::Superseded};
        }
        return RowSet {{u"answer"_s}, {{statement.sql}}};
    }
    bool isOpen() override { return m_open; }
    const Dialect &dialect() const override { return SqliteConnection::sqliteDialect; }
    QString description() const override { return {}; }
    QString manners() const override { return {}; }
    ServerIdentity server() const override { return {}; }
    void setCancelFlag(std::shared_ptr<const std::atomic<bool>> flag) override { m_flag = std::move(flag); }

private:
    std::shared_ptr<const std::atomic<bool>> m_flag;
    bool m_open = true;
};

/// Opens scripted connections, counts them, and refuses as long as it is told to.
struct ScriptedOpener {
    std::shared_ptr<std::atomic<int>> opened = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<std::atomic<int>> attempts = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<std::atomic<bool>> refuses = std::make_shared<std::atomic<bool>>(false);
    Fault fault = Fault::Unreachable;

    Result<std::unique_ptr<Connection>> operator()() const
    {
        ++*attempts;
        if (*refuses)
            return Error {u"No such server."_s, {}, fault};
        ++*opened;
        return std::unique_ptr<Connection>(std::make_unique<ScriptedConnection>());
    }
};

std::shared_ptr<RetryPause> pauses(int first, int longest)
{
    return std::make_shared<RetryPause>(
        RetryPause::Lengths {std::chrono::milliseconds(first), std::chrono::milliseconds(longest)});
}

qint64 nextAttempt(const DatabaseThread &thread)
{
    const auto trouble = thread.trouble();
    return trouble && trouble->nextAttempt ? trouble->nextAttempt->count() : -1;
}

auto statement(const QString &sql)
{
    return [sql](Connection &connection) { return connection.select({sql, {}}); };
}

QFuture<Result<RowSet>> ask(DatabaseThread &thread, const QString &sql)
{
    return thread.run(statement(sql));
}

QString textOf(QFuture<Result<RowSet>> future)
{
    const Result<RowSet> rows = future.result();
    return rows ? rows->rows.value(0).value(0).toString() : rows.error().message;
}

Fault faultOf(QFuture<Result<RowSet>> future)
{
    const Result<RowSet> rows = future.result();
    return rows ? Fault::General : rows.error().fault;
}

/// A job that has begun and ends only when it is told to.
class Gate {
public:
    auto job()
    {
        return [this](Connection &) -> Result<int> {
            m_begun.release();
            m_open.acquire();
            return 1;
        };
    }
    bool waitUntilBegun() { return m_begun.tryAcquire(1, 10'000); }
    void open() { m_open.release(); }

private:
    QSemaphore m_begun;
    QSemaphore m_open;
};

} // namespace

/// One thread, one connection, jobs in their order.
class TestDatabaseThread : public QObject {
    Q_OBJECT

private slots:
    void jobsRunInTheirOrder();
    void newestOfALaneWins();
    void otherLanesAreLeftAlone();
    void runningJobOfALaneIsStopped();
    void supersededAnswersNeverArrive();
    void failedOpeningIsAnsweredAndRetried();
    void serverInTroubleIsLeftInPeace();
    void pausesGrowAndEndWithASuccess();
    void refusedPasswordIsNeverTriedAgain();
    void connectionsOfASessionShareTheirPauses();
    void filesAreTriedAtOnce();
    void lostConnectionIsOpenedAnew_data();
    void lostConnectionIsOpenedAnew();
    void destructionAnswersEverything();
    void destructionDoesNotWaitForAHangingJob();
    void destructionDoesNotWaitForAHangingOpen();
    void sessionsEndTheirThreadsAtOnce();
    void handlerNeverRunsAfterItsContextDied();
    void serverClockIsMeasured();
};

void TestDatabaseThread::jobsRunInTheirOrder()
{
    DatabaseThread thread {ScriptedOpener()};
    auto order = std::make_shared<QList<int>>(); // of the thread until the last answer
    QList<QFuture<Result<int>>> answers;
    for (int i = 0; i < 100; ++i)
        answers.append(thread.run([order, i](Connection &) -> Result<int> {
            order->append(i);
            return i;
        }));
    for (int i = 0; i < 100; ++i)
        QCOMPARE(*answers[i].result(), i);
    QVERIFY(std::is_sorted(order->cbegin(), order->cend()));
    QCOMPARE(order->size(), 100);
}

void TestDatabaseThread::newestOfALaneWins()
{
    DatabaseThread thread {ScriptedOpener()};
    Gate gate;
    thread.run(gate.job());
    QVERIFY(gate.waitUntilBegun());
    auto first = thread.runNewest(1, statement(u"first"_s));
    auto second = thread.runNewest(1, statement(u"second"_s));
    QVERIFY(first.isFinished()); // dropped at once, while the thread is still busy
    QCOMPARE(faultOf(first), Fault::Superseded);
    gate.open();
    QCOMPARE(textOf(second), u"second"_s);
}

void TestDatabaseThread::otherLanesAreLeftAlone()
{
    DatabaseThread thread {ScriptedOpener()};
    Gate gate;
    thread.run(gate.job());
    QVERIFY(gate.waitUntilBegun());
    auto lane = thread.runNewest(1, statement(u"lane 1"_s));
    auto plain = ask(thread, u"no lane"_s);
    auto other = thread.runNewest(2, statement(u"lane 2"_s));
    gate.open();
    QCOMPARE(textOf(lane), u"lane 1"_s);
    QCOMPARE(textOf(plain), u"no lane"_s);
    QCOMPARE(textOf(other), u"lane 2"_s);
}

void TestDatabaseThread::runningJobOfALaneIsStopped()
{
    DatabaseThread thread {ScriptedOpener()};
    QSemaphore begun;
    auto running = thread.runNewest(1, [&begun](Connection &connection) {
        begun.release();
        return connection.select({u"until cancelled"_s, {}});
    });
    QVERIFY(begun.tryAcquire(1, 10'000));
    auto next = thread.runNewest(1, statement(u"next"_s));
    QCOMPARE(faultOf(running), Fault::Superseded);
    QCOMPARE(textOf(next), u"next"_s);
}

void TestDatabaseThread::supersededAnswersNeverArrive()
{
    DatabaseThread thread {ScriptedOpener()};
    Gate gate;
    QList<int> seen;
    auto old = thread.runNewest(1, gate.job());
    whenDone(old, this, [&seen](const Result<int> &) { seen.append(1); });
    QVERIFY(gate.waitUntilBegun());
    auto next = thread.runNewest(1, [](Connection &) -> Result<int> { return 2; });
    whenDone(next, this, [&seen](const Result<int> &answer) { seen.append(*answer); });
    gate.open(); // it ends well, but too late
    QTRY_COMPARE(seen, QList<int> {2});
    QVERIFY(!old.result());
    QCOMPARE(old.result().error().fault, Fault::Superseded);
}

void TestDatabaseThread::failedOpeningIsAnsweredAndRetried()
{
    const ScriptedOpener opener;
    *opener.refuses = true;
    DatabaseThread thread(opener);
    QCOMPARE(textOf(ask(thread, u"one"_s)), u"No such server."_s);
    QCOMPARE(textOf(ask(thread, u"two"_s)), u"No such server."_s);
    *opener.refuses = false;
    thread.retryNow();
    QVERIFY(!thread.trouble());
    QCOMPARE(textOf(ask(thread, u"three"_s)), u"three"_s);
    QCOMPARE(*opener.opened, 1);
}

void TestDatabaseThread::serverInTroubleIsLeftInPeace()
{
    const ScriptedOpener opener;
    *opener.refuses = true;
    DatabaseThread thread(opener, pauses(60'000, 60'000));
    QVERIFY(!thread.trouble());
    for (int i = 0; i < 10; ++i)
        QCOMPARE(textOf(ask(thread, u"one"_s)), u"No such server."_s);
    QCOMPARE(*opener.attempts, 1);
    QCOMPARE(thread.trouble()->error.message, u"No such server."_s);
    QVERIFY(nextAttempt(thread) > 50'000);
    QVERIFY(nextAttempt(thread) <= 60'000);
    thread.retryNow();
    ask(thread, u"one"_s).waitForFinished();
    QCOMPARE(*opener.attempts, 2);
}

void TestDatabaseThread::pausesGrowAndEndWithASuccess()
{
    const ScriptedOpener opener;
    *opener.refuses = true;
    DatabaseThread thread(opener, pauses(100, 400));
    QList<qint64> longest;
    for (int attempt = 1; attempt <= 4; ++attempt) {
        QTRY_COMPARE(nextAttempt(thread), attempt == 1 ? -1 : 0);
        ask(thread, u"one"_s).waitForFinished();
        longest.append(nextAttempt(thread));
        QCOMPARE(*opener.attempts, attempt);
    }
    const QList<qint64> wanted {100, 200, 400, 400};
    for (int i = 0; i < 4; ++i)
        QVERIFY2(longest.at(i) <= wanted.at(i) && longest.at(i) > wanted.at(i) - 90,
            qPrintable(QString::number(longest.at(i))));
    *opener.refuses = false;
    QTRY_COMPARE(nextAttempt(thread), 0);
    QCOMPARE(textOf(ask(thread, u"at last"_s)), u"at last"_s);
    QVERIFY(!thread.trouble());
}

void TestDatabaseThread::refusedPasswordIsNeverTriedAgain()
{
    ScriptedOpener opener;
    opener.fault = Fault::Denied;
    *opener.refuses = true;
    DatabaseThread thread(opener, pauses(1, 1));
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < 50)
        QCOMPARE(faultOf(ask(thread, u"one"_s)), Fault::Denied);
    QCOMPARE(*opener.attempts, 1);
    QVERIFY(thread.trouble());
    QVERIFY(!thread.trouble()->nextAttempt);
    thread.retryNow();
    QCOMPARE(faultOf(ask(thread, u"one"_s)), Fault::Denied);
    QCOMPARE(*opener.attempts, 2);
}

void TestDatabaseThread::connectionsOfASessionShareTheirPauses()
{
    ScriptedOpener opener;
    opener.fault = Fault::Denied;
    *opener.refuses = true;
    Session session(ConnectionSpec {.url = {u"postgres"_s, u"kamailio"_s}}, opener);
    auto reader = ask(session.reader(), u"one"_s);
    auto counter = ask(session.counter(), u"one"_s);
    QCOMPARE(faultOf(reader), Fault::Denied);
    QCOMPARE(faultOf(counter), Fault::Denied);
    QCOMPARE(*opener.attempts, 1);
    QVERIFY(session.trouble());
    *opener.refuses = false;
    session.retryNow();
    QCOMPARE(textOf(ask(session.counter(), u"two"_s)), u"two"_s);
    QCOMPARE(textOf(ask(session.reader(), u"two"_s)), u"two"_s);
    QVERIFY(!session.trouble());
}

void TestDatabaseThread::filesAreTriedAtOnce()
{
    const ScriptedOpener opener;
    *opener.refuses = true;
    Session session(ConnectionSpec {.url = {u"sqlite"_s, u"/a/file"_s}}, opener);
    QCOMPARE(textOf(ask(session.reader(), u"one"_s)), u"No such server."_s);
    *opener.refuses = false;
    QCOMPARE(textOf(ask(session.reader(), u"two"_s)), u"two"_s);
}

void TestDatabaseThread::lostConnectionIsOpenedAnew_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("connections");
    QTest::newRow("unreachable") << u"lost"_s << 2;
    QTest::newRow("hung up while idle") << u"hung up"_s << 2;
    QTest::newRow("only locked") << u"locked"_s << 1;
    QTest::newRow("all well") << u"fine"_s << 1;
}

void TestDatabaseThread::lostConnectionIsOpenedAnew()
{
    const ScriptedOpener opener;
    DatabaseThread thread(opener);
    QFETCH(QString, sql);
    ask(thread, sql).waitForFinished();
    QCOMPARE(textOf(ask(thread, u"after it"_s)), u"after it"_s);
    QTEST(int(*opener.opened), "connections");
}

void TestDatabaseThread::destructionAnswersEverything()
{
    QList<QFuture<Result<RowSet>>> answers;
    QElapsedTimer timer;
    {
        DatabaseThread thread {ScriptedOpener()};
        QSemaphore begun;
        answers.append(thread.run([&begun](Connection &connection) {
            begun.release();
            return connection.select({u"until cancelled"_s, {}});
        }));
        for (int i = 0; i < 10; ++i)
            answers.append(ask(thread, u"never run"_s));
        QVERIFY(begun.tryAcquire(1, 10'000));
        timer.start();
    }
    QVERIFY2(timer.elapsed() < patienceMs, qPrintable(QString::number(timer.elapsed())));
    for (const auto &answer : answers) {
        QVERIFY(answer.isFinished());
        QCOMPARE(faultOf(answer), Fault::Superseded);
    }
}

void TestDatabaseThread::destructionDoesNotWaitForAHangingJob()
{
    const auto gate = std::make_shared<Gate>(); // outlives the thread that was left behind
    QFuture<Result<int>> answer;
    QElapsedTimer timer;
    {
        DatabaseThread thread {ScriptedOpener()};
        answer = thread.run([gate](Connection &connection) { return gate->job()(connection); });
        QVERIFY(gate->waitUntilBegun());
        timer.start();
    }
    const qint64 took = timer.elapsed();
    QVERIFY2(took < patienceMs, qPrintable(QString::number(took)));
    QVERIFY(answer.isFinished());
    QCOMPARE(answer.result().error().fault, Fault::Superseded);
    gate->open(); // the job ends well and finds nobody who waits for it
    QTRY_COMPARE(gate.use_count(), 1L);
    QCOMPARE(answer.resultCount(), 1);
}

void TestDatabaseThread::destructionDoesNotWaitForAHangingOpen()
{
    const auto gate = std::make_shared<QSemaphore>();
    const auto begun = std::make_shared<QSemaphore>();
    const ScriptedOpener opener;
    QFuture<Result<RowSet>> answer;
    QElapsedTimer timer;
    {
        DatabaseThread thread([=] {
            begun->release();
            gate->acquire();
            return opener();
        });
        answer = ask(thread, u"never"_s);
        QVERIFY(begun->tryAcquire(1, 10'000));
        timer.start();
    }
    QVERIFY(timer.elapsed() < patienceMs);
    QCOMPARE(faultOf(answer), Fault::Superseded);
    gate->release();
    QTRY_COMPARE(gate.use_count(), 1L); // thread and connection are gone, too
    QCOMPARE(*opener.opened, 1);
}

void TestDatabaseThread::sessionsEndTheirThreadsAtOnce()
{
    // Of some tries the quickest tells: another program may have had the processor meanwhile.
    qint64 quickest = patienceMs;
    for (int i = 0; i < 5 && quickest >= 2 * DatabaseThread::farewell.count(); ++i) {
        const auto one = std::make_shared<Gate>();
        const auto other = std::make_shared<Gate>();
        QElapsedTimer timer;
        {
            Session session(ConnectionSpec {}, ScriptedOpener());
            session.reader().run([one](Connection &connection) { return one->job()(connection); });
            session.counter().run([other](Connection &connection) { return other->job()(connection); });
            QVERIFY(one->waitUntilBegun());
            QVERIFY(other->waitUntilBegun());
            timer.start();
        }
        quickest = std::min(quickest, timer.elapsed());
        one->open();
        other->open();
        QTRY_COMPARE(one.use_count() + other.use_count(), 2L);
    }
    QVERIFY2(quickest < 2 * DatabaseThread::farewell.count(), qPrintable(QString::number(quickest)));
}

void TestDatabaseThread::handlerNeverRunsAfterItsContextDied()
{
    DatabaseThread thread {ScriptedOpener()};
    Gate gate;
    int calls = 0;
    auto context = std::make_unique<QObject>();
    auto future = thread.run(gate.job());
    whenDone(future, context.get(), [&calls](const Result<int> &) { ++calls; });
    QVERIFY(gate.waitUntilBegun());
    context.reset();
    gate.open();
    QVERIFY(future.result());
    // An answer that came later did arrive, so this one would have, too.
    bool later = false;
    whenDone(ask(thread, u"later"_s), this, [&later](const Result<RowSet> &) { later = true; });
    QTRY_VERIFY(later);
    QCOMPARE(calls, 0);
}

void TestDatabaseThread::serverClockIsMeasured()
{
    ScriptedConnection scripted; // answers its own statement: no number, epoch 0
    const auto clock = ServerClock::measure(scripted);
    QVERIFY(clock);
    QVERIFY(qAbs(clock->nowMs()) < 5'000);
    QVERIFY(clock->uncertaintyMs < 5'000);
}

QTEST_GUILESS_MAIN(TestDatabaseThread)
#include "tst_databasethread.moc"
