// SPDX-License-Identifier: GPL-3.0-or-later
#include "generationddl.h"
#include "schema/tablespec.h"
#include "schemafile.h"
#include "seeddatabase.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

// What a support engineer is told about tables that deviate from what their server ships.
class SchemaFindingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void oneDeviation_data();
    void oneDeviation();
    void everyLostColumnIsReported();
    void seedDeviation_data();
    void seedDeviation();
    void versionNumbers_data();
    void versionNumbers();
    void sentencesNameTheFacts();
    void unknownColumnIsKept();
    void columnOfTheOtherFamily();
    void missingTables_data();
    void missingTables();
    void brokenViewIsUnreadable();
    void damagedTableLeavesTheOthers();
    void hostileNamesAreVisible();
    void namesWithPlaceMarkers();
};

namespace {

const TableInfo &tableOf(const DatabaseSchema &schema, const QString &name)
{
    return *schema.tableNamed(name);
}

QString replaced(QString text, const QString &before, const QString &after)
{
    return text.contains(before) ? text.replace(before, after) : QString();
}

} // namespace

void SchemaFindingsTest::initTestCase()
{
    QVERIFY2(!shippedDdl().isEmpty(),
        "Kamailio's SQLite scripts are missing: packaging/setup --test installs them.");
}

void SchemaFindingsTest::oneDeviation_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QStringList>("findings");
    const auto add = [](const char *name, const QString &change, const QStringList &findings) {
        QTest::newRow(name) << change << findings;
    };
    add("as shipped", {}, {});
    add("no version table", u"DROP TABLE version"_s,
        {u"presentity: version-missing"_s, u"active_watchers: version-missing"_s,
            u"watchers: version-missing"_s, u"xcap: version-missing"_s, u"pua: version-missing"_s,
            u"rls_presentity: version-missing"_s, u"rls_watchers: version-missing"_s});
    add("one version row gone", u"DELETE FROM version WHERE table_name = 'pua'"_s,
        {u"pua: version-missing"_s});
    add("number of an older release",
        u"UPDATE version SET table_version = 4 WHERE table_name = 'presentity'"_s,
        {u"presentity: version-mismatch"_s});
    add("number of a newer release",
        u"UPDATE version SET table_version = 6 WHERE table_name = 'presentity'"_s,
        {u"presentity: version-mismatch"_s});
    add("number of OpenSIPS", u"UPDATE version SET table_version = 4 WHERE table_name = 'watchers'"_s,
        {u"watchers: version-other-family"_s});
    add("column too many", u"ALTER TABLE watchers ADD COLUMN vendor_note TEXT"_s,
        {u"watchers: column-unknown"_s});
    add("column of a branch never released", u"ALTER TABLE presentity ADD COLUMN status INTEGER DEFAULT 0"_s,
        {u"presentity: column-unknown"_s});
    add("column gone", u"ALTER TABLE active_watchers DROP COLUMN user_agent"_s,
        {u"active_watchers: column-missing"_s});
    add("column of all releases gone", u"ALTER TABLE presentity DROP COLUMN received_time"_s,
        {u"presentity: column-missing"_s});
    add("index gone", u"DROP INDEX active_watchers_active_watchers_pres"_s,
        {u"active_watchers: index-missing"_s});
    add("index under another name",
        u"DROP INDEX pua_expires_idx; CREATE INDEX something_else ON pua (expires)"_s, {});
    add("index that is only partial",
        u"DROP INDEX pua_expires_idx; CREATE INDEX pua_expires_idx ON pua (expires) WHERE expires > 0"_s,
        {u"pua: index-missing"_s});
    add("index of ours beside", u"CREATE INDEX mine ON watchers (reason)"_s, {});
    add("table gone", u"DROP TABLE xcap"_s, {u"xcap: table-missing"_s});
    add("resource list tables gone", u"DROP TABLE rls_watchers; DROP TABLE rls_presentity"_s, {});
    add("one resource list table gone", u"DROP TABLE rls_watchers"_s, {u"rls_watchers: table-missing"_s});
}

void SchemaFindingsTest::oneDeviation()
{
    QFETCH(QString, change);
    QFETCH(QStringList, findings);
    SchemaFile file(shippedDdl());
    QVERIFY2(change.isEmpty() || file.run(change), qPrintable(file.error()));
    const DatabaseSchema schema = file.schema();
    QCOMPARE(allFindings(schema), findings);
    QCOMPARE(schema.family, Family::Kamailio);
    for (const TableInfo &table : schema.tables)
        if (table.present)
            QCOMPARE(table.name + u'=' + table.generation, table.name + u"=K53"_s);
}

// Whatever single column is lost, the tables stay recognisable and the loss has a name.
void SchemaFindingsTest::everyLostColumnIsReported()
{
    const Generation &generation = *generationOf("K53"_L1);
    const QString ddl = generationDdl(generation) + versionDdl(generation);
    int walked = 0;
    for (const TableSpec &spec : tableSpecs())
        for (const ColumnSpec &column : spec.columnsIn(generation)) {
            const QString name = QString::fromLatin1(column.name);
            const QString table = QString::fromLatin1(spec.name);
            SchemaFile file(ddl + u"ALTER TABLE %1 RENAME COLUMN %2 TO lost_%2;"_s.arg(table, name));
            QVERIFY2(file.isValid(), qPrintable(file.error()));
            const DatabaseSchema schema = file.schema();
            const TableInfo &info = *schema.table(spec.role);
            QCOMPARE(name + u' ' + info.generation, name + u" K53"_s);
            QVERIFY2(codesOf(info).contains(u"column-missing"_s), column.name);
            QVERIFY2(codesOf(info).contains(u"column-unknown"_s), column.name);
            ++walked;
        }
    QVERIFY(walked > 100);
}

void SchemaFindingsTest::seedDeviation_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("finding");
    const auto add = [](const char *name, const QString &before, const QString &after,
                         const QString &finding) { QTest::newRow(name) << before << after << finding; };
    add("narrower tag", u"`from_tag` varchar(128)"_s, u"`from_tag` varchar(64)"_s,
        u"active_watchers: width-differs"_s);
    add("narrower domain", u"`domain` varchar(124)"_s, u"`domain` varchar(64)"_s,
        u"presentity: width-differs"_s);
    add("wider column is fine", u"`callid` varchar(128)"_s, u"`callid` varchar(255)"_s, {});
    add("no declared width is fine", u"`callid` varchar(128)"_s, u"`callid` text"_s, {});
    add("no key", u",\n  PRIMARY KEY  (`from_tag`)"_s, {}, u"active_watchers: index-missing"_s);
    add("no event_id", u"  `event_id` varchar(64),\n"_s, {}, u"active_watchers: column-missing"_s);
}

void SchemaFindingsTest::seedDeviation()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, finding);
    const QString ddl = replaced(seedDdl(), before, after);
    QVERIFY(!ddl.isEmpty());
    SchemaFile file(sqliteDdl(ddl));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const DatabaseSchema schema = file.schema();
    QStringList findings = allFindings(schema);
    findings.removeIf([](const QString &text) { return text.endsWith("version-missing"_L1); });
    QCOMPARE(findings, finding.isEmpty() ? QStringList {} : QStringList {finding});
    QCOMPARE(schema.family, Family::Seed);
    QCOMPARE(tableOf(schema, u"active_watchers"_s).generation, u"S0"_s);
}

void SchemaFindingsTest::versionNumbers_data()
{
    QTest::addColumn<QString>("generation");
    QTest::addColumn<QString>("table");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("code");
    const auto add = [](const char *name, const char *generation, const char *table, int number,
                         const char *code) {
        QTest::newRow(name) << QString::fromLatin1(generation) << QString::fromLatin1(table) << number
                            << QString::fromLatin1(code);
    };
    add("presentity 5 is Kamailio's too", "K53", "presentity", 5, "");
    add("presentity 5 is OpenSIPS's too", "I24", "presentity", 5, "");
    add("presentity 5 on 4.4 tables", "K44", "presentity", 5, "version-mismatch");
    add("active_watchers 12 on 4.3 tables", "K43", "active_watchers", 12, "version-mismatch");
    add("active_watchers 10 in Kamailio", "K53", "active_watchers", 10, "version-other-family");
    add("watchers 4 in Kamailio", "K40", "watchers", 4, "version-other-family");
    add("watchers 3 in OpenSIPS", "I24", "watchers", 3, "version-other-family");
    add("rls_watchers 3 in OpenSIPS", "I32", "rls_watchers", 3, "version-other-family");
    add("rls_watchers 2 in Kamailio", "K33", "rls_watchers", 2, "version-other-family");
    add("pua 9 in Kamailio", "K57", "pua", 9, "version-other-family");
    add("pua 8 in OpenSIPS 3.2", "I32", "pua", 8, "version-mismatch");
    add("rls_presentity 0 in OpenSIPS 1.5", "I15", "rls_presentity", 0, "");
    add("a number nobody used", "K53", "watchers", 77, "version-mismatch");
    add("1.3 numbers in 1.2", "S12", "active_watchers", 9, "version-mismatch");
    add("any number on the seed", "S0", "presentity", 5, "version-mismatch");
}

void SchemaFindingsTest::versionNumbers()
{
    QFETCH(QString, generation);
    QFETCH(QString, table);
    QFETCH(int, number);
    QFETCH(QString, code);
    const Generation &wanted = *generationOf(QLatin1StringView(generation.toLatin1()));
    SchemaFile file(generationDdl(wanted) + versionDdl(wanted));
    QVERIFY2(file.run(u"DELETE FROM version WHERE table_name = '%1'; INSERT INTO version VALUES ('%1', %2)"_s
                          .arg(table)
                          .arg(number)),
        qPrintable(file.error()));
    const DatabaseSchema schema = file.schema();
    const TableInfo &info = tableOf(schema, table);
    QCOMPARE(info.generation, generation);
    QCOMPARE(info.version, std::optional(number));
    QCOMPARE(codesOf(info), code.isEmpty() ? QStringList {} : QStringList {code});
}

void SchemaFindingsTest::sentencesNameTheFacts()
{
    SchemaFile file(shippedDdl());
    QVERIFY(
        file.run(u"UPDATE version SET table_version = 4 WHERE table_name IN ('presentity', 'watchers')"_s));
    const DatabaseSchema schema = file.schema();
    const QString mismatch = tableOf(schema, u"presentity"_s).findings.first().sentence;
    QVERIFY2(mismatch.contains("presentity"_L1) && mismatch.contains("4"_L1)
            && mismatch.contains("Kamailio 5.3"_L1) && mismatch.contains("number 5"_L1),
        qPrintable(mismatch));
    const QString other = tableOf(schema, u"watchers"_s).findings.first().sentence;
    QVERIFY2(other.contains("OpenSIPS"_L1) && other.contains("refuses to start"_L1), qPrintable(other));
    for (const TableInfo &table : schema.tables)
        for (const Finding &finding : table.findings)
            QVERIFY2(finding.sentence.endsWith(u'.') && !finding.sentence.contains(u'%'),
                qPrintable(finding.sentence));
}

void SchemaFindingsTest::unknownColumnIsKept()
{
    SchemaFile file(shippedDdl());
    QVERIFY(file.run(u"ALTER TABLE watchers ADD COLUMN \"vendor note\" VARCHAR(20)"_s));
    const DatabaseSchema schema = file.schema();
    const TableInfo &watchers = tableOf(schema, u"watchers"_s);
    const ColumnInfo &column = watchers.columns.last();
    QCOMPARE(column.name, u"vendor note"_s);
    QVERIFY(!column.known && !column.identity);
    QCOMPARE(column.meaning, Meaning::Plain);
    QCOMPARE(column.width, 20);
}

void SchemaFindingsTest::columnOfTheOtherFamily()
{
    SchemaFile file(shippedDdl());
    QVERIFY(file.run(u"ALTER TABLE presentity ADD COLUMN extra_hdrs BLOB"_s));
    const DatabaseSchema schema = file.schema();
    const TableInfo &presentity = tableOf(schema, u"presentity"_s);
    QCOMPARE(presentity.generation, u"K53"_s);
    QCOMPARE(codesOf(presentity), QStringList {u"column-unknown"_s});
    QVERIFY(!presentity.columns.last().known);
    QCOMPARE(presentity.columns.last().meaning, Meaning::HeaderLines);
}

void SchemaFindingsTest::missingTables_data()
{
    QTest::addColumn<QString>("ddl");
    QTest::addColumn<QStringList>("missing");
    const QString seed = sqliteDdl(seedDdl());
    QTest::newRow("seed has neither pua nor resource lists") << seed << QStringList {};
    QTest::newRow("seed without watchers") << seed + u"DROP TABLE watchers;"_s << QStringList {u"watchers"_s};
    QTest::newRow("OpenSIPS without pua")
        << generationDdl(*generationOf("I24"_L1)) + u"DROP TABLE pua;"_s << QStringList {u"pua"_s};
    QTest::newRow("resource lists in a database of their own") << generationDdl(*generationOf("K53"_L1))
            + u"DROP TABLE presentity; DROP TABLE active_watchers; DROP TABLE watchers; DROP TABLE xcap; DROP TABLE pua;"_s
                                                               << QStringList {};
}

void SchemaFindingsTest::missingTables()
{
    QFETCH(QString, ddl);
    QFETCH(QStringList, missing);
    SchemaFile file(ddl);
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    QStringList found;
    const DatabaseSchema schema = file.schema();
    for (const TableInfo &table : schema.tables)
        if (codesOf(table).contains(u"table-missing"_s))
            found.append(table.name);
    QCOMPARE(found, missing);
}

void SchemaFindingsTest::brokenViewIsUnreadable()
{
    SchemaFile file(sqliteDdl(seedDdl())
        + u"DROP TABLE watchers; CREATE VIEW watchers AS SELECT * FROM table_that_went_away;"_s);
    const DatabaseSchema schema = file.schema();
    const TableInfo &watchers = tableOf(schema, u"watchers"_s);
    QVERIFY(watchers.present);
    QVERIFY(!watchers.readable);
    QCOMPARE(codesOf(watchers), QStringList {u"unreadable"_s});
    QCOMPARE(tableOf(schema, u"presentity"_s).generation, u"S0"_s);
}

void SchemaFindingsTest::damagedTableLeavesTheOthers()
{
    SchemaFile file(sqliteDdl(seedDdl())
        + u"INSERT INTO watchers VALUES ('a', 'b', 'c', 'd', 'active', NULL, 1);"
          "INSERT INTO presentity VALUES ('a', 'b', 'c', 'd', 1, 1, 'x');"_s);
    const auto page =
        file.connection().select({u"SELECT rootpage FROM sqlite_master WHERE name = 'watchers'"_s, {}});
    QVERIFY(page && page->rows.size() == 1);
    QFile raw(file.path());
    QVERIFY(raw.open(QIODevice::ReadWrite));
    QVERIFY(raw.seek((page->rows.first().first().toLongLong() - 1) * 4096));
    raw.write(QByteArray(4096, '\x55'));
    raw.close();
    SchemaFile *same = &file;
    const DatabaseSchema schema = same->schema();
    QVERIFY2(schema.anyPresent(), qPrintable(schema.label));
    QVERIFY(!tableOf(schema, u"watchers"_s).readable);
    QCOMPARE(codesOf(tableOf(schema, u"watchers"_s)), QStringList {u"unreadable"_s});
    QVERIFY(tableOf(schema, u"presentity"_s).readable);
    QCOMPARE(schema.family, Family::Seed);
}

void SchemaFindingsTest::hostileNamesAreVisible()
{
    SchemaFile file(shippedDdl());
    QVERIFY(file.run(u"ALTER TABLE watchers ADD COLUMN \"a\u202Eb<b>\" TEXT"_s));
    const DatabaseSchema schema = file.schema();
    const QString sentence = tableOf(schema, u"watchers"_s).findings.first().sentence;
    QVERIFY2(sentence.contains(u"a‹U+202E›b<b>"_s), qPrintable(sentence));
}

// A name that looks like the place of an argument must not take the argument's place.
void SchemaFindingsTest::namesWithPlaceMarkers()
{
    QString ddl = shippedDdl();
    ddl.replace(u"CREATE TABLE watchers"_s, u"CREATE TABLE \"%2%3\""_s);
    ddl += u"INSERT INTO version (table_name, table_version) VALUES ('%2%3', 4);"_s;
    ddl += u"ALTER TABLE \"%2%3\" ADD COLUMN \"%1\" TEXT;"_s;
    SchemaFile file(ddl);
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const DatabaseSchema schema = file.schema({{TableRole::Watchers, u"%2%3"_s}});
    const QList<Finding> findings = schema.table(TableRole::Watchers)->findings;
    QCOMPARE(findings.size(), 2);
    QVERIFY2(
        findings.at(0).sentence.contains("gives %2%3 the number 4"_L1), qPrintable(findings.at(0).sentence));
    QVERIFY2(findings.at(1).sentence.contains("Column %1 of %2%3"_L1), qPrintable(findings.at(1).sentence));
}

QTEST_APPLESS_MAIN(SchemaFindingsTest)
#include "tst_schemafindings.moc"
