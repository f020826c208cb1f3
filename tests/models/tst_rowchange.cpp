// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changeplan.h"
#include "change/companions.h"
#include "change/stagedchanges.h"
#include "change/writegate.h"
#include "connection/mariadb/mariadbwritefault.h"
#include "connection/sqlite/sqliteconnection.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// Changes before they reach a database: what they are together, what takes them back, what forbids them, and
/// who may make them.
class TestRowChange : public QObject {
    Q_OBJECT

private slots:
    void valuesAreComparedExactly_data();
    void valuesAreComparedExactly();
    void inverses();
    void stagingMerges();
    void stagingCancels();
    void stagingKeepsWhatWasSeenFirst();
    void capacities_data();
    void capacities();
    void misfits_data();
    void misfits();
    void planRefuses_data();
    void planRefuses();
    void planIsReadable();
    void statementsNameKeyAndSeenBytes_data();
    void statementsNameKeyAndSeenBytes();
    void etagOnlyWhereClientsCompareIt();
    void gateLocksItself();
    void permitEndsWithTheGate();
    void whatGaleraSays_data();
    void whatGaleraSays();
};

namespace {

ColumnInfo column(const QString &name, const QString &type, ColumnKind kind, const QString &collation = {})
{
    ColumnInfo info;
    info.name = name;
    info.declaredType = type;
    info.kind = kind;
    info.collation = collation;
    const qsizetype at = type.indexOf(u'(');
    if (kind == ColumnKind::Text && at > 0)
        info.width = type.mid(at + 1).chopped(1).toInt();
    return info;
}

TableInfo xcapTable(KeyKind key = KeyKind::Columns)
{
    TableInfo table;
    table.role = TableRole::Xcap;
    table.name = u"xcap"_s;
    table.present = true;
    table.keyKind = key;
    table.key = {u"id"_s};
    table.columns = {column(u"id"_s, u"int(10) unsigned"_s, ColumnKind::Integer),
        column(u"username"_s, u"varchar(8)"_s, ColumnKind::Text, u"latin1_swedish_ci"_s),
        column(u"doc"_s, u"mediumblob"_s, ColumnKind::Binary),
        column(u"etag"_s, u"varchar(64)"_s, ColumnKind::Text, u"latin1_swedish_ci"_s)};
    table.columns[0].isGenerated = table.columns[0].notNull = true;
    table.columns[1].notNull = table.columns[2].notNull = table.columns[3].notNull = true;
    table.columns[2].meaning = Meaning::Document;
    return table;
}

DatabaseSchema schemaWith(const TableInfo &table)
{
    DatabaseSchema schema;
    schema.tables = {table};
    return schema;
}

RowChange change(ChangeKind kind, const QList<NamedValue> &seen, const QList<NamedValue> &wanted)
{
    RowChange made;
    made.kind = kind;
    made.role = TableRole::Xcap;
    made.table = u"xcap"_s;
    made.label = u"rules of alice"_s;
    made.seen = seen;
    made.wanted = wanted;
    if (kind != ChangeKind::Insert)
        made.key = {{u"id"_s, 7LL}};
    return made;
}

RowChange update(const QString &name, const QVariant &seen, const QVariant &wanted)
{
    return change(ChangeKind::Update, {{name, seen}}, {{name, wanted}});
}

QVariant raw(const QByteArray &bytes)
{
    return QVariant::fromValue(RawText {bytes});
}

const QString doc = u"doc"_s;

} // namespace

void TestRowChange::valuesAreComparedExactly_data()
{
    QTest::addColumn<QVariant>("one");
    QTest::addColumn<QVariant>("other");
    QTest::addColumn<bool>("same");
    QTest::newRow("NULL and NULL") << QVariant() << QVariant(QMetaType(QMetaType::QString)) << true;
    QTest::newRow("NULL and nothing") << QVariant() << QVariant(u""_s) << false;
    QTest::newRow("text and the same text") << QVariant(u"a"_s) << QVariant(u"a"_s) << true;
    QTest::newRow("text and bytes") << QVariant(u"a"_s) << QVariant(QByteArray("a")) << false;
    QTest::newRow("number and its digits") << QVariant(1LL) << QVariant(u"1"_s) << false;
    QTest::newRow("whole and real") << QVariant(1LL) << QVariant(1.0) << false;
    QTest::newRow("raw texts") << raw("\xe9") << raw("\xe9") << true;
    QTest::newRow("other raw texts") << raw("\xe9") << raw("\xe8") << false;
    QTest::newRow("null bytes and empty ones") << QVariant(QByteArray()) << QVariant(QByteArray("")) << true;
}

void TestRowChange::valuesAreComparedExactly()
{
    QFETCH(QVariant, one);
    QFETCH(QVariant, other);
    QTEST(isSameValue(one, other), "same");
}

void TestRowChange::inverses()
{
    const RowChange edit = change(ChangeKind::Update, {{doc, QByteArray("a")}, {u"id"_s, 7LL}},
        {{doc, QByteArray("b")}, {u"id"_s, 8LL}});
    const RowChange back = inverseOf(edit, {});
    QCOMPARE(back.kind, ChangeKind::Update);
    QCOMPARE(back.key, QList<NamedValue>({{u"id"_s, 8LL}})); // as it is found then
    QCOMPARE(back.seen, edit.wanted);
    QCOMPARE(back.wanted, QList<NamedValue>({{doc, QByteArray("a")}, {u"id"_s, 7LL}}));
    QCOMPARE(inverseOf(back, {}).wanted, edit.wanted);

    const RowChange gone = change(ChangeKind::Delete, {{u"id"_s, 7LL}, {doc, raw("\xe9")}}, {});
    const RowChange again = inverseOf(gone, {});
    QCOMPARE(again.kind, ChangeKind::Insert);
    QVERIFY(again.key.isEmpty() && again.seen.isEmpty());
    QCOMPARE(again.wanted, gone.seen);
    const RowChange removed = inverseOf(again, {{u"id"_s, 7LL}});
    QCOMPARE(removed.kind, ChangeKind::Delete);
    QCOMPARE(removed.key, gone.key);
    QCOMPARE(removed.seen, gone.seen);
}

void TestRowChange::stagingMerges()
{
    StagedChanges staged;
    QSignalSpy spy(&staged, &StagedChanges::changed);
    staged.stage(update(doc, QByteArray("a"), QByteArray("b")));
    staged.stage(update(u"etag"_s, u"1"_s, u"2"_s));
    staged.stage(update(doc, QByteArray("b"), QByteArray("c")));
    QCOMPARE(staged.count(), 1);
    QCOMPARE(spy.count(), 3);
    QCOMPARE(valueOf(staged.all().constFirst().seen, doc)->value, QVariant(QByteArray("a")));
    QCOMPARE(valueOf(staged.all().constFirst().wanted, doc)->value, QVariant(QByteArray("c")));
    QCOMPARE(valueOf(staged.all().constFirst().wanted, u"etag"_s)->value, QVariant(u"2"_s));
    RowChange elsewhere = update(doc, QByteArray("a"), QByteArray("b"));
    elsewhere.key = {{u"id"_s, 8LL}};
    staged.stage(elsewhere);
    QCOMPARE(staged.count(), 2);
}

void TestRowChange::stagingCancels()
{
    StagedChanges staged;
    staged.stage(update(doc, QByteArray("a"), QByteArray("b")));
    staged.stage(update(doc, QByteArray("b"), QByteArray("a"))); // as it was
    QCOMPARE(staged.count(), 0);
    staged.stage(update(doc, QByteArray("a"), QByteArray("a")));
    QCOMPARE(staged.count(), 0);
    staged.stage(change(ChangeKind::Insert, {}, {{u"id"_s, 7LL}, {doc, QByteArray("x")}}));
    staged.stage(update(doc, QByteArray("x"), QByteArray("y")));
    QCOMPARE(staged.count(), 1);
    QCOMPARE(staged.all().constFirst().kind, ChangeKind::Insert);
    QCOMPARE(valueOf(staged.all().constFirst().wanted, doc)->value, QVariant(QByteArray("y")));
    staged.stage(change(ChangeKind::Delete, {{u"id"_s, 7LL}, {doc, QByteArray("y")}}, {}));
    QCOMPARE(staged.count(), 0);
}

void TestRowChange::stagingKeepsWhatWasSeenFirst()
{
    StagedChanges staged;
    staged.stage(update(doc, QByteArray("first"), QByteArray("mine")));
    staged.stage(change(ChangeKind::Delete, {{doc, QByteArray("mine")}, {u"etag"_s, u"1"_s}}, {}));
    QCOMPARE(staged.count(), 1);
    const RowChange only = staged.all().constFirst();
    QCOMPARE(only.kind, ChangeKind::Delete);
    QCOMPARE(valueOf(only.seen, doc)->value, QVariant(QByteArray("first")));
    QVERIFY(only.wanted.isEmpty());
    staged.unstage(0);
    QCOMPARE(staged.count(), 0);
    staged.unstage(0); // nothing is there any more
    staged.replaceAll({only, only});
    QCOMPARE(staged.count(), 2);
    staged.clear();
    QCOMPARE(staged.count(), 0);
}

void TestRowChange::capacities_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<ColumnKind>("kind");
    QTest::addColumn<qint64>("characters");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<qint64>("bytesOnPostgres");
    const auto add = [](const char *type, ColumnKind kind, qint64 characters, qint64 bytes,
                         qint64 postgres = -1) {
        QTest::newRow(type) << QString::fromLatin1(type) << kind << characters << bytes << postgres;
    };
    add("varchar(64)", ColumnKind::Text, 64, -1);
    add("tinytext", ColumnKind::Text, -1, 255);
    add("text", ColumnKind::Text, -1, 65'535);
    add("BLOB", ColumnKind::Binary, -1, 65'535);
    add("mediumblob", ColumnKind::Binary, -1, 16'777'215);
    add("longtext", ColumnKind::Text, -1, 4'294'967'295);
    add("varbinary(100)", ColumnKind::Binary, -1, 100);
    add("bytea", ColumnKind::Binary, -1, -1);
    add("int(11)", ColumnKind::Integer, -1, -1);
}

void TestRowChange::capacities()
{
    QFETCH(QString, type);
    QFETCH(ColumnKind, kind);
    for (const Dialect *dialect : {&mariaDbDialect, &SqliteConnection::sqliteDialect}) {
        const ColumnCapacity capacity = capacityOf(column(u"c"_s, type, kind), *dialect);
        QTEST(capacity.characters, "characters");
        QTEST(capacity.bytes, "bytes");
    }
    QTEST(capacityOf(column(u"c"_s, type, kind), postgresDialect).bytes, "bytesOnPostgres");
}

void TestRowChange::misfits_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("collation");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("words"); ///< of the sentence; empty: it fits
    const auto add = [](const char *name, const char *engine, const char *type, const char *collation,
                         const QVariant &value, const char *words) {
        QTest::newRow(name) << QString::fromLatin1(engine) << QString::fromLatin1(type)
                            << QString::fromLatin1(collation) << value << QString::fromLatin1(words);
    };
    add("as wide as it may be", "mysql", "varchar(3)", "utf8mb4_bin", u"a€😀"_s, "");
    add("one character more", "mysql", "varchar(3)", "utf8mb4_bin", u"a€😀b"_s, "3 characters at most");
    add("latin1 counts bytes", "mysql", "varchar(3)", "latin1_swedish_ci", u"a€"_s, "3 characters at most");
    add("latin1 takes any byte", "mysql", "varchar(9)", "latin1_swedish_ci", raw("\xe9\xff"), "");
    add("utf8mb4 takes no other byte", "mysql", "varchar(9)", "utf8mb4_bin", raw("\xe9"), "no UTF-8");
    add("utf8mb4 takes a NUL", "mysql", "varchar(9)", "utf8mb4_bin", raw(QByteArray("a\0b", 3)), "");
    add("utf8mb3 has no emoji", "mysql", "varchar(9)", "utf8mb3_general_ci", u"😀"_s, "utf8mb4");
    add("no way into UTF-16", "mysql", "varchar(9)", "utf16_bin", u"a"_s, "byte by byte");
    add("PostgreSQL has no NUL", "postgres", "text", "C", raw(QByteArray("a\0b", 3)), "zero byte");
    add("PostgreSQL takes large texts", "postgres", "text", "C", QString(100'000, u'x'), "");
    add("SQLite takes any text", "sqlite", "VARCHAR(9)", "", raw("\xe9"), "");
    add("SQLite is held to what it declares", "sqlite", "VARCHAR(9)", "", QString(10, u'x'),
        "9 characters at most");
    add("too large for text", "mysql", "text", "latin1_swedish_ci", QString(65'536, u'x'), "by 1 bytes");
}

void TestRowChange::misfits()
{
    QFETCH(QString, engine);
    QFETCH(QString, type);
    QFETCH(QString, collation);
    QFETCH(QVariant, value);
    QFETCH(QString, words);
    const Dialect &dialect = engine == "mysql"_L1 ? mariaDbDialect
        : engine == "postgres"_L1                 ? postgresDialect
                                                  : SqliteConnection::sqliteDialect;
    const QString sentence = misfit(value, column(u"c"_s, type, ColumnKind::Text, collation), dialect);
    QVERIFY2(words.isEmpty() ? sentence.isEmpty() : sentence.contains(words), qPrintable(sentence));
}

void TestRowChange::planRefuses_data()
{
    QTest::addColumn<RowChange>("change");
    QTest::addColumn<KeyKind>("key");
    QTest::addColumn<QString>("words");
    const auto add = [](const char *name, const RowChange &change, const char *words,
                         KeyKind key = KeyKind::Columns) {
        QTest::newRow(name) << change << key << QString::fromLatin1(words);
    };
    add("nothing", update(u"etag"_s, u"1"_s, u"2"_s), "");
    add("a table without a key", update(u"etag"_s, u"1"_s, u"2"_s), "has no key", KeyKind::None);
    add("a strange column", update(u"nobody"_s, u"1"_s, u"2"_s), "no column nobody");
    add("an unseen column", change(ChangeKind::Update, {}, {{u"etag"_s, u"2"_s}}), "was not read");
    add("an unseen row", change(ChangeKind::Delete, {}, {}), "deleted unseen");
    add("NULL", update(u"etag"_s, u"1"_s, QVariant()), "must have a value");
    add("no number", update(u"id"_s, 7LL, u"seven"_s), "whole numbers only");
    add("a number too large", update(u"id"_s, 7LL, 5'000'000'000LL), "numbers from 0 to");
    add("a row without all it needs", change(ChangeKind::Insert, {}, {{doc, QByteArray("x")}}),
        "needs a value for username, etag");
    RowChange noKey = update(u"etag"_s, u"1"_s, u"2"_s);
    noKey.key.clear();
    add("an unknown key", noKey, "cannot be found again");
    RowChange elsewhere = update(u"etag"_s, u"1"_s, u"2"_s);
    elsewhere.table = u"other"_s;
    add("another table", elsewhere, "no table");
}

void TestRowChange::planRefuses()
{
    QFETCH(RowChange, change);
    QFETCH(KeyKind, key);
    QFETCH(QString, words);
    const ChangePlan plan = planChanges({change}, schemaWith(xcapTable(key)), mariaDbDialect);
    QCOMPARE(plan.isAllowed(), words.isEmpty());
    QVERIFY2(
        words.isEmpty() || plan.problems.constFirst().contains(words), qPrintable(plan.problems.join(u'\n')));
}

void TestRowChange::planIsReadable()
{
    const QByteArray document(1234, '<');
    const ChangePlan plan =
        planChanges({change(ChangeKind::Update, {{doc, QByteArray("old")}, {u"etag"_s, u"it's"_s}},
                        {{doc, document}, {u"etag"_s, u"?\u202e\\"_s}})},
            schemaWith(xcapTable()), mariaDbDialect);
    QVERIFY(plan.isAllowed());
    const QString sql = plan.sql.constFirst();
    QVERIFY2(sql.startsWith(u"UPDATE `xcap` SET `doc` = x'3c3c3c3c"_s), qPrintable(sql));
    QVERIFY2(sql.contains(u"…' (1,234 bytes)"_s), qPrintable(sql));
    QVERIFY2(sql.contains("'it''s'"_L1), qPrintable(sql));
    QVERIFY2(sql.contains(u"`etag` = '?‹U+202E›\\\\'"_s), qPrintable(sql));
    QVERIFY2(sql.contains("`id` = 7"_L1), qPrintable(sql));
    TableInfo old = xcapTable();
    old.storage = u"MyISAM"_s;
    QVERIFY(plan.inOneTransaction);
    QVERIFY(
        !planChanges({update(u"etag"_s, u"1"_s, u"2"_s)}, schemaWith(old), mariaDbDialect).inOneTransaction);
}

void TestRowChange::statementsNameKeyAndSeenBytes_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("sql");
    QTest::newRow("MariaDB")
        << u"mysql"_s << u"UPDATE `xcap` SET `etag` = ? WHERE `id` = ? AND CAST(`etag` AS BINARY) = ?"_s;
    QTest::newRow("PostgreSQL")
        << u"postgres"_s
        << u"UPDATE \"xcap\" SET \"etag\" = ? WHERE \"id\" = ? AND \"etag\" COLLATE \"C\" = ?"_s;
    QTest::newRow("SQLite")
        << u"sqlite"_s
        << u"UPDATE \"xcap\" SET \"etag\" = ? WHERE typeof(\"id\") = 'integer' AND \"id\" = ? AND "
           "typeof(\"etag\") = 'text' AND CAST(\"etag\" AS BLOB) = CAST(? AS BLOB)"_s;
}

void TestRowChange::statementsNameKeyAndSeenBytes()
{
    QFETCH(QString, engine);
    const Dialect &dialect = engine == "mysql"_L1 ? mariaDbDialect
        : engine == "postgres"_L1                 ? postgresDialect
                                                  : SqliteConnection::sqliteDialect;
    const ChangePlan plan =
        planChanges({update(u"etag"_s, u"é"_s, u"è"_s)}, schemaWith(xcapTable()), dialect);
    QCOMPARE(plan.statements.size(), 1);
    QTEST(plan.statements.constFirst().sql, "sql");
    // No character set is on the way of a text to MariaDB.
    const QVariantList bytes {QByteArray("\xc3\xa8"), 7LL, QByteArray("\xc3\xa9")};
    const QVariantList texts {u"è"_s, 7LL, u"é"_s};
    QCOMPARE(plan.statements.constFirst().values, engine == "mysql"_L1 ? bytes : texts);
}

void TestRowChange::etagOnlyWhereClientsCompareIt()
{
    const QList<NamedValue> row {{u"id"_s, 7LL}, {doc, QByteArray("a")}, {u"etag"_s, u"old"_s}};
    const RowChange edit = update(doc, QByteArray("a"), QByteArray("b"));
    const RowChange both = withCompanions(edit, xcapTable(), row);
    QCOMPARE(valueOf(both.seen, u"etag"_s)->value, QVariant(u"old"_s));
    const QString etag = valueOf(both.wanted, u"etag"_s)->value.toString();
    QVERIFY(etag.size() > 8 && etag.size() <= 64 && !etag.contains(u'"'));
    QVERIFY(freshEtag() != freshEtag());
    QCOMPARE(withCompanions(both, xcapTable(), row), both);
    QCOMPARE(withCompanions(update(u"username"_s, u"a"_s, u"b"_s), xcapTable(), row).wanted.size(), 1);
    TableInfo publications = xcapTable();
    publications.role = TableRole::Presentity;
    QCOMPARE(withCompanions(edit, publications, row), edit);
    TableInfo old = xcapTable();
    old.columns.removeLast();
    QCOMPARE(withCompanions(edit, old, row), edit);
}

void TestRowChange::gateLocksItself()
{
    WriteGate gate(nullptr, std::chrono::milliseconds(50));
    QSignalSpy spy(&gate, &WriteGate::levelChanged);
    QVERIFY(!gate.mayWrite());
    QVERIFY(!gate.permit());
    QCOMPARE(gate.locksAt(), 0);
    gate.setLevel(WriteGate::Level::Ask);
    QVERIFY(gate.mayWrite() && gate.locksAt() > 0);
    QTRY_COMPARE(gate.level(), WriteGate::Level::Locked);
    QCOMPARE(spy.count(), 2);
    gate.touch(); // does not unlock
    QVERIFY(!gate.mayWrite());
}

void TestRowChange::permitEndsWithTheGate()
{
    std::optional<WritePermit> permit;
    {
        WriteGate gate;
        gate.setLevel(WriteGate::Level::Open);
        permit = gate.permit();
        QVERIFY(permit && permit->isValid());
        gate.setLevel(WriteGate::Level::Locked);
        QVERIFY(!permit->isValid());
        gate.setLevel(WriteGate::Level::Open);
    }
    QVERIFY(!permit->isValid());
}

void TestRowChange::whatGaleraSays_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("words");
    QTest::newRow("certification conflict") << 1213 << Fault::Busy << u"nothing was changed"_s;
    QTest::newRow("node without the others") << 1047 << Fault::Busy << u"another node"_s;
    QTest::newRow("write caught by the partition") << 1180 << Fault::Busy << u"another node"_s;
    QTest::newRow("lock of another") << 1205 << Fault::Busy << u"locked"_s;
    QTest::newRow("replica") << 1290 << Fault::Refused << u"read_only"_s;
    QTest::newRow("duplicate") << 1062 << Fault::Refused << u"presentity_idx"_s;
    QTest::newRow("lost") << 2013 << Fault::Unreachable << u"lost"_s;
}

void TestRowChange::whatGaleraSays()
{
    QFETCH(int, code);
    const QSqlError said(u"MariaDB"_s, u"Duplicate entry 'a-b' for key 'presentity_idx'"_s,
        QSqlError::StatementError, QString::number(code));
    const Error error = mariaDbWriteFault(said, {u"db"_s, u"kam"_s, u"kamailio"_s, {}, false});
    QTEST(error.fault, "fault");
    QFETCH(QString, words);
    QVERIFY2(error.message.contains(words), qPrintable(error.message));
}

QTEST_GUILESS_MAIN(TestRowChange)
#include "tst_rowchange.moc"
