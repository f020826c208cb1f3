// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"
#include "grid/rowfilter.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;

namespace {

ColumnInfo column(
    const QString &name, ColumnKind kind, Meaning meaning = Meaning::Plain, bool identity = false)
{
    ColumnInfo info;
    info.name = name;
    info.kind = kind;
    info.meaning = meaning;
    info.identity = identity;
    info.known = true;
    return info;
}

/// The columns of the file that initTestCase() writes, odd names among them.
TableInfo subscriptions()
{
    TableInfo table;
    table.role = TableRole::ActiveWatchers;
    table.name = u"active_watchers"_s;
    table.present = true;
    table.family = Family::Kamailio;
    table.generation = u"K53"_s;
    table.columns = {column(u"id"_s, ColumnKind::Integer),
        column(u"watcher_username"_s, ColumnKind::Text, Meaning::Plain, true),
        column(u"watcher_domain"_s, ColumnKind::Text, Meaning::Plain, true),
        column(u"expires"_s, ColumnKind::Integer, Meaning::Expiry),
        column(u"status"_s, ColumnKind::Integer, Meaning::Status), column(u"reason"_s, ColumnKind::Text),
        column(u"body"_s, ColumnKind::Binary, Meaning::Document), column(u"score"_s, ColumnKind::Real),
        column(u"odd \"name"_s, ColumnKind::Text), column(u"odd"_s, ColumnKind::Text)};
    return table;
}

DecodeContext context()
{
    DecodeContext decoding;
    decoding.family = Family::Kamailio;
    decoding.generation = u"K53"_s;
    decoding.role = TableRole::ActiveWatchers;
    decoding.now = 1000;
    return decoding;
}

constexpr std::array rows {
    "1, 'alice', 'example.com', 900, 1, NULL, x'3c703e', 0.5, 'a', 'x'",
    "2, 'bob', 'example.com', 1200, 2, '', CAST('<p>100%</p>' AS BLOB), 1.5, 'b c', 'x'",
    "3, 'car_ol', 'example.org', 1500, 2, 'rejected', 'text <p>', 2.0, 'it''s', 'y'",
    "4, 'carxol', 'example.org', -1, 3, 'timeout', x'ff00', NULL, '100%!', 'y,z'",
    "5, 'dave', 'example.net', 0, 1, 'O''Hara; --', x'', 3, NULL, 'status = 1'",
};

} // namespace

/// Every operator is walked against a real file: what matters is which rows the database gives back.
class TestRowFilter : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyOperatorSelectsItsRows_data();
    void everyOperatorSelectsItsRows();
    void everyOperatorIsReadByItsWord();
    void everyOperatorRunsOnEveryColumn();
    void severalConditionsAllHold();
    void freeTextSearchesIdentityColumns_data();
    void freeTextSearchesIdentityColumns();
    void freeTextWithoutIdentitySearchesAllText();
    void valuesNeverBecomePartOfTheStatement();
    void anEmptyFilterIsAnEmptyClause();
    void anUnknownColumnIsAUsageErrorThatListsTheColumns();
    void tooLongFreeTextIsRefused();
    void wrongConditionsSayWhatIsAccepted_data();
    void wrongConditionsSayWhatIsAccepted();
    void conditionsAreReadIntoStoredValues();
    void operatorsForAColumnFitItsKind_data();
    void operatorsForAColumnFitItsKind();

private:
    Result<QList<int>> idsOf(const RowFilter &filter, const TableInfo &table = subscriptions());

    QTemporaryDir m_folder;
    std::unique_ptr<Connection> m_connection;
};

void TestRowFilter::initTestCase()
{
    const QString path = m_folder.filePath(u"rows.sqlite"_s);
    {
        QSqlDatabase file = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"make"_s);
        file.setDatabaseName(path);
        QVERIFY(file.open());
        QSqlQuery query(file);
        QVERIFY2(
            query.exec(u"CREATE TABLE active_watchers (id INTEGER PRIMARY KEY, watcher_username TEXT, "
                       "watcher_domain TEXT, expires INT, status INT, reason TEXT, body BLOB, score REAL, "
                       "\"odd \"\"name\" TEXT, odd TEXT)"_s),
            qPrintable(query.lastError().text()));
        for (const char *row : rows)
            QVERIFY2(query.exec(u"INSERT INTO active_watchers VALUES (%1)"_s.arg(QString::fromLatin1(row))),
                qPrintable(query.lastError().text()));
    }
    QSqlDatabase::removeDatabase(u"make"_s);
    auto opened = openConnection({u"sqlite"_s, path});
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
    const Result<Condition> condition = parseCondition(text, subscriptions(), context());
    QVERIFY2(condition, qPrintable(condition ? QString() : condition.error().message));
    const Result<QList<int>> found = idsOf({{*condition}, {}});
    QVERIFY2(found, qPrintable(found ? QString() : found.error().message + found.error().detail));
    QCOMPARE(*found, ids);
}

void TestRowFilter::everyOperatorIsReadByItsWord()
{
    for (const FilterOpSpec &spec : filterOps()) {
        QVERIFY2(qstrlen(spec.label) > 0, spec.word);
        const QString value = spec.takesValue ? u"2"_s : QString();
        const QString text = u"id %1 %2"_s.arg(QString::fromLatin1(spec.word), value);
        const Result<Condition> condition = parseCondition(text, subscriptions(), context());
        QVERIFY2(condition, spec.word);
        QCOMPARE(condition->op, spec.op);
        QCOMPARE(condition->values.size(), spec.takesValue ? 1 : 0);
    }
}

void TestRowFilter::everyOperatorRunsOnEveryColumn()
{
    for (const ColumnInfo &each : subscriptions().columns)
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
    TableInfo table = subscriptions();
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
        const Result<Statement> where = whereClause(
            {{{u"reason"_s, spec.op, {canary}}}, canary}, subscriptions(), m_connection->dialect());
        QVERIFY(where);
        QVERIFY2(!where->sql.contains(u"canary"_s), spec.word);
        QCOMPARE(where->sql.count(u'?'), where->values.size());
    }
}

void TestRowFilter::anEmptyFilterIsAnEmptyClause()
{
    const Result<Statement> where = whereClause({}, subscriptions(), m_connection->dialect());
    QVERIFY(where);
    QVERIFY(where->sql.isEmpty());
    QVERIFY(where->values.isEmpty());
}

void TestRowFilter::anUnknownColumnIsAUsageErrorThatListsTheColumns()
{
    const Result<Statement> where =
        whereClause({{{u"nope"_s, FilterOp::Null, {}}}, {}}, subscriptions(), m_connection->dialect());
    QVERIFY(!where);
    QCOMPARE(where.error().fault, Fault::Usage);
    QVERIFY(where.error().message.contains(u"watcher_username"_s));
}

void TestRowFilter::tooLongFreeTextIsRefused()
{
    const Result<Statement> where =
        whereClause({{}, QString(2000, u'a')}, subscriptions(), m_connection->dialect());
    QVERIFY(!where);
    QCOMPARE(where.error().fault, Fault::Usage);
}

void TestRowFilter::wrongConditionsSayWhatIsAccepted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("hint");
    QTest::newRow("nothing") << u""_s << u"watcher_username"_s;
    QTest::newRow("unknown column") << u"nope = 1"_s << u"watcher_username"_s;
    QTest::newRow("beginning of a column") << u"watcher = 1"_s << u"watcher_username"_s;
    QTest::newRow("unknown quoted column") << u"\"nope\" = 1"_s << u"watcher_username"_s;
    QTest::newRow("no operator") << u"status"_s << u"contains"_s;
    QTest::newRow("unknown word") << u"status like 1"_s << u"contains"_s;
    QTest::newRow("unknown symbol") << u"status ~ 1"_s << u"contains"_s;
    QTest::newRow("two equal signs") << u"status == 1"_s << u"contains"_s;
    QTest::newRow("angle brackets") << u"status<>1"_s << u"contains"_s;
    QTest::newRow("missing value") << u"status ="_s << u"VALUE"_s;
    QTest::newRow("missing list") << u"status in"_s << u"VALUE"_s;
    QTest::newRow("value behind null") << u"reason null 1"_s << u"no value"_s;
    QTest::newRow("unknown status word") << u"status = asleep"_s << u"pending"_s;
    QTest::newRow("unknown status word in a list") << u"status in active,asleep"_s << u"pending"_s;
    QTest::newRow("no number") << u"id = many"_s << u"number"_s;
    QTest::newRow("no real") << u"score < high"_s << u"number"_s;
    QTest::newRow("no time") << u"expires < soon"_s << u"now"_s;
}

void TestRowFilter::wrongConditionsSayWhatIsAccepted()
{
    QFETCH(QString, text);
    QFETCH(QString, hint);
    const Result<Condition> condition = parseCondition(text, subscriptions(), context());
    QVERIFY(!condition);
    QCOMPARE(condition.error().fault, Fault::Usage);
    QVERIFY2(condition.error().message.contains(hint), qPrintable(condition.error().message));
}

void TestRowFilter::conditionsAreReadIntoStoredValues()
{
    const auto read = [](const QString &text) {
        const Result<Condition> condition = parseCondition(text, subscriptions(), context());
        return condition ? *condition : Condition {condition.error().message, FilterOp::Null, {}};
    };
    QCOMPARE(read(u"status=active"_s), (Condition {u"status"_s, FilterOp::Equal, {1LL}}));
    QCOMPARE(read(u"expires < now+300"_s), (Condition {u"expires"_s, FilterOp::Less, {1300LL}}));
    QCOMPARE(read(u"reason in a, 'b, c'"_s), (Condition {u"reason"_s, FilterOp::In, {u"a"_s, u"b, c"_s}}));
    QCOMPARE(read(u"  reason   contains   two  words "_s),
        (Condition {u"reason"_s, FilterOp::Contains, {u"two  words"_s}}));
}

void TestRowFilter::operatorsForAColumnFitItsKind_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("without");
    QTest::newRow("text") << u"reason"_s << int(FilterOp::Contains) << -1;
    QTest::newRow("number") << u"id"_s << int(FilterOp::Equal) << int(FilterOp::Contains);
    QTest::newRow("time") << u"expires"_s << int(FilterOp::Less) << int(FilterOp::Contains);
    QTest::newRow("status") << u"status"_s << int(FilterOp::Equal) << int(FilterOp::Less);
    QTest::newRow("document") << u"body"_s << int(FilterOp::Contains) << int(FilterOp::Equal);
}

void TestRowFilter::operatorsForAColumnFitItsKind()
{
    QFETCH(QString, name);
    QFETCH(int, first);
    QFETCH(int, without);
    ColumnInfo info = subscriptions().columns.at(subscriptions().indexOf(name));
    const QList<FilterOp> ops = filterOpsFor(info);
    QCOMPARE(int(ops.first()), first);
    QVERIFY(without < 0 || !ops.contains(FilterOp(without)));
    QVERIFY(ops.contains(FilterOp::Null));
    info.notNull = true;
    QVERIFY(!filterOpsFor(info).contains(FilterOp::Null));
}

QTEST_GUILESS_MAIN(TestRowFilter)
#include "tst_rowfilter.moc"
