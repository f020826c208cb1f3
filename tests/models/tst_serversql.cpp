// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/loadbudget.h"
#include "grid/rowfilter.h"
#include "grid/tablecounts.h"
#include "grid/windowread.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What is said to the servers, judged by its wording; the live tests judge it by its answers.
class TestServerSql : public QObject {
    Q_OBJECT
private slots:
    void tableElsewhereIsNamedWhole();
    void collationIsOnlyAName_data();
    void collationIsOnlyAName();
    void rowsAreNeverComparedOnMariaDb();
    void pagesComeInPiecesOnPostgres();
    void piecesExcludeEachOther();
    void ordersFollowAnIndex_data();
    void ordersFollowAnIndex();
    void jumpsJoinKeys();
    void budgetIsATenth();
    void readsOfMyIsamAreShort();
    void estimatesAreMarked();
};

namespace {
ColumnInfo column(const QString &name, ColumnKind kind, bool notNull = true, const QString &collation = {})
{
    ColumnInfo info;
    info.name = name;
    info.kind = kind;
    info.notNull = notNull;
    info.collation = collation;
    return info;
}

TableInfo subscriptions()
{
    TableInfo table;
    table.name = u"active_watchers"_s;
    table.present = true;
    table.columns = {column(u"id"_s, ColumnKind::Integer),
        column(u"presentity_uri"_s, ColumnKind::Text, true, u"latin1_swedish_ci"_s),
        column(u"event"_s, ColumnKind::Text, true, u"latin1_swedish_ci"_s),
        column(u"status"_s, ColumnKind::Integer), column(u"reason"_s, ColumnKind::Text, false, u"C"_s),
        column(u"callid"_s, ColumnKind::Text, true, u"C"_s)};
    table.indexes = {{u"by_uri"_s, false, {u"presentity_uri"_s, u"event"_s, u"status"_s}},
        {u"pres"_s, false, {u"presentity_uri"_s, u"event"_s}}, {u"by_part"_s, false, {u"status"_s}, false},
        {u"dialog"_s, true, {u"callid"_s, u"event"_s}}, {u"odd"_s, true, {u"reason"_s}}};
    table.keyKind = KeyKind::Columns;
    table.key = {u"id"_s};
    return table;
}

QString orderOf(const Statement &statement)
{
    return statement.sql.section(" ORDER BY "_L1, -1).section(" LIMIT "_L1, 0, 0).remove(u'`');
}
} // namespace

void TestServerSql::tableElsewhereIsNamedWhole()
{
    QCOMPARE(mariaDbDialect.tableName(u"rls"_s, u"a`b"_s), u"`rls`.`a``b`"_s);
    QCOMPARE(mariaDbDialect.tableName({}, u"watchers"_s), u"`watchers`"_s);
    QCOMPARE(postgresDialect.tableName(u"rls"_s, u"a\"b"_s), u"\"rls\".\"a\"\"b\""_s);
}

void TestServerSql::collationIsOnlyAName_data()
{
    QTest::addColumn<QString>("collation");
    QTest::addColumn<QString>("parameter");
    QTest::newRow("latin1") << u"latin1_swedish_ci"_s
                            << u"CONVERT(CAST(? AS BINARY) USING latin1) COLLATE latin1_swedish_ci"_s;
    QTest::newRow("utf8mb4") << u"utf8mb4_uca1400_ai_ci"_s
                             << u"CONVERT(CAST(? AS BINARY) USING utf8mb4) COLLATE utf8mb4_uca1400_ai_ci"_s;
    QTest::newRow("none") << QString() << u"?"_s;
    QTest::newRow("hostile") << u"latin1_x; DROP TABLE t"_s << u"?"_s;
}

void TestServerSql::collationIsOnlyAName()
{
    QFETCH(QString, collation);
    QTEST(mariaDbDialect.textParameter(collation), "parameter");
    QCOMPARE(postgresDialect.textParameter(collation), u"?"_s);
}

void TestServerSql::rowsAreNeverComparedOnMariaDb()
{
    const WindowQuery query(subscriptions(), mariaDbDialect, {}, {u"status"_s, false});
    const Statement page = query.rows({Ask::Kind::After, 600, 0, Anchor {1, 7}, {}});
    QVERIFY2(!page.sql.contains("`status`, `id`) >"_L1), qPrintable(page.sql));
    QVERIFY2(page.sql.contains("`status` >= ?"_L1), qPrintable(page.sql));
    QCOMPARE(page.sql.count(u'?'), page.values.size());
}

void TestServerSql::pagesComeInPiecesOnPostgres()
{
    const WindowQuery query(
        subscriptions(), postgresDialect, {u"\"event\" = ?"_s, {u"dialog"_s}}, {u"presentity_uri"_s, true});
    const Statement page = query.rows({Ask::Kind::After, 600, 0, Anchor {u"sip:a"_s, u"presence"_s, 7}, {}});
    QCOMPARE(page.sql.count(" UNION ALL "_L1), 1);
    QCOMPARE(page.sql.count(" LIMIT 600"_L1), 3);
    QVERIFY2(page.sql.contains("(\"event\", \"id\") < (?, ?)"_L1), qPrintable(page.sql));
    QVERIFY2(page.sql.endsWith(" ORDER BY 2 DESC, 3 DESC, 1 DESC LIMIT 600"_L1), qPrintable(page.sql));
    QCOMPARE(page.sql.count(u'?'), page.values.size());
    // By the key alone there is nothing to split.
    const WindowQuery plain(subscriptions(), postgresDialect);
    QVERIFY(!plain.rows({Ask::Kind::After, 600, 0, Anchor {7}, {}}).sql.contains("UNION"_L1));
}

void TestServerSql::piecesExcludeEachOther()
{
    const WindowQuery query(subscriptions(), postgresDialect, {}, {u"status"_s, false});
    const auto range = [&](int from, int to) {
        return query.rows({Ask::Kind::Range, 2000, 0, Anchor {from, 7}, Anchor {to, 9}}).sql;
    };
    QCOMPARE(range(1, 3).count(" UNION ALL "_L1), 2);
    QVERIFY2(range(1, 3).contains("(\"status\" > ?) AND (\"status\" < ?)"_L1), qPrintable(range(1, 3)));
    // Within equal values it is one range.
    QCOMPARE(range(1, 1).count(" UNION ALL "_L1), 0);
    // NULL comes last, and has a piece of its own.
    const WindowQuery nullable(subscriptions(), postgresDialect, {}, {u"reason"_s, false});
    const QString after = nullable.rows({Ask::Kind::After, 10, 0, Anchor {u"timeout"_s, 7}, {}}).sql;
    QCOMPARE(after.count(" UNION ALL "_L1), 2);
    QVERIFY2(after.contains("WHERE \"reason\" IS NULL"_L1), qPrintable(after));
}

void TestServerSql::ordersFollowAnIndex_data()
{
    QTest::addColumn<QString>("sort");
    QTest::addColumn<QString>("order");
    QTest::newRow("the shortest index") << u"presentity_uri"_s << u"presentity_uri, event, id"_s;
    QTest::newRow("an index that tells all rows apart") << u"callid"_s << u"callid, event"_s;
    QTest::newRow("a unique index with NULLs") << u"reason"_s << u"reason, id"_s;
    QTest::newRow("an index of a part of the rows") << u"status"_s << u"status, id"_s;
    QTest::newRow("no index") << u"event"_s << u"event, id"_s;
    QTest::newRow("the key") << QString() << u"id"_s;
}

void TestServerSql::ordersFollowAnIndex()
{
    QFETCH(QString, sort);
    const WindowQuery query(subscriptions(), mariaDbDialect, {}, {sort, false});
    QTEST(orderOf(query.rows({Ask::Kind::First, 10, 0, {}, {}})), "order");
}

void TestServerSql::jumpsJoinKeys()
{
    TableInfo table = subscriptions();
    table.database = u"rls"_s;
    const WindowQuery query(table, mariaDbDialect, {u"`event` = ?"_s, {u"dialog"_s}}, {});
    const Statement jump = query.rows({Ask::Kind::At, 600, 400'000, {}, {}});
    QVERIFY2(jump.sql.contains("FROM `rls`.`active_watchers` JOIN (SELECT `id` AS `jump 0` FROM "
                               "`rls`.`active_watchers` WHERE `event` = ? ORDER BY `id` LIMIT 600 OFFSET "
                               "400000) AS `jump` ON `id` = `jump 0` ORDER BY `id`"_L1),
        qPrintable(jump.sql));
    QCOMPARE(jump.values, QVariantList {u"dialog"_s});
}

void TestServerSql::budgetIsATenth()
{
    LoadBudget budget;
    QCOMPARE(budget.waitMs(), 0);
    budget.spend(500);
    QVERIFY(budget.waitMs() > 4'000 && budget.waitMs() <= 5'000);
    // A cheap piece of work does not shorten the pause after a dear one.
    budget.spend(1);
    QVERIFY(budget.waitMs() > 4'000);
    budget.spend(10'000'000);
    QVERIFY(budget.waitMs() <= LoadBudget::longestPauseMs);
}

void TestServerSql::readsOfMyIsamAreShort()
{
    TableInfo table = subscriptions();
    ConnectionSpec spec;
    QCOMPARE(readLimitOf(spec, table).time, std::chrono::milliseconds(30'000));
    table.storage = u"MyISAM"_s;
    QCOMPARE(readLimitOf(spec, table).time, std::chrono::milliseconds(2'000));
    spec.limits.statement = std::chrono::seconds(1);
    QCOMPARE(readLimitOf(spec, table).time, std::chrono::milliseconds(1'000));
}

void TestServerSql::estimatesAreMarked()
{
    TableInfo table = subscriptions();
    table.estimatedRows = 979'104;
    const TableCounts counts = estimatedCounts(table);
    QCOMPARE(counts.rows, 979'104);
    QVERIFY(!counts.rowsExact);
    QCOMPARE(counts.expiring, -1);
}

QTEST_GUILESS_MAIN(TestServerSql)
#include "tst_serversql.moc"
