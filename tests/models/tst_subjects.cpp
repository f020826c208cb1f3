// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoschema.h"
#include "grid/subjects.h"
#include "schemafile.h"
#include "seeddatabase.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(TableRole)

namespace {
/// alice is the presentity, bob the watcher, and carol somebody else, in all tables of the two schemas.
QString modernRows()
{
    return uR"(
INSERT INTO presentity (username, domain, event, etag, expires, received_time, body, sender, ruid)
    VALUES ('alice', 'example.com', 'presence', 'e1', 2000, 900, '<presence/>', '', 'r1'),
           ('alice', 'example.com', 'dialog', 'e2', 2000, 900, '<dialog-info/>', '', 'r2'),
           ('carol', 'example.com', 'presence', 'e3', 2000, 900, '<presence/>', '', 'r3');
INSERT INTO active_watchers (presentity_uri, watcher_username, watcher_domain, to_user, to_domain, event, event_id,
    to_tag, from_tag, callid, local_cseq, remote_cseq, contact, record_route, expires, status, reason, version,
    socket_info, local_contact, from_user, from_domain, updated, updated_winfo)
    VALUES ('sip:alice@example.com', 'bob', 'example.net', 'alice', 'example.com', 'presence', '', 't1', 'f1', 'c1',
               1, 1, 'sip:bob@192.0.2.1', '', 2000, 1, '', 1, '', '', 'bob', 'example.net', -1, -1),
           ('sip:carol@example.com', 'bob', 'example.net', 'carol', 'example.com', 'presence', '', 't2', 'f2', 'c2',
               1, 1, 'sip:bob@192.0.2.1', '', 2000, 1, '', 1, '', '', 'bob', 'example.net', -1, -1);
INSERT INTO watchers (presentity_uri, watcher_username, watcher_domain, event, status, reason, inserted_time)
    VALUES ('sip:alice@example.com', 'bob', 'example.net', 'presence', 1, '', 900),
           ('sip:alice@example.com', 'carol', 'example.com', 'presence', 2, '', 900);
INSERT INTO xcap (username, domain, doc, doc_type, etag, source, doc_uri, port)
    VALUES ('alice', 'example.com', '<ruleset/>', 2, 'e', 0, '/pres-rules/users/alice/index', 0),
           ('alice', 'example.com', '<resource-lists/>', 4, 'e', 0, '/resource-lists/users/alice/index', 0);
)"_s;
}

QString seedRows()
{
    return uR"(
INSERT INTO presentity VALUES ('alice', 'example.com', 'presence', 'e1', 2000, 900, '<presence/>'),
    ('carol', 'example.com', 'presence', 'e2', 2000, 900, '<presence/>');
INSERT INTO active_watchers (to_user, to_domain, from_user, from_domain, event, to_tag, from_tag, callid, cseq,
    contact, expires, status)
    VALUES ('alice', 'example.com', 'bob', 'example.net', 'presence', 't1', 'f1', 'c1', 1, 'x', 2000, 'active'),
           ('carol', 'example.com', 'bob', 'example.net', 'presence', 't2', 'f2', 'c2', 1, 'x', 2000, 'active');
INSERT INTO watchers VALUES ('alice', 'example.com', 'bob', 'example.net', 'active', NULL, 900),
    ('alice', 'example.com', 'carol', 'example.com', 'pending', NULL, 900);
INSERT INTO xcap_xml VALUES ('alice', 'example.com', '<ruleset/>', 1),
    ('alice', 'example.com', '<resource-lists/>', 2);
)"_s;
}

QString sqlOf(const QString &schema)
{
    if (schema == "seed"_L1)
        return sqliteDdl(seedDdl()) + seedRows();
    return demoSchema(DemoKind::Modern).join(u";\n"_s) + u";\n"_s + modernRows();
}
} // namespace

/// Whom rows are about, and the ways from row to row.
class TestSubjects : public QObject {
    Q_OBJECT

private slots:
    void subjects_data();
    void subjects();
    void links_data();
    void links();
    void everyLinkCanBeReadAndNamesAnotherTable_data();
    void everyLinkCanBeReadAndNamesAnotherTable();
    void subscriptionsToListsAreFound();
    void aMissingTableIsNoTarget();
    void anAddressThatIsNoneFindsNothing();

private:
    static QVariantList firstRow(SchemaFile &file, const TableInfo &table);
    static qint64 countOf(SchemaFile &file, const TableInfo &table, const QList<Condition> &conditions);
};

QVariantList TestSubjects::firstRow(SchemaFile &file, const TableInfo &table)
{
    const auto rows = file.connection().select({u"SELECT * FROM "_s + table.name + u" LIMIT 1"_s, {}});
    return rows ? rows->rows.value(0) : QVariantList();
}

qint64 TestSubjects::countOf(SchemaFile &file, const TableInfo &table, const QList<Condition> &conditions)
{
    const auto where = whereClause({conditions, {}}, table, file.connection().dialect());
    if (!where)
        return -1;
    const auto rows = file.connection().select(
        {u"SELECT count(*) FROM "_s + table.name + u" WHERE "_s + where->sql, where->values});
    return rows ? rows->rows.value(0).value(0).toLongLong() : -2;
}

void TestSubjects::subjects_data()
{
    QTest::addColumn<QString>("schema");
    QTest::addColumn<TableRole>("role");
    QTest::addColumn<QStringList>("expected"); // presentity, watcher, Call-ID; "-" where there is none
    const QString alice = u"sip:alice@example.com"_s;
    const QString bob = u"sip:bob@example.net"_s;
    QTest::newRow("seed presentity") << u"seed"_s << TableRole::Presentity
                                     << QStringList {alice, u"-"_s, u"-"_s};
    QTest::newRow("seed subscription")
        << u"seed"_s << TableRole::ActiveWatchers << QStringList {alice, bob, u"c1"_s};
    QTest::newRow("seed watcher") << u"seed"_s << TableRole::Watchers << QStringList {alice, bob, u"-"_s};
    QTest::newRow("seed document") << u"seed"_s << TableRole::XcapXml << QStringList {alice, u"-"_s, u"-"_s};
    QTest::newRow("presentity") << u"modern"_s << TableRole::Presentity
                                << QStringList {alice, u"-"_s, u"-"_s};
    QTest::newRow("subscription") << u"modern"_s << TableRole::ActiveWatchers
                                  << QStringList {alice, bob, u"c1"_s};
    QTest::newRow("watcher") << u"modern"_s << TableRole::Watchers << QStringList {alice, bob, u"-"_s};
    QTest::newRow("document") << u"modern"_s << TableRole::Xcap << QStringList {alice, u"-"_s, u"-"_s};
}

void TestSubjects::subjects()
{
    QFETCH(QString, schema);
    QFETCH(TableRole, role);
    QFETCH(QStringList, expected);
    SchemaFile file(sqlOf(schema));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const DatabaseSchema known = file.schema();
    const TableInfo &table = *known.table(role);
    const QVariantList cells = firstRow(file, table);
    QVERIFY(!cells.isEmpty());
    int at = 0;
    for (const Subject subject : {Subject::Presentity, Subject::Watcher, Subject::CallId}) {
        const std::optional<QString> value = subjectOf(subject, table, cells);
        QCOMPARE(value.value_or(u"-"_s), expected.at(at++));
        if (!value)
            QVERIFY(subjectConditions(subject, table, u"sip:alice@example.com"_s).isEmpty());
        else // The row itself is among those that its subject finds.
            QVERIFY(countOf(file, table, subjectConditions(subject, table, *value)) >= 1);
    }
}

void TestSubjects::links_data()
{
    QTest::addColumn<QString>("schema");
    QTest::addColumn<TableRole>("from");
    QTest::addColumn<TableRole>("to");
    QTest::addColumn<QList<int>>("rows"); // that each link between the two finds, in order
    using Role = TableRole;
    for (const auto &schema : {u"seed"_s, u"modern"_s}) {
        const Role rules = schema == "seed"_L1 ? Role::XcapXml : Role::Xcap;
        const auto row = [&](const char *name, Role from, Role to, const QList<int> &rows) {
            QTest::addRow("%s: %s", qPrintable(schema), name) << schema << from << to << rows;
        };
        row("subscription to its watcher", Role::ActiveWatchers, Role::Watchers, {1, 2});
        row("subscription to documents", Role::ActiveWatchers, Role::Presentity, {1});
        row("subscription to rules", Role::ActiveWatchers, rules, {1});
        row("watcher to subscriptions", Role::Watchers, Role::ActiveWatchers, {1, 1});
        row("watcher to documents", Role::Watchers, Role::Presentity, {1});
        row("watcher to rules", Role::Watchers, rules, {1});
        row("publication to watchers", Role::Presentity, Role::Watchers, {2});
        row("publication to subscriptions", Role::Presentity, Role::ActiveWatchers, {1});
        row("publication to rules", Role::Presentity, rules, {1});
        row("rules to watchers", rules, Role::Watchers, {2});
        row("rules to subscriptions", rules, Role::ActiveWatchers, {1});
        row("rules to documents", rules, Role::Presentity, {schema == "seed"_L1 ? 1 : 2});
    }
}

void TestSubjects::links()
{
    QFETCH(QString, schema);
    QFETCH(TableRole, from);
    QFETCH(TableRole, to);
    SchemaFile file(sqlOf(schema));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const DatabaseSchema known = file.schema();
    const TableInfo &table = *known.table(from);
    QList<int> rows;
    for (const RowLink &link : linksOf(known, table, firstRow(file, table)))
        if (link.role == to) {
            QVERIFY(!link.label.isEmpty() && !link.label.contains(u'%'));
            rows.append(static_cast<int>(countOf(file, *known.table(to), link.conditions)));
        }
    QTEST(rows, "rows");
}

void TestSubjects::everyLinkCanBeReadAndNamesAnotherTable_data()
{
    QTest::addColumn<QString>("schema");
    QTest::newRow("seed") << u"seed"_s;
    QTest::newRow("modern") << u"modern"_s;
}

void TestSubjects::everyLinkCanBeReadAndNamesAnotherTable()
{
    QFETCH(QString, schema);
    SchemaFile file(sqlOf(schema));
    const DatabaseSchema known = file.schema();
    for (const TableInfo &table : known.tables) {
        // A row of any table, its cells NULL or strange, leads nowhere wrong.
        for (const QVariantList &cells :
            {firstRow(file, table), QVariantList(table.columns.size(), QVariant()), QVariantList()})
            for (const RowLink &link : linksOf(known, table, cells)) {
                QVERIFY(link.role != table.role);
                const TableInfo *target = known.table(link.role);
                QVERIFY(target && target->present);
                QVERIFY(!link.conditions.isEmpty());
                QVERIFY2(countOf(file, *target, link.conditions) >= 0, qPrintable(link.label));
            }
    }
}

void TestSubjects::subscriptionsToListsAreFound()
{
    SchemaFile file(sqlOf(u"modern"_s));
    const DatabaseSchema known = file.schema();
    const TableInfo &states = *known.table(TableRole::RlsPresentity);
    const TableInfo &lists = *known.table(TableRole::RlsWatchers);
    QVERIFY(states.present && lists.present);
    QVariantList state(states.columns.size(), QVariant());
    state[states.indexOf(u"rlsubs_did"_s)] = u"call;from;to"_s;
    const QList<RowLink> up = linksOf(known, states, state);
    QCOMPARE(up.size(), 1);
    QCOMPARE(up.constFirst().role, TableRole::RlsWatchers);
    QCOMPARE(up.constFirst().conditions.size(), 3);
    QVariantList list(lists.columns.size(), QVariant());
    list[lists.indexOf(u"callid"_s)] = u"call"_s;
    list[lists.indexOf(u"from_tag"_s)] = u"from"_s;
    list[lists.indexOf(u"to_tag"_s)] = u"to"_s;
    const QList<RowLink> down = linksOf(known, lists, list);
    QVERIFY(!down.isEmpty());
    QCOMPARE(down.constFirst().conditions.constFirst().values.constFirst().toString(), u"call;from;to"_s);
    state[states.indexOf(u"rlsubs_did"_s)] = u"not;three"_s;
    QVERIFY(linksOf(known, states, state).isEmpty());
}

void TestSubjects::aMissingTableIsNoTarget()
{
    SchemaFile file(sqlOf(u"seed"_s));
    QVERIFY(file.run(u"DROP TABLE watchers"_s));
    const DatabaseSchema known = file.schema();
    const TableInfo &table = *known.table(TableRole::ActiveWatchers);
    const QList<RowLink> links = linksOf(known, table, firstRow(file, table));
    QVERIFY(!links.isEmpty());
    QVERIFY(std::none_of(
        links.begin(), links.end(), [](const RowLink &link) { return link.role == TableRole::Watchers; }));
}

void TestSubjects::anAddressThatIsNoneFindsNothing()
{
    SchemaFile file(sqlOf(u"seed"_s));
    const DatabaseSchema known = file.schema();
    const TableInfo &table = *known.table(TableRole::Presentity);
    for (const QString &value : {u""_s, u"alice"_s, u"sip:"_s, u"@"_s})
        QVERIFY(subjectConditions(Subject::Presentity, table, value).isEmpty());
}

QTEST_GUILESS_MAIN(TestSubjects)
#include "tst_subjects.moc"
