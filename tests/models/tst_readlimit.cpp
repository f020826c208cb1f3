// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"
#include "grid/windowread.h"
#include "schemafile.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// How long a read may take follows from the connection's limits and from what is read.
class TestReadLimit : public QObject {
    Q_OBJECT

private slots:
    void rowsHaveTheShortestLimit_data();
    void rowsHaveTheShortestLimit();
    void fileKeepsToTheLimitOfItsConnection();
};

void TestReadLimit::rowsHaveTheShortestLimit_data()
{
    QTest::addColumn<int>("statement"); // s
    QTest::addColumn<int>("gentle"); // ms
    QTest::addColumn<QString>("storage");
    QTest::addColumn<int>("limit"); // ms
    QTest::newRow("usual") << 30 << 0 << u"InnoDB"_s << 30'000;
    QTest::newRow("long") << 90 << 0 << QString() << 90'000;
    QTest::newRow("gentle") << 30 << 500 << QString() << 500;
    QTest::newRow("readers stop writers") << 30 << 0 << u"MyISAM"_s << 2'000;
    QTest::newRow("readers stop writers, gentle") << 30 << 500 << u"MyISAM"_s << 500;
    QTest::newRow("shorter than gentle") << 1 << 5'000 << u"MyISAM"_s << 1'000;
}

void TestReadLimit::rowsHaveTheShortestLimit()
{
    QFETCH(int, statement);
    QFETCH(int, gentle);
    QFETCH(QString, storage);
    QFETCH(int, limit);
    ConnectionSpec spec;
    spec.limits.statement = std::chrono::seconds(statement);
    spec.gentleLimit = std::chrono::milliseconds(gentle);
    TableInfo table;
    table.storage = storage;
    QCOMPARE(readLimitOf(spec, table).time.value_or(0ms), std::chrono::milliseconds(limit));
}

void TestReadLimit::fileKeepsToTheLimitOfItsConnection()
{
    const SchemaFile file(u"CREATE TABLE one (a int);"_s);
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    ConnectionSpec spec;
    spec.url = {u"sqlite"_s, file.path()};
    spec.limits.statement = 1s;
    const auto connection = openConnection(spec);
    QVERIFY(connection);
    const auto rows = (*connection)
                          ->select({u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                                    "LIMIT 400000000) SELECT max(i) FROM n"_s,
                              {}});
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::TimedOut);
}

QTEST_GUILESS_MAIN(TestReadLimit)
#include "tst_readlimit.moc"
