// SPDX-License-Identifier: GPL-3.0-or-later
#include "schemafile.h"

#include <QTest>

using namespace Qt::StringLiterals;

// What identifies a row of a table, whatever its shape.
class SchemaKeysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void key_data();
    void key();
};

void SchemaKeysTest::key_data()
{
    QTest::addColumn<QString>("ddl");
    QTest::addColumn<KeyKind>("kind");
    QTest::addColumn<QStringList>("columns");
    const auto add = [](const char *name, const QString &ddl, KeyKind kind, const QStringList &columns) {
        QTest::newRow(name) << ddl << kind << columns;
    };
    const QStringList pair {u"username"_s, u"event"_s};
    add("integer primary key", u"CREATE TABLE presentity (id INTEGER PRIMARY KEY, username TEXT)"_s,
        KeyKind::Columns, {u"id"_s});
    add("composite key in its own order",
        u"CREATE TABLE presentity (event TEXT NOT NULL, username TEXT NOT NULL, PRIMARY KEY (username, event))"_s,
        KeyKind::Columns, pair);
    add("primary key that may be NULL", u"CREATE TABLE presentity (username TEXT PRIMARY KEY, event TEXT)"_s,
        KeyKind::Rowid, {u"rowid"_s});
    add("part of the key may be NULL",
        u"CREATE TABLE presentity (username TEXT NOT NULL, event TEXT, PRIMARY KEY (username, event))"_s,
        KeyKind::Rowid, {u"rowid"_s});
    add("key that is no rowid in spite of its type",
        u"CREATE TABLE presentity (id INT PRIMARY KEY, username TEXT)"_s, KeyKind::Rowid, {u"rowid"_s});
    add("unique index instead",
        u"CREATE TABLE presentity (username TEXT NOT NULL, event TEXT NOT NULL, UNIQUE (username, event))"_s,
        KeyKind::Columns, pair);
    add("unique index that may be NULL",
        u"CREATE TABLE presentity (username TEXT NOT NULL, event TEXT, UNIQUE (username, event))"_s,
        KeyKind::Rowid, {u"rowid"_s});
    add("second unique index will do",
        u"CREATE TABLE presentity (username TEXT NOT NULL, event TEXT NOT NULL, etag TEXT, UNIQUE (etag), UNIQUE (username, event))"_s,
        KeyKind::Columns, pair);
    add("partial unique index is none",
        u"CREATE TABLE presentity (username TEXT NOT NULL, event TEXT); CREATE UNIQUE INDEX i ON presentity (username) WHERE event = 'a'"_s,
        KeyKind::Rowid, {u"rowid"_s});
    add("unique expression is none",
        u"CREATE TABLE presentity (username TEXT NOT NULL, event TEXT); CREATE UNIQUE INDEX i ON presentity (lower(username))"_s,
        KeyKind::Rowid, {u"rowid"_s});
    add("no key at all", u"CREATE TABLE presentity (username TEXT, event TEXT)"_s, KeyKind::Rowid,
        {u"rowid"_s});
    add("a column called rowid", u"CREATE TABLE presentity (username TEXT, RowId TEXT)"_s, KeyKind::Rowid,
        {u"_rowid_"_s});
    add("two names taken", u"CREATE TABLE presentity (_rowid_ TEXT, rowid TEXT)"_s, KeyKind::Rowid,
        {u"oid"_s});
    add("all names taken", u"CREATE TABLE presentity (_rowid_ TEXT, rowid TEXT, oid TEXT)"_s, KeyKind::None,
        {});
    add("without rowid",
        u"CREATE TABLE presentity (username TEXT, event TEXT, PRIMARY KEY (username, event)) WITHOUT ROWID"_s,
        KeyKind::Columns, pair);
    add("view", u"CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE VIEW presentity AS SELECT * FROM t"_s,
        KeyKind::None, {});
}

void SchemaKeysTest::key()
{
    QFETCH(QString, ddl);
    QFETCH(KeyKind, kind);
    QFETCH(QStringList, columns);
    SchemaFile file(ddl);
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const DatabaseSchema schema = file.schema();
    const TableInfo &table = *schema.table(TableRole::Presentity);
    QVERIFY(table.present);
    QCOMPARE(table.keyKind, kind);
    QCOMPARE(table.key, columns);
}

QTEST_APPLESS_MAIN(SchemaKeysTest)
#include "tst_schemakeys.moc"
