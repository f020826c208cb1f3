// SPDX-License-Identifier: GPL-3.0-or-later
#include "driverlab.h"
#include "memorypeak.h"
#include "patience.h"
#include "servermachine.h"

#include <QElapsedTimer>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

#include <future>
#include <map>

using namespace Qt::StringLiterals;

/// The three drivers under load and under fire: long answers row by row, statements that are ended, servers
/// that die.
class TestDriverStreams : public QObject {
    Q_OBJECT

private slots:
    void cleanup();
    void cleanupTestCase();

    void streamsNeedLittleMemory_data();
    void streamsNeedLittleMemory();
    void firstRowComesAtOnce_data() { allEngines(); }
    void firstRowComesAtOnce();
    void shortStreamIsAnError_data() { engines({u"MariaDB"_s, u"PostgreSQL"_s}); }
    void shortStreamIsAnError();
    void secondStatementBesideAStream_data() { allEngines(); }
    void secondStatementBesideAStream();
    void streamIsDropped_data() { allEngines(); }
    void streamIsDropped();
    void boundEndsAStatement_data() { engines({u"MariaDB"_s, u"PostgreSQL"_s}); }
    void boundEndsAStatement();
    void cancelling_data() { allEngines(); }
    void cancelling();
    void killedServer_data() { engines({u"MariaDB"_s, u"PostgreSQL"_s}); }
    void killedServer();
    void killedServerInAStream_data() { engines({u"MariaDB"_s, u"PostgreSQL"_s}); }
    void killedServerInAStream();

private:
    static void engines(const QStringList &names);
    static void allEngines() { engines({u"MariaDB"_s, u"PostgreSQL"_s, u"SQLite"_s}); }
    /// The lab of this data row, with an open connection; nullptr after a failure.
    DriverLab *lab();
    static QString rows(const DriverHabits &habits, int count, int size);

    std::map<QString, std::unique_ptr<DriverLab>> m_labs;
};

namespace {
constexpr int manyRows = 100'000;
constexpr int rowSize = 1'000;
constexpr qint64 whole = qint64(manyRows) * rowSize;

QSqlDatabase database()
{
    return QSqlDatabase::database(u"lab"_s, false);
}

bool execute(QSqlQuery &query, const QString &sql, bool isPrepared)
{
    return isPrepared ? query.prepare(sql) && query.exec() : query.exec(sql);
}
} // namespace

void TestDriverStreams::engines(const QStringList &names)
{
    QTest::addColumn<QString>("engine");
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

DriverLab *TestDriverStreams::lab()
{
    const QString engine = *static_cast<QString *>(QTest::qData("engine", QMetaType::QString));
    auto &lab = m_labs[engine];
    if (!lab)
        lab = DriverLab::make(engine);
    if (lab && lab->server() && !lab->server()->isRunning() && !lab->server()->start())
        return nullptr;
    return lab && lab->open().isOpen() ? lab.get() : nullptr;
}

QString TestDriverStreams::rows(const DriverHabits &habits, int count, int size)
{
    return QString(habits.rows).arg(count).arg(size);
}

void TestDriverStreams::cleanup()
{
    DriverLab::close();
}

void TestDriverStreams::cleanupTestCase()
{
    m_labs.clear();
}

void TestDriverStreams::streamsNeedLittleMemory_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<bool>("isPrepared");
    for (const char *name : {"MariaDB", "PostgreSQL", "SQLite"}) {
        QTest::newRow(QByteArray(name) + ", prepared") << QString::fromLatin1(name) << true;
        QTest::newRow(QByteArray(name) + ", direct") << QString::fromLatin1(name) << false;
    }
}

void TestDriverStreams::streamsNeedLittleMemory()
{
    QFETCH(bool, isPrepared);
    DriverLab *current = lab();
    QVERIFY(current);
    const QString sql = rows(current->habits(), manyRows, rowSize);
    const MemoryPeak peak;
    qint64 bytes = 0;
    {
        QSqlQuery query(database());
        query.setForwardOnly(true);
        QVERIFY2(execute(query, sql, isPrepared), qPrintable(query.lastError().text()));
        while (query.next())
            bytes += query.value(1).toByteArray().size();
        QVERIFY2(!query.lastError().isValid(), qPrintable(query.lastError().text()));
    }
    QCOMPARE(bytes, whole);
    const qint64 growth = peak.growth();
    QVERIFY2(growth >= 0 && growth < whole / 5, qPrintable(QString::number(growth)));
}

void TestDriverStreams::firstRowComesAtOnce()
{
    DriverLab *current = lab();
    QVERIFY(current);
    QSqlQuery query(database());
    query.setForwardOnly(true);
    QElapsedTimer clock;
    clock.start();
    QVERIFY(query.exec(rows(current->habits(), 3'000'000, 10)));
    QVERIFY(query.next());
    QCOMPARE(query.value(0).toInt(), 1);
    QVERIFY2(clock.elapsed() < patienceMs, qPrintable(QString::number(clock.elapsed())));
}

void TestDriverStreams::shortStreamIsAnError()
{
    DriverLab *current = lab();
    QVERIFY(current);
    QSqlQuery bound(database());
    QVERIFY(bound.exec(current->habits().stopAfter));
    for (const bool isPrepared : {true, false}) {
        QSqlQuery query(database());
        query.setForwardOnly(true);
        QElapsedTimer clock;
        clock.start();
        bool hasMore = execute(query, rows(current->habits(), 5'000'000, 100), isPrepared);
        int count = 0;
        while (hasMore && (hasMore = query.next()))
            // A reader that is slower than the server's patience.
            if (++count == 1'000)
                while (clock.elapsed() < 400)
                    QThread::yieldCurrentThread();
        QVERIFY(count < 5'000'000);
        QVERIFY2(query.lastError().isValid(), qPrintable(QString::number(count)));
        QCOMPARE(query.lastError().nativeErrorCode(), QString(current->habits().tooLong));
    }
}

void TestDriverStreams::secondStatementBesideAStream()
{
    DriverLab *current = lab();
    QVERIFY(current);
    QSqlQuery stream(database());
    stream.setForwardOnly(true);
    QVERIFY(stream.exec(rows(current->habits(), 1'000, 1'000)));
    int count = 0;
    while (count < 10 && stream.next())
        ++count;
    QSqlQuery second(database());
    QCOMPARE(second.exec(u"SELECT 1"_s), current->habits().secondRuns);
    while (stream.next())
        ++count;
    QCOMPARE(count == 1'000, current->habits().streamSurvives);
    QVERIFY(second.exec(u"SELECT 1"_s));
}

void TestDriverStreams::streamIsDropped()
{
    DriverLab *current = lab();
    QVERIFY(current);
    QSqlQuery query(database());
    query.setForwardOnly(true);
    QVERIFY(query.exec(rows(current->habits(), 300'000, 1'000)));
    QVERIFY(query.next());
    query.finish();
    QVERIFY(query.exec(u"SELECT 5"_s) && query.next());
    QCOMPARE(query.value(0).toInt(), 5);
}

void TestDriverStreams::boundEndsAStatement()
{
    DriverLab *current = lab();
    QVERIFY(current);
    QSqlQuery query(database());
    QVERIFY(query.exec(current->habits().stopAfter));
    QElapsedTimer clock;
    clock.start();
    QVERIFY(!query.exec(current->habits().endless));
    QVERIFY2(clock.elapsed() < patienceMs, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(query.lastError().nativeErrorCode(), QString(current->habits().tooLong));
    QVERIFY(query.exec(u"SELECT 5"_s) && query.next());
}

void TestDriverStreams::cancelling()
{
    DriverLab *current = lab();
    QVERIFY(current);
    QSqlDriver *driver = database().driver();
    QCOMPARE(driver->hasFeature(QSqlDriver::CancelQuery), current->habits().cancels);
    if (!current->habits().cancels) {
        QVERIFY(!driver->cancelQuery());
        return;
    }
    std::atomic<bool> isOver = false;
    auto cancelled = std::async(std::launch::async, [driver, &isOver] {
        while (!isOver && !driver->cancelQuery())
            QThread::yieldCurrentThread();
    });
    QSqlQuery query(database());
    QVERIFY(!query.exec(current->habits().endless));
    isOver = true;
    cancelled.wait();
    QCOMPARE(query.lastError().nativeErrorCode(), u"1317"_s);
    QVERIFY(query.exec(u"SELECT 5"_s) && query.next());
    QCOMPARE(query.value(0).toInt(), 5);
}

void TestDriverStreams::killedServer()
{
    DriverLab *current = lab();
    QVERIFY(current);
    {
        QSqlQuery query(database());
        QVERIFY(query.exec(u"SELECT 5"_s));
    }
    current->server()->kill();
    QSqlQuery query(database());
    QVERIFY(!query.exec(u"SELECT 5"_s));
    if (current->habits().name == "MariaDB"_L1) {
        QCOMPARE(query.lastError().type(), QSqlError::ConnectionError);
        QVERIFY(query.lastError().nativeErrorCode() == "2006"_L1
            || query.lastError().nativeErrorCode() == "2013"_L1);
        QVERIFY(!query.exec(u"SELECT 5"_s));
        QCOMPARE(query.lastError().nativeErrorCode(), u"2006"_s);
    } else {
        // The second failure has no text and no code at all.
        QVERIFY(!query.exec(u"SELECT 5"_s));
        QVERIFY(query.lastError().nativeErrorCode().isEmpty());
    }
    query = QSqlQuery();
    QSqlDatabase reopened = database();
    QVERIFY(!reopened.open());
    QCOMPARE(reopened.lastError().type(), QSqlError::ConnectionError);
    QVERIFY(current->server()->start());
    QVERIFY(reopened.open());
    QSqlQuery again(reopened);
    QVERIFY(again.exec(u"SELECT 5"_s) && again.next());
}

void TestDriverStreams::killedServerInAStream()
{
    DriverLab *current = lab();
    QVERIFY(current);
    {
        QSqlQuery query(database());
        query.setForwardOnly(true);
        QVERIFY(query.exec(rows(current->habits(), 1'000'000, 1'000)));
        for (int i = 0; i < 10; ++i)
            QVERIFY(query.next());
        current->server()->kill();
        int count = 10;
        while (query.next())
            ++count;
        QVERIFY(count < 1'000'000);
        // The only sign that this was not the end.
        QVERIFY(query.lastError().isValid());
        QCOMPARE(query.lastError().nativeErrorCode(), QString(current->habits().lost));
    }
    QVERIFY(current->server()->start());
}

QTEST_GUILESS_MAIN(TestDriverStreams)
#include "tst_driverstreams.moc"
