// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/rowfilter.h"
#include "grid/windowread.h"
#include "serverlab.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

/// Windows onto tables of real servers: whatever the key, the order and the values, walking a table forwards,
/// backwards and by jumps finds each row once and in the server's own order.
class TestServerWindows : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data();
    void init();

    void walksFindEveryRow_data();
    void walksFindEveryRow();
    void storedBytesAreFoundAgain_data();
    void storedBytesAreFoundAgain();
    void searchUsesTheIndex_data();
    void searchUsesTheIndex();
    void filtersMeanWhatTheySay_data();
    void filtersMeanWhatTheySay();
    void foreignValuesAreNoErrors_data();
    void foreignValuesAreNoErrors();
    void bodiesAreReadInPart();
    void tableWithoutAKeyIsReadByPlace();

private:
    bool isMaria() const;
    QString engine() const;
    bool exec(const QString &sql) { return m_lab.exec(engine(), sql, u"windows"_s); }
    bool makeTable(const QString &key);
    void readTable();
    /// Rows of a WHERE clause, by key, as the administrator finds them.
    QList<qint64> idsWhere(const QString &condition);
    QList<qint64> idsFound(const RowFilter &filter);
    QList<GridRow> page(const WindowQuery &query, const Ask &ask);
    QString text(const QByteArray &bytes) const;
    /// The server's plan for a statement of ours.
    QString planOf(const Statement &statement);

    ServerLab m_lab;
    std::map<QString, QString> m_made; ///< by engine: the key of the table that is there
    std::unique_ptr<Connection> m_connection;
    TableInfo m_table;
};

Q_DECLARE_METATYPE(Condition)
Q_DECLARE_METATYPE(FilterOp)

namespace {

constexpr int pageSize = 7;
constexpr int rowCount = 90;

QList<RowKey> keysOf(const QList<GridRow> &rows)
{
    QList<RowKey> keys;
    for (const GridRow &row : rows)
        keys.append(row.key);
    return keys;
}

} // namespace

void TestServerWindows::initTestCase_data()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("MariaDB") << u"mysql"_s;
    QTest::newRow("PostgreSQL") << u"postgres"_s;
}

QString TestServerWindows::engine() const
{
    QFETCH_GLOBAL(QString, engine);
    return engine;
}

bool TestServerWindows::isMaria() const
{
    return engine() == "mysql"_L1;
}

void TestServerWindows::init()
{
    if (!m_made.contains(engine())) {
        QVERIFY(m_lab.server(engine()).createDatabase(u"windows"_s));
        m_made[engine()] = u"nothing yet"_s;
    }
    m_connection = m_lab.open(engine(), u"windows"_s);
}

/// A literal of exactly these bytes, as a SIP server would have sent them.
QString TestServerWindows::text(const QByteArray &bytes) const
{
    if (isMaria())
        return u"x'%1'"_s.arg(QString::fromLatin1(bytes.toHex()));
    return m_lab.literalOf(engine(), QString::fromUtf8(bytes));
}

// Names that differ in case and accents only, broken UTF-8 where the engine takes it, numbers with many equal
// ones, NULLs.
bool TestServerWindows::makeTable(const QString &key)
{
    if (std::exchange(m_made[engine()], key) == key) {
        readTable();
        return true;
    }
    const QList<QByteArray> names {"alice", "Alice", "ALICE", "bob", "Bob ", "\xc3\xa9l\xc3\xa9onore",
        "\xc3\x89l\xc3\xa9onore", "zo\xc3\xab", "zoe", isMaria() ? "bro\xe9ken" : "bro_ken", "50%", "5_0",
        ""};
    QStringList rows;
    for (int i = 1; i <= rowCount; ++i) {
        const QByteArray tag = "tag\xc3\xb6-" + QByteArray::number(i * 7919 % 9973) + (i % 2 ? "A" : "b");
        const QByteArray body = QByteArray("<p>\0\xff\xc3\xa9 Body ", 13) + QByteArray::number(i);
        rows.append(u"(%1, %2, %3, %4, %5, %6, %7)"_s.arg(i)
                        .arg(text(names.at(i % names.size())), text(tag))
                        .arg(i % 3 ? 1'800'000'000LL + i % 11 : -1)
                        .arg(i % 4 ? text("note " + QByteArray::number(i % 9)) : u"NULL"_s)
                        .arg(i % 10 < 7 ? 1 : 2)
                        .arg(m_lab.literalOf(engine(), body)));
    }
    const QString blob = isMaria() ? u"MEDIUMBLOB"_s : u"BYTEA"_s;
    const bool made =
        exec(u"DROP TABLE IF EXISTS presentity; CREATE TABLE presentity (id INT NOT NULL, "
             "username VARCHAR(64) NOT NULL, etag VARCHAR(64) NOT NULL, expires INT NOT NULL, "
             "sender VARCHAR(255), priority INT NOT NULL, body %1 NOT NULL%2); "
             "CREATE INDEX by_name ON presentity (username, priority); "
             "CREATE INDEX by_status ON presentity (priority); "
             "CREATE INDEX by_sender ON presentity (sender); INSERT INTO presentity VALUES %3"_s.arg(
                 blob, key.isEmpty() ? QString() : u", PRIMARY KEY (%1)"_s.arg(key), rows.join(u", "_s)))
        && exec(isMaria() ? u"SELECT 1"_s : u"GRANT SELECT ON presentity TO kam"_s);
    readTable();
    return made;
}

void TestServerWindows::readTable()
{
    const auto schema = readSchema(*m_connection);
    if (!schema)
        qFatal("%s", qPrintable(schema.error().message));
    m_table = *schema->table(TableRole::Presentity);
}

QList<GridRow> TestServerWindows::page(const WindowQuery &query, const Ask &ask)
{
    const auto read = readWindow(*m_connection, query, ask, {});
    if (!read) {
        qWarning().noquote() << read.error().message << read.error().detail << query.rows(ask).sql;
        return {};
    }
    return read->rows;
}

void TestServerWindows::walksFindEveryRow_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("sort");
    QTest::addColumn<bool>("descending");

    const QStringList keys {u"id"_s, u"username, etag"_s, u"etag"_s, u"priority, username, id"_s};
    const QStringList sorts {u""_s, u"username"_s, u"expires"_s, u"sender"_s, u"priority"_s, u"body"_s};
    for (const QString &key : keys)
        for (const QString &sort : sorts)
            for (const bool descending : {false, true})
                QTest::addRow("key %s, by %s%s", qPrintable(key),
                    qPrintable(sort.isEmpty() ? u"key"_s : sort), descending ? ", falling" : "")
                    << key << sort << descending;
}

void TestServerWindows::walksFindEveryRow()
{
    QFETCH(QString, key);
    QFETCH(QString, sort);
    QFETCH(bool, descending);
    QVERIFY(makeTable(key));
    QCOMPARE(m_table.keyKind, KeyKind::Columns);
    const WindowQuery query(m_table, m_connection->dialect(), {}, {sort, descending});

    QList<GridRow> all = page(query, {Ask::Kind::First, pageSize, 0, {}, {}});
    for (;;) {
        const auto more = page(query, {Ask::Kind::After, pageSize, 0, query.anchorOf(all.constLast()), {}});
        all += more;
        if (more.size() < pageSize || all.size() > 2 * rowCount)
            break;
    }
    const QList<RowKey> keys = keysOf(all);
    QCOMPARE(keys.size(), rowCount);
    QCOMPARE(QSet<RowKey>(keys.begin(), keys.end()).size(), rowCount);

    QList<GridRow> back = page(query, {Ask::Kind::Last, pageSize, 0, {}, {}});
    while (back.size() < rowCount) {
        const auto more =
            page(query, {Ask::Kind::Before, pageSize, 0, query.anchorOf(back.constFirst()), {}});
        if (more.isEmpty())
            break;
        back = more + back;
    }
    QCOMPARE(keysOf(back), keys);

    // The sort column stands in the order that the server itself gives it.
    if (!sort.isEmpty()) {
        const QString term = sort == "body"_L1 ? u"octet_length(body)"_s : sort;
        ServerRows truth(m_lab.server(engine()), u"windows"_s);
        const auto ordered =
            truth.select(u"SELECT DENSE_RANK() OVER (ORDER BY %1 %2), id FROM presentity"_s.arg(
                term, descending ? u"DESC"_s : u"ASC"_s));
        QVERIFY(ordered);
        QHash<qint64, qint64> places;
        for (const QVariantList &row : *ordered)
            places.insert(row.at(1).toLongLong(), row.at(0).toLongLong());
        for (qsizetype i = 1; i < all.size(); ++i)
            QVERIFY(places[all[i - 1].cells.at(0).toLongLong()] <= places[all[i].cells.at(0).toLongLong()]);
    }

    for (const int at : {0, 1, 13, 60, rowCount - pageSize}) {
        QCOMPARE(keysOf(page(query, {Ask::Kind::At, pageSize, at, {}, {}})), keys.mid(at, pageSize));
        QCOMPARE(keysOf(page(query, {Ask::Kind::AtFromEnd, pageSize, at, {}, {}})),
            keys.mid(rowCount - at - pageSize, pageSize));
        const Ask range {
            Ask::Kind::Range, 2000, 0, query.anchorOf(all.at(at)), query.anchorOf(all.at(at + pageSize - 1))};
        QCOMPARE(keysOf(page(query, range)), keys.mid(at, pageSize));
        const auto rank = m_connection->select(query.rank(query.anchorOf(all.at(at))));
        QVERIFY(rank);
        QCOMPARE(rank->rows.at(0).at(0).toLongLong(), at);
    }
    const auto existing = m_connection->select(query.existing(all.mid(20, 30)));
    QVERIFY(existing);
    QList<RowKey> found = query.keysOfExisting(*existing);
    QList<RowKey> asked = keys.mid(20, 30);
    std::sort(found.begin(), found.end());
    std::sort(asked.begin(), asked.end());
    QCOMPARE(found, asked);
    const auto whole = m_connection->select(query.wholeRow(all.at(5), 1 << 20));
    QVERIFY(whole);
    QCOMPARE(whole->rows.size(), 1);
    QCOMPARE(whole->rows.at(0).at(0), all.at(5).cells.at(0));
}

void TestServerWindows::storedBytesAreFoundAgain_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("plain") << QByteArray("bob");
    QTest::newRow("UTF-8") << QByteArray("\xc3\xa9l\xc3\xa9onore");
    QTest::newRow("UTF-8 at the end") << QByteArray("zo\xc3\xab");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("broken UTF-8") << QByteArray("bro\xe9ken");
}

void TestServerWindows::storedBytesAreFoundAgain()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(makeTable(u"id"_s));
    if (!isMaria() && bytes.contains('\xe9'))
        bytes = "bro_ken"; // PostgreSQL stores no broken UTF-8
    const QString clean = QString::fromUtf8(bytes);
    const QVariant value = clean.toUtf8() == bytes ? QVariant(clean) : QVariant::fromValue(RawText {bytes});
    const QList<qint64> found = idsFound({{{u"username"_s, FilterOp::Equal, {value}}}, {}});
    ServerRows truth(m_lab.server(engine()), u"windows"_s);
    const QString exact = isMaria() ? u"CAST(username AS BINARY) = %1"_s : u"username = %1"_s;
    const auto stored =
        truth.select(u"SELECT id FROM presentity WHERE %1 ORDER BY id"_s.arg(exact.arg(text(bytes))));
    QVERIFY(stored && !stored->isEmpty());
    for (const QVariantList &row : *stored)
        QVERIFY2(found.contains(row.at(0).toLongLong()), qPrintable(row.at(0).toString()));
    // It is read as it is stored.
    const WindowQuery query(m_table, m_connection->dialect(), {}, {});
    const auto rows = page(query, {Ask::Kind::First, 2000, 0, {}, {}});
    const qint64 first = stored->at(0).at(0).toLongLong();
    const auto row = std::find_if(rows.begin(), rows.end(),
        [&](const GridRow &each) { return each.cells.at(0).toLongLong() == first; });
    QVERIFY(row != rows.end());
    QCOMPARE(row->cells.at(1), value);
}

QString TestServerWindows::planOf(const Statement &statement)
{
    const auto rows = m_connection->select({u"EXPLAIN "_s + statement.sql, statement.values});
    if (!rows)
        return rows.error().message + rows.error().detail;
    QStringList lines;
    for (const QVariantList &row : rows->rows) {
        QStringList cells;
        for (const QVariant &cell : row)
            cells.append(cell.isNull() ? u"NULL"_s : cell.toString());
        lines.append(cells.join(u" | "_s));
    }
    return lines.join(u'\n');
}

void TestServerWindows::searchUsesTheIndex_data()
{
    QTest::addColumn<FilterOp>("op");
    QTest::addColumn<QVariant>("value");
    QTest::newRow("is") << FilterOp::Equal << QVariant(u"\u00e9l\u00e9onore"_s);
    QTest::newRow("is, a number bound as text") << FilterOp::Equal << QVariant(7);
    QTest::newRow("starts") << FilterOp::Starts << QVariant(u"50"_s);
    QTest::newRow("greater") << FilterOp::Greater << QVariant(u"zoe"_s);
}

void TestServerWindows::searchUsesTheIndex()
{
    QFETCH(FilterOp, op);
    QFETCH(QVariant, value);
    QVERIFY(makeTable(u"id"_s));
    const auto where = whereClause({{{u"username"_s, op, {value}}}, {}}, m_table, m_connection->dialect());
    QVERIFY(where);
    Statement statement {u"SELECT username FROM presentity WHERE "_s + where->sql, where->values};
    // A table of ninety rows is scanned for good reason.
    if (!isMaria())
        QVERIFY(m_connection->select({u"SET enable_seqscan = off"_s, {}}));
    const QString plan = planOf(statement);
    QVERIFY2(plan.contains("by_name"_L1), qPrintable(plan));
    if (isMaria())
        QVERIFY2(plan.contains("range"_L1) || plan.contains("ref"_L1), qPrintable(plan));
    else
        QVERIFY2(plan.contains("Index Cond"_L1), qPrintable(plan));
}

QList<qint64> TestServerWindows::idsWhere(const QString &condition)
{
    ServerRows truth(m_lab.server(engine()), u"windows"_s);
    const auto rows = truth.select(u"SELECT id FROM presentity WHERE %1 ORDER BY id"_s.arg(condition));
    if (!rows)
        qWarning().noquote() << rows.error().message << rows.error().detail;
    QList<qint64> ids;
    for (const QVariantList &row : rows ? *rows : QList<QVariantList>())
        ids.append(row.at(0).toLongLong());
    return ids;
}

QList<qint64> TestServerWindows::idsFound(const RowFilter &filter)
{
    const auto where = whereClause(filter, m_table, m_connection->dialect());
    if (!where)
        qFatal("%s", qPrintable(where.error().message));
    const WindowQuery query(m_table, m_connection->dialect(), *where, {});
    QList<qint64> ids;
    for (const GridRow &row : page(query, {Ask::Kind::First, 2000, 0, {}, {}}))
        ids.append(row.cells.at(0).toLongLong());
    std::sort(ids.begin(), ids.end());
    return ids;
}

void TestServerWindows::filtersMeanWhatTheySay_data()
{
    QTest::addColumn<Condition>("condition");
    QTest::addColumn<QString>("truth"); ///< spoken by both engines
    QTest::addColumn<bool>("some"); ///< rows are found

    const auto row = [](const char *name, const char *column, FilterOp op, const QVariantList &values,
                         const QString &truth, bool some = true) {
        QTest::newRow(name) << Condition {QString::fromLatin1(column), op, values} << truth << some;
    };
    row("number is", "priority", FilterOp::Equal, {2}, u"priority = 2"_s);
    row("number is not", "priority", FilterOp::NotEqual, {2}, u"priority <> 2"_s);
    row("number less", "expires", FilterOp::Less, {1'800'000'003LL}, u"expires < 1800000003"_s);
    row("number at most", "expires", FilterOp::LessEqual, {1'800'000'003LL}, u"expires <= 1800000003"_s);
    row("number greater", "expires", FilterOp::Greater, {1'800'000'003LL}, u"expires > 1800000003"_s);
    row("number at least", "expires", FilterOp::GreaterEqual, {1'800'000'003LL}, u"expires >= 1800000003"_s);
    row("number one of", "id", FilterOp::In, {3, 5, 99}, u"id IN (3, 5, 99)"_s);
    row("number one of none", "id", FilterOp::In, {}, u"1 = 0"_s, false);
    row("broken number", "id", FilterOp::Less, {3.5}, u"id < 3.5"_s);
    row("digits in a number", "id", FilterOp::Contains, {u"8"_s}, u"id % 10 = 8 OR id BETWEEN 80 AND 89"_s);
    row("text is not, NULL stays", "sender", FilterOp::NotEqual, {u"note 1"_s},
        u"sender <> 'note 1' OR sender IS NULL"_s);
    row("text one of", "sender", FilterOp::In, {u"note 1"_s, u"note 2"_s},
        u"sender IN ('note 1', 'note 2')"_s);
    row("null", "sender", FilterOp::Null, {}, u"sender IS NULL"_s);
    row("not null", "sender", FilterOp::NotNull, {}, u"sender IS NOT NULL"_s);
    row("contains, whatever the case", "username", FilterOp::Contains, {u"LIC"_s},
        u"lower(username) LIKE '%lic%'"_s);
    row("starts, whatever the case", "username", FilterOp::Starts, {u"aLi"_s},
        u"lower(username) LIKE 'ali%'"_s);
    row("ends, whatever the case", "username", FilterOp::Ends, {u"ICE"_s}, u"lower(username) LIKE '%ice'"_s);
    row("percent is a character", "username", FilterOp::Contains, {u"0%"_s}, u"username = '50%'"_s);
    row("percent at the start", "username", FilterOp::Starts, {u"%"_s}, u"1 = 0"_s, false);
    row("underscore is a character", "username", FilterOp::Starts, {u"5_"_s}, u"username = '5_0'"_s);
    row("exclamation mark is a character", "username", FilterOp::Contains, {u"!"_s}, u"1 = 0"_s, false);
    row("backslash is a character", "username", FilterOp::Contains, {u"\\"_s}, u"1 = 0"_s, false);
    row("body contains", "body", FilterOp::Contains, {u"bODY 8"_s}, u"id = 8 OR id BETWEEN 80 AND 89"_s);
    row("body contains UTF-8", "body", FilterOp::Contains, {u"\u00e9 Body 77"_s}, u"id = 77"_s);
    row("body starts", "body", FilterOp::Starts, {u"<P>"_s}, u"1 = 1"_s);
    row("body ends", "body", FilterOp::Ends, {u"dy 9"_s}, u"id = 9"_s);
    row("body contains nothing of the kind", "body", FilterOp::Contains, {u"\\377"_s}, u"1 = 0"_s, false);
}

void TestServerWindows::filtersMeanWhatTheySay()
{
    QFETCH(Condition, condition);
    QFETCH(QString, truth);
    QFETCH(bool, some);
    QVERIFY(makeTable(u"id"_s));
    const QList<qint64> expected = idsWhere(truth);
    QCOMPARE(!expected.isEmpty(), some);
    QCOMPARE(idsFound({{condition}, {}}), expected);
}

void TestServerWindows::foreignValuesAreNoErrors_data()
{
    QTest::addColumn<Condition>("condition");
    QTest::newRow("beyond the column's range")
        << Condition {u"expires"_s, FilterOp::Less, {99'999'999'999LL}};
    QTest::newRow("a number for a text") << Condition {u"username"_s, FilterOp::NotEqual, {5}};
    QTest::newRow("a text for bytes") << Condition {u"body"_s, FilterOp::NotEqual, {u"\\x\u00e9"_s}};
    QTest::newRow("bytes for bytes") << Condition {u"body"_s, FilterOp::NotEqual, {QByteArray("\0\xff", 2)}};
    QTest::newRow("an emoji") << Condition {u"username"_s, FilterOp::NotEqual, {u"\U0001F600"_s}};
}

void TestServerWindows::foreignValuesAreNoErrors()
{
    QFETCH(Condition, condition);
    QVERIFY(makeTable(u"id"_s));
    QCOMPARE(idsFound({{condition}, {}}).size(), rowCount);
}

void TestServerWindows::bodiesAreReadInPart()
{
    QVERIFY(makeTable(u"id"_s));
    const QByteArray large = QByteArray("\0\xff<a>", 5).repeated(20'000);
    QVERIFY(exec(u"UPDATE presentity SET body = %1 WHERE id = 1"_s.arg(m_lab.literalOf(engine(), large))));
    const WindowQuery query(m_table, m_connection->dialect(), {}, {});
    const auto rows = page(query, {Ask::Kind::First, 1, 0, {}, {}});
    QCOMPARE(rows.size(), 1);
    const int body = m_table.indexOf(u"body"_s);
    QCOMPARE(rows.at(0).cells.at(body).toByteArray(), large.left(WindowQuery::documentHead));
    QCOMPARE(rows.at(0).cells.at(query.sizeCellOf(body)).toLongLong(), large.size());
    const auto whole = m_connection->select(query.wholeRow(rows.at(0), 1 << 20));
    QVERIFY(whole);
    QCOMPARE(whole->rows.at(0).at(body).toByteArray(), large);
    m_made[engine()] = u"changed"_s;
}

void TestServerWindows::tableWithoutAKeyIsReadByPlace()
{
    QVERIFY(makeTable({}));
    QCOMPARE(m_table.keyKind, KeyKind::None);
    for (const QString &sort : {u""_s, u"id"_s}) {
        const WindowQuery query(m_table, m_connection->dialect(), {}, {sort, false});
        QVERIFY(!query.hasKey());
        QList<GridRow> all;
        for (int at = 0; at <= rowCount; at += pageSize)
            all += page(query, {Ask::Kind::At, pageSize, at, {}, {}});
        QCOMPARE(all.size(), rowCount);
        QSet<qint64> ids;
        for (const GridRow &row : all)
            ids.insert(row.cells.at(0).toLongLong());
        QCOMPARE(ids.size(), rowCount);
    }
}

QTEST_GUILESS_MAIN(TestServerWindows)
#include "tst_serverwindows.moc"
