// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"
#include "filtertable.h"
#include "grid/rowfilter.h"
#include "seeddatabase.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// Every operator is walked against a real file: what matters is which rows the database gives back.
class TestRowFilter : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyOperatorSelectsItsRows_data();
    void everyOperatorSelectsItsRows();
    void everyOperatorRunsOnEveryColumn();
    void severalConditionsAllHold();
    void freeTextSearchesIdentityColumns_data();
    void freeTextSearchesIdentityColumns();
    void freeTextWithoutIdentitySearchesAllText();
    void valuesNeverBecomePartOfTheStatement();
    void anEmptyFilterIsAnEmptyClause();
    void anUnknownColumnIsAUsageErrorThatListsTheColumns();
    void tooLongFreeTextIsRefused();

private:
    Result<QList<int>> idsOf(const RowFilter &filter, const TableInfo &table = filterTable());

    QTemporaryDir m_folder;
    std::unique_ptr<Connection> m_connection;
};

void TestRowFilter::initTestCase()
{
    const QString path = m_folder.filePath(u"rows.sqlite"_s);
    QVERIFY(executeSql(path, filterTableSql()));
    auto opened = openConnection({.url = {u"sqlite"_s, path}});
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message));
    m_connection = *std::move(opened);
}

Result<QList<int>> TestRowFilter::idsOf(const RowFilter &filter, const TableInfo &table)
{
    const Result<Statement> where = whereClause(filter, table, m_connection->dialect());
    if (!where)
        return where.error();
    const QString tail = where->sql.isEmpty() ? QString() : u" WHERE "_s + where->sql;
    const Result<RowSet> found =
        m_connection->select({u"SELECT id FROM active_watchers"_s + tail + u" ORDER BY id"_s, where->values});
    if (!found)
        return found.error();
    QList<int> ids;
    for (const QVariantList &row : found->rows)
        ids << row.at(0).toInt();
    return ids;
}

void TestRowFilter::everyOperatorSelectsItsRows_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("ids");

    QTest::newRow("equal text") << u"watcher_username = bob"_s << QList {2};
    QTest::newRow("equal without spaces") << u"watcher_username=bob"_s << QList {2};
    QTest::newRow("equal number") << u"id = 3"_s << QList {3};
    QTest::newRow("equal real") << u"score = 1.5"_s << QList {2};
    QTest::newRow("equal whole real") << u"score=2"_s << QList {3};
    QTest::newRow("equal status word") << u"status = pending"_s << QList {2, 3};
    QTest::newRow("equal status number") << u"status = 2"_s << QList {2, 3};
    QTest::newRow("equal status word, no spaces") << u"status=terminated"_s << QList {4};
    QTest::newRow("equal empty text") << u"reason = ''"_s << QList {2};
    QTest::newRow("equal text with an apostrophe") << u"reason = O'Hara; --"_s << QList {5};
    QTest::newRow("equal quoted with a doubled quote") << u"reason = 'O''Hara; --'"_s << QList {5};
    QTest::newRow("equal bytes that are text") << u"body = <p>"_s << QList {1};
    QTest::newRow("equal column with a quote and a space") << u"odd \"name = b c"_s << QList {2};
    QTest::newRow("equal quoted column") << u"\"odd \"\"name\" = 'b c'"_s << QList {2};
    QTest::newRow("shorter of two names") << u"odd = x"_s << QList {1, 2};
    QTest::newRow("column in capitals") << u"STATUS = 1"_s << QList {1, 5};
    QTest::newRow("value that looks like a condition") << u"odd = status = 1"_s << QList {5};
    QTest::newRow("not equal keeps NULL") << u"reason != rejected"_s << QList {1, 2, 4, 5};
    QTest::newRow("not equal status") << u"status!=pending"_s << QList {1, 4, 5};
    QTest::newRow("less") << u"expires < 1200"_s << QList {1, 4, 5};
    QTest::newRow("less than a time") << u"expires<now+300"_s << QList {1, 2, 4, 5};
    QTest::newRow("less or equal") << u"expires <= 1200"_s << QList {1, 2, 4, 5};
    QTest::newRow("greater") << u"expires>1200"_s << QList {3};
    QTest::newRow("greater or equal") << u"expires >= now+200"_s << QList {2, 3};
    QTest::newRow("greater, negative") << u"expires > -1"_s << QList {1, 2, 3, 5};
    QTest::newRow("less, text") << u"watcher_username < b"_s << QList {1};
    QTest::newRow("contains") << u"watcher_domain contains ample.o"_s << QList {3, 4};
    QTest::newRow("contains an underscore") << u"watcher_username contains r_o"_s << QList {3};
    QTest::newRow("contains a percent sign and the escape") << u"odd \"name contains %!"_s << QList {4};
    QTest::newRow("contains in bytes and text") << u"body contains <p>"_s << QList {1, 2, 3};
    QTest::newRow("contains a percent sign in bytes") << u"body contains 0%<"_s << QList {2};
    QTest::newRow("contains digits of a number") << u"expires contains 50"_s << QList {3};
    QTest::newRow("starts") << u"watcher_username starts car"_s << QList {3, 4};
    QTest::newRow("starts with an underscore") << u"watcher_username starts car_"_s << QList {3};
    QTest::newRow("ends") << u"watcher_domain ends .net"_s << QList {5};
    QTest::newRow("ends, operator in capitals") << u"watcher_domain ENDS .com"_s << QList {1, 2};
    QTest::newRow("in") << u"id in 1,3 , 5"_s << QList {1, 3, 5};
    QTest::newRow("in, status words") << u"status in pending, terminated"_s << QList {2, 3, 4};
    QTest::newRow("in, quoted comma") << u"odd in 'y,z', x"_s << QList {1, 2, 4};
    QTest::newRow("in, empty text") << u"reason in '',timeout"_s << QList {2, 4};
    QTest::newRow("null") << u"reason null"_s << QList {1};
    QTest::newRow("null, odd column") << u"odd \"name null"_s << QList {5};
    QTest::newRow("equal NULL") << u"reason = NULL"_s << QList {1};
    QTest::newRow("not equal NULL") << u"reason != NULL"_s << QList {2, 3, 4, 5};
    QTest::newRow("the text NULL") << u"reason = 'NULL'"_s << QList<int>();
    QTest::newRow("notnull") << u"score notnull"_s << QList {1, 2, 3, 5};
}

void TestRowFilter::everyOperatorSelectsItsRows()
{
    QFETCH(QString, text);
    QFETCH(QList<int>, ids);
    const Result<Condition> condition = parseCondition(text, filterTable(), filterContext());
    QVERIFY2(condition, qPrintable(condition ? QString() : condition.error().message));
    const Result<QList<int>> found = idsOf({{*condition}, {}});
    QVERIFY2(found, qPrintable(found ? QString() : found.error().message + found.error().detail));
    QCOMPARE(*found, ids);
}

void TestRowFilter::everyOperatorRunsOnEveryColumn()
{
    for (const ColumnInfo &each : filterTable().columns)
        for (const FilterOpSpec &spec : filterOps()) {
            const Condition condition {
                each.name, spec.op, spec.takesValue ? QVariantList {1} : QVariantList()};
            const Result<QList<int>> found = idsOf({{condition}, u"x"_s});
            QVERIFY2(found, qPrintable(each.name + u' ' + QString::fromLatin1(spec.word)));
        }
}

void TestRowFilter::severalConditionsAllHold()
{
    const RowFilter filter {
        {{u"status"_s, FilterOp::Equal, {2}}, {u"expires"_s, FilterOp::Greater, {1200}}}, {}};
    const Result<QList<int>> found = idsOf(filter);
    QVERIFY(found);
    QCOMPARE(*found, QList {3});
}

void TestRowFilter::freeTextSearchesIdentityColumns_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("ids");
    QTest::newRow("part of a user") << u"ali"_s << QList {1};
    QTest::newRow("part of a domain") << u"example.o"_s << QList {3, 4};
    QTest::newRow("other columns are not searched") << u"rejected"_s << QList<int>();
    QTest::newRow("underscore is no wildcard") << u"r_o"_s << QList {3};
    QTest::newRow("address over two columns") << u"bob@example.com"_s << QList {2};
    QTest::newRow("address with its scheme") << u"sip:bob@example"_s << QList {2};
    QTest::newRow("address of nobody") << u"sip:bob@example.org"_s << QList<int>();
    QTest::newRow("an attack") << u"' OR 1=1 --"_s << QList<int>();
}

void TestRowFilter::freeTextSearchesIdentityColumns()
{
    QFETCH(QString, text);
    QFETCH(QList<int>, ids);
    const Result<QList<int>> found = idsOf({{}, text});
    QVERIFY(found);
    QCOMPARE(*found, ids);
}

void TestRowFilter::freeTextWithoutIdentitySearchesAllText()
{
    TableInfo table = filterTable();
    for (ColumnInfo &each : table.columns)
        each.identity = false;
    const Result<QList<int>> found = idsOf({{}, u"rejected"_s}, table);
    QVERIFY(found);
    QCOMPARE(*found, QList {3});
}

void TestRowFilter::valuesNeverBecomePartOfTheStatement()
{
    const QString canary = u"canary'\"; DROP TABLE x"_s;
    for (const FilterOpSpec &spec : filterOps()) {
        const Result<Statement> where =
            whereClause({{{u"reason"_s, spec.op, {canary}}}, canary}, filterTable(), m_connection->dialect());
        QVERIFY(where);
        QVERIFY2(!where->sql.contains(u"canary"_s), spec.word);
        QCOMPARE(where->sql.count(u'?'), where->values.size());
    }
}

void TestRowFilter::anEmptyFilterIsAnEmptyClause()
{
    const Result<Statement> where = whereClause({}, filterTable(), m_connection->dialect());
    QVERIFY(where);
    QVERIFY(where->sql.isEmpty());
    QVERIFY(where->values.isEmpty());
}

void TestRowFilter::anUnknownColumnIsAUsageErrorThatListsTheColumns()
{
    const Result<Statement> where =
        whereClause({{{u"nope"_s, FilterOp::Null, {}}}, {}}, filterTable(), m_connection->dialect());
    QVERIFY(!where);
    QCOMPARE(where.error().fault, Fault::Usage);
    QVERIFY(where.error().message.contains(u"watcher_username"_s));
}

void TestRowFilter::tooLongFreeTextIsRefused()
{
    const Result<Statement> where =
        whereClause({{}, QString(2000, u'a')}, filterTable(), m_connection->dialect());
    QVERIFY(!where);
    QCOMPARE(where.error().fault, Fault::Usage);
}

QTEST_GUILESS_MAIN(TestRowFilter)
#include "tst_rowfilter.moc"
