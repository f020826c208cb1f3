// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/rowfilter.h"
#include "grid/windowquery.h"
#include "schemafile.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int rowCount = 90;
const QString oddName = u"odd \"name; --"_s;

ColumnInfo column(const QString &name, ColumnKind kind, bool notNull, Meaning meaning = Meaning::Plain)
{
    return {name, {}, kind, 0, notNull, true, false, meaning};
}

/// NULLs, mixed types, a document and a name that needs quoting; @p key are the key columns, none for
/// SQLite's row number.
TableInfo tableWithKey(const QStringList &key, KeyKind kind = KeyKind::Columns)
{
    TableInfo table;
    table.role = TableRole::ActiveWatchers;
    table.name = u"odd \"table"_s;
    table.present = true;
    table.columns = {column(u"a"_s, ColumnKind::Text, true), column(u"b"_s, ColumnKind::Text, true),
        column(u"n"_s, ColumnKind::Integer, true), column(u"note"_s, ColumnKind::Text, false),
        column(u"mixed"_s, ColumnKind::Text, false),
        column(u"body"_s, ColumnKind::Binary, false, Meaning::Document),
        column(oddName, ColumnKind::Integer, false)};
    table.keyKind = kind;
    table.key = key;
    return table;
}

QString tableSql()
{
    QRandomGenerator random(3);
    QString sql =
        uR"(CREATE TABLE "odd ""table" (a TEXT NOT NULL, b TEXT NOT NULL, n INTEGER NOT NULL, note TEXT,
        mixed, body BLOB, "odd ""name; --" INTEGER);)"_s;
    const QStringList mixed {
        u"NULL"_s, u"7"_s, u"-3"_s, u"2.5"_s, u"'7'"_s, u"'x'"_s, u"'X'"_s, u"''"_s, u"x'07'"_s};
    for (int i = 0; i < rowCount; ++i)
        sql += uR"(INSERT INTO "odd ""table" VALUES ('user%1', 'tag%2', %3, %4, %5, %6, %7);)"_s
                   .arg(random.bounded(9))
                   .arg(i * 37 % rowCount)
                   .arg(random.bounded(12))
                   .arg(random.bounded(3) ? u"'note %1'"_s.arg(random.bounded(6)) : u"NULL"_s)
                   .arg(mixed.at(random.bounded(mixed.size())))
                   .arg(random.bounded(5) ? u"zeroblob(%1)"_s.arg(random.bounded(8)) : u"NULL"_s)
                   .arg(random.bounded(4) ? QString::number(random.bounded(5)) : u"NULL"_s);
    return sql;
}

/// How SQLite orders storage classes.
int classOf(const QVariant &value)
{
    if (value.isNull())
        return 0;
    switch (value.userType()) {
    case QMetaType::LongLong:
    case QMetaType::Double:
        return 1;
    case QMetaType::QString:
        return 2;
    default:
        return 3;
    }
}

bool isLess(const QVariant &a, const QVariant &b)
{
    if (classOf(a) != classOf(b))
        return classOf(a) < classOf(b);
    switch (classOf(a)) {
    case 0:
        return false;
    case 1:
        return a.toDouble() < b.toDouble();
    case 2:
        return a.toString().toUtf8() < b.toString().toUtf8();
    default:
        return a.toByteArray() < b.toByteArray();
    }
}

bool isLess(const QVariantList &a, const QVariantList &b)
{
    for (qsizetype i = 0; i < a.size(); ++i) {
        if (isLess(a.at(i), b.at(i)))
            return true;
        if (isLess(b.at(i), a.at(i)))
            return false;
    }
    return false;
}
} // namespace

/// Every way of asking, against the same rows sorted and cut in memory.
class TestWindowQuery : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyAskGivesItsRows_data() { everyOrder(); }
    void everyAskGivesItsRows();
    void countAndRank_data() { everyOrder(); }
    void countAndRank();
    void walkingByPagesMeetsEveryRowOnce_data() { everyOrder(); }
    void walkingByPagesMeetsEveryRowOnce();
    void existingTellsWhichRowsAreStillThere();
    void wholeRowsAreCutAtTheWantedLength();
    void withoutAKeyRowsAreKnownByTheirPlace();
    void valuesAreBound();

private:
    static void everyOrder();
    WindowQuery query() const;
    QList<RowKey> truth(const WindowQuery &query);
    QList<GridRow> read(const WindowQuery &query, const Ask &ask);
    QList<RowKey> keysOf(const WindowQuery &query, const Ask &ask);

    std::unique_ptr<SchemaFile> m_file;
};

void TestWindowQuery::initTestCase()
{
    m_file = std::make_unique<SchemaFile>(tableSql());
    QVERIFY2(m_file->isValid(), qPrintable(m_file->error()));
}

void TestWindowQuery::everyOrder()
{
    QTest::addColumn<QStringList>("key");
    QTest::addColumn<QString>("sort");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<bool>("filtered");
    for (const QStringList &key : {QStringList {u"a"_s, u"b"_s}, {u"b"_s}, {u"rowid"_s}})
        for (const QString &sort : {u""_s, u"a"_s, u"n"_s, u"note"_s, u"mixed"_s, u"body"_s, oddName})
            for (const bool descending : {false, true})
                for (const bool filtered : {false, true})
                    QTest::addRow("key %s, by %s%s%s", qPrintable(key.join(u'+')),
                        sort.isEmpty() ? "key" : qPrintable(sort), descending ? " descending" : "",
                        filtered ? ", filtered" : "")
                        << key << sort << descending << filtered;
}

WindowQuery TestWindowQuery::query() const
{
    QFETCH(QStringList, key);
    QFETCH(QString, sort);
    QFETCH(bool, descending);
    QFETCH(bool, filtered);
    const TableInfo table =
        tableWithKey(key, key == QStringList {u"rowid"_s} ? KeyKind::Rowid : KeyKind::Columns);
    const Dialect &dialect = m_file->connection().dialect();
    const RowFilter filter {
        {{u"n"_s, FilterOp::Greater, {4}}, {u"a"_s, FilterOp::NotEqual, {u"user3"_s}}}, {}};
    const auto where = whereClause(filtered ? filter : RowFilter(), table, dialect);
    return WindowQuery(table, dialect, *where, {sort, descending});
}

/// Keys of all rows in order, worked out here.
QList<RowKey> TestWindowQuery::truth(const WindowQuery &)
{
    QFETCH(QStringList, key);
    QFETCH(QString, sort);
    QFETCH(bool, descending);
    QFETCH(bool, filtered);
    const auto all =
        m_file->connection().select({uR"(SELECT a, b, n, note, mixed, length(body), "odd ""name; --", rowid
            FROM "odd ""table")"_s,
            {}});
    const QStringList names {u"a"_s, u"b"_s, u"n"_s, u"note"_s, u"mixed"_s, u"body"_s, oddName, u"rowid"_s};
    QList<std::pair<QVariantList, RowKey>> rows;
    for (const QVariantList &cells : all->rows) {
        if (filtered && (cells.at(2).toInt() <= 4 || cells.at(0) == u"user3"_s))
            continue;
        QVariantList values;
        for (const QString &name : key)
            values.append(cells.at(names.indexOf(name)));
        QVariantList order = values;
        if (!sort.isEmpty())
            order.prepend(cells.at(names.indexOf(sort)));
        rows.append({order, encodeKey(values)});
    }
    std::sort(
        rows.begin(), rows.end(), [](const auto &a, const auto &b) { return isLess(a.first, b.first); });
    if (descending)
        std::reverse(rows.begin(), rows.end());
    QList<RowKey> keys;
    for (const auto &row : rows)
        keys.append(row.second);
    return keys;
}

QList<GridRow> TestWindowQuery::read(const WindowQuery &query, const Ask &ask)
{
    const Statement statement = query.rows(ask);
    const auto rows = m_file->connection().select(statement);
    if (!rows)
        qWarning("%s in %s", qPrintable(rows.error().detail), qPrintable(statement.sql));
    return rows ? query.rowsOf(*rows, ask) : QList<GridRow>();
}

QList<RowKey> TestWindowQuery::keysOf(const WindowQuery &query, const Ask &ask)
{
    QList<RowKey> keys;
    for (const GridRow &row : read(query, ask))
        keys.append(row.key);
    return keys;
}

void TestWindowQuery::everyAskGivesItsRows()
{
    const WindowQuery asked = query();
    const QList<RowKey> all = truth(asked);
    const int count = static_cast<int>(all.size());
    QVERIFY(count > 20);
    const QList<GridRow> rows = read(asked, {Ask::Kind::First, rowCount, 0, {}, {}});
    using Kind = Ask::Kind;
    for (const int limit : {1, 7, rowCount}) {
        QCOMPARE(keysOf(asked, {Kind::First, limit, 0, {}, {}}), all.mid(0, limit));
        QCOMPARE(keysOf(asked, {Kind::Last, limit, 0, {}, {}}), all.last(std::min(limit, count)));
        for (const int offset : {0, 1, count / 2, count - 1, count, count + 5}) {
            QCOMPARE(keysOf(asked, {Kind::At, limit, offset, {}, {}}), all.mid(offset, limit));
            const int end = std::max(0, count - offset);
            QCOMPARE(keysOf(asked, {Kind::AtFromEnd, limit, offset, {}, {}}),
                all.mid(std::max(0, end - limit), std::min(limit, end)));
        }
    }
    for (int i = 0; i < count; i += 3) {
        const Anchor anchor = asked.anchorOf(rows.at(i));
        QCOMPARE(keysOf(asked, {Kind::After, 9, 0, anchor, {}}), all.mid(i + 1, 9));
        QCOMPARE(
            keysOf(asked, {Kind::Before, 9, 0, anchor, {}}), all.mid(std::max(0, i - 9), std::min(i, 9)));
        QCOMPARE(keysOf(asked, {Kind::Range, rowCount, 0, anchor, {}}), all.mid(i));
        QCOMPARE(keysOf(asked, {Kind::Range, rowCount, 0, {}, anchor}), all.mid(0, i + 1));
        const int last = std::min(i + 11, count - 1);
        QCOMPARE(keysOf(asked, {Kind::Range, rowCount, 0, anchor, asked.anchorOf(rows.at(last))}),
            all.mid(i, last - i + 1));
    }
}

void TestWindowQuery::countAndRank()
{
    const WindowQuery asked = query();
    const QList<GridRow> rows = read(asked, {Ask::Kind::First, rowCount, 0, {}, {}});
    const auto number = [this](const Statement &statement) {
        const auto answer = m_file->connection().select(statement);
        return answer ? answer->rows.value(0).value(0).toLongLong() : -1;
    };
    QCOMPARE(number(asked.count()), rows.size());
    for (int i = 0; i < rows.size(); ++i)
        QCOMPARE(number(asked.rank(asked.anchorOf(rows.at(i)))), i);
}

void TestWindowQuery::walkingByPagesMeetsEveryRowOnce()
{
    const WindowQuery asked = query();
    const QList<RowKey> all = truth(asked);
    QList<RowKey> down;
    QList<GridRow> page = read(asked, {Ask::Kind::First, 8, 0, {}, {}});
    for (; !page.isEmpty();
         page = read(asked, {Ask::Kind::After, 8, 0, asked.anchorOf(page.constLast()), {}}))
        for (const GridRow &row : page)
            down.append(row.key);
    QCOMPARE(down, all);
    QList<RowKey> up;
    page = read(asked, {Ask::Kind::Last, 8, 0, {}, {}});
    for (; !page.isEmpty();
         page = read(asked, {Ask::Kind::Before, 8, 0, asked.anchorOf(page.constFirst()), {}}))
        for (auto row = page.crbegin(); row != page.crend(); ++row)
            up.prepend(row->key);
    QCOMPARE(up, all);
}

void TestWindowQuery::existingTellsWhichRowsAreStillThere()
{
    SchemaFile file(tableSql());
    for (const QStringList &key : {QStringList {u"a"_s, u"b"_s}, {u"b"_s}}) {
        // A filter does not matter: a row that left it still exists.
        const WindowQuery asked(tableWithKey(key), file.connection().dialect(), {u"n > ?"_s, {100}});
        const WindowQuery open(tableWithKey(key), file.connection().dialect());
        const Ask first {Ask::Kind::First, 10, 0, {}, {}};
        const QList<GridRow> rows = open.rowsOf(*file.connection().select(open.rows(first)), first);
        QVERIFY(file.run(
            uR"(DELETE FROM "odd ""table" WHERE b = '%1')"_s.arg(rows.at(4).cells.at(1).toString())));
        const auto answer = file.connection().select(asked.existing(rows));
        QVERIFY(answer);
        QList<RowKey> keys = asked.keysOfExisting(*answer);
        QCOMPARE(keys.size(), 9);
        QVERIFY(!keys.contains(rows.at(4).key));
        for (const RowKey &known : keys)
            QVERIFY(std::any_of(
                rows.begin(), rows.end(), [&known](const GridRow &row) { return row.key == known; }));
    }
}

void TestWindowQuery::wholeRowsAreCutAtTheWantedLength()
{
    SchemaFile file(tableSql());
    QVERIFY(file.run(uR"(UPDATE "odd ""table" SET body = zeroblob(50000))"_s));
    const WindowQuery asked(tableWithKey({u"a"_s, u"b"_s}), file.connection().dialect());
    const Ask ask {Ask::Kind::First, 1, 0, {}, {}};
    const QList<GridRow> rows = asked.rowsOf(*file.connection().select(asked.rows(ask)), ask);
    QCOMPARE(rows.constFirst().cells.at(5).toByteArray().size(), WindowQuery::documentHead);
    QCOMPARE(rows.constFirst().cells.at(asked.sizeCellOf(5)).toInt(), 50'000);
    QCOMPARE(asked.sizeCellOf(0), -1);
    for (const int most : {10, 50'000, 1'000'000}) {
        const auto whole = file.connection().select(asked.wholeRow(rows.constFirst(), most));
        QVERIFY(whole);
        QCOMPARE(whole->rows.size(), 1);
        QCOMPARE(whole->rows.constFirst().at(5).toByteArray().size(), std::min(most, 50'000));
    }
}

void TestWindowQuery::withoutAKeyRowsAreKnownByTheirPlace()
{
    const WindowQuery asked(
        tableWithKey({}, KeyKind::None), m_file->connection().dialect(), {}, {u"n"_s, false});
    QVERIFY(!asked.hasKey());
    QCOMPARE(keysOf(asked, {Ask::Kind::At, 3, 10, {}, {}}), (QList<RowKey> {"10", "11", "12"}));
    const QList<GridRow> rows = read(asked, {Ask::Kind::First, rowCount, 0, {}, {}});
    QCOMPARE(rows.size(), rowCount);
    QVERIFY(std::is_sorted(rows.begin(), rows.end(),
        [](const GridRow &a, const GridRow &b) { return a.cells.at(2).toInt() < b.cells.at(2).toInt(); }));
}

void TestWindowQuery::valuesAreBound()
{
    const WindowQuery asked(
        tableWithKey({u"a"_s, u"b"_s}), m_file->connection().dialect(), {}, {u"note"_s, true});
    const QString hostile = u"'; DROP TABLE x; --"_s;
    const Statement statement = asked.rows({Ask::Kind::After, 5, 0, Anchor {hostile, hostile, hostile}, {}});
    QVERIFY(!statement.sql.contains(u"DROP"_s));
    QCOMPARE(statement.values.size(), statement.sql.count(u'?'));
    QVERIFY(m_file->connection().select(statement));
}

QTEST_GUILESS_MAIN(TestWindowQuery)
#include "tst_windowquery.moc"
