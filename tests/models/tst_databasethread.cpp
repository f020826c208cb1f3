// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/whendone.h"
#include "connection/databasethread.h"
#include "connection/serverclock.h"
#include "connection/sqlite/sqliteconnection.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// A connection without a database that answers each statement by the rules of the test.
class ScriptedConnection : public Connection {
public:
    Result<RowSet> select(const Statement &statement, ReadLimit) override
    {
        if (statement.sql == "lost"_L1)
            return Error {u"The server is gone."_s, {}, Fault::Unreachable};
        if (statement.sql == "locked"_L1)
            return Error {u"Somebody holds a lock."_s, {}, Fault::Busy};
        if (statement.sql == "until cancelled"_L1) {
            while (!*m_flag)
                QThread::usleep(200);
            return Error {{}, {}, Fault::Superseded};
        }
        return RowSet {{u"answer"_s}, {{statement.sql}}};
    }
    const Dialect &dialect() const override { return SqliteConnection::sqliteDialect; }
    QString description() const override { return {}; }
    QString manners() const override { return {}; }
    ServerIdentity server() const override { return {}; }
    void setCancelFlag(std::shared_ptr<const std::atomic<bool>> flag) override { m_flag = std::move(flag); }

private:
    std::shared_ptr<const std::atomic<bool>> m_flag;
};

/// Opens scripted connections, counts them, and refuses as long as it is told to.
struct ScriptedOpener {
    std::shared_ptr<std::atomic<int>> opened = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<std::atomic<bool>> refuses = std::make_shared<std::atomic<bool>>(false);

    Result<std::unique_ptr<Connection>> operator()() const
    {
        if (*refuses)
            return Error {u"No such server."_s, {}, Fault::Unreachable};
        ++*opened;
        return std::unique_ptr<Connection>(std::make_unique<ScriptedConnection>());
    }
};

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
    void lostConnectionIsOpenedAnew_data();
    void lostConnectionIsOpenedAnew();
    void destructionAnswersEverything();
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
    QCOMPARE(textOf(ask(thread, u"three"_s)), u"three"_s);
    QCOMPARE(*opener.opened, 1);
}

void TestDatabaseThread::lostConnectionIsOpenedAnew_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("connections");
    QTest::newRow("unreachable") << u"lost"_s << 2;
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
    QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
    for (const auto &answer : answers) {
        QVERIFY(answer.isFinished());
        QCOMPARE(faultOf(answer), Fault::Superseded);
    }
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
