// SPDX-License-Identifier: GPL-3.0-or-later
#include "generationddl.h"
#include "schema/tablespec.h"
#include "schemafile.h"
#include "seeddatabase.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

// Which generation and family the tables of a database are found to be.
class SchemaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void seedIsRecognised();
    void seedColumnsAreDescribed();
    void shippedKamailioIsClean();
    void everyGenerationIsDetected_data();
    void everyGenerationIsDetected();
    void generationWithoutVersions_data();
    void generationWithoutVersions();
    void handWrittenTables_data();
    void handWrittenTables();
    void commonTablesOf14_data();
    void commonTablesOf14();
    void halfDoneUpgradeIsPerTable();
    void leftoverTableStaysOld();
    void renamedTables();
    void otherTablesAreListed();
    void tablesOfAnotherProgram();
    void noPresenceTables();
    void lookups();
    void fingerprintFollowsChanges();
    void viewIsATable();
};

namespace {

QString runOf(const DatabaseSchema &schema)
{
    QStringList parts;
    for (const TableInfo &table : schema.tables)
        if (table.present)
            parts.append(table.name + u'=' + table.generation);
    return parts.join(u' ');
}

QString fileContent(const char *name)
{
    QFile file(QStringLiteral(TEST_DATA "/ddl/") + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

const Generation &generationNamed(const char *key)
{
    return *generationOf(QLatin1StringView(key));
}

} // namespace

void SchemaTest::seedIsRecognised()
{
    SchemaFile file(sqliteDdl(seedDdl()));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const DatabaseSchema schema = file.schema();
    QCOMPARE(schema.family, Family::Seed);
    QCOMPARE(schema.hasVersionTable, false);
    QCOMPARE(schema.label, u"seed tables (OpenSER, December 2006)"_s);
    QCOMPARE(runOf(schema), u"presentity=S0 active_watchers=S0 watchers=S0 xcap_xml=S0"_s);
    QCOMPARE(allFindings(schema),
        QStringList({u"presentity: version-missing"_s, u"active_watchers: version-missing"_s,
            u"watchers: version-missing"_s, u"xcap_xml: version-missing"_s}));
    QCOMPARE(schema.tables.size(), 8);
}

void SchemaTest::seedColumnsAreDescribed()
{
    SchemaFile file(sqliteDdl(seedDdl()));
    const DatabaseSchema schema = file.schema();
    const TableInfo &active = *schema.table(TableRole::ActiveWatchers);
    const ColumnInfo &domain = active.columns.at(active.indexOf(u"to_domain"_s));
    QCOMPARE(domain.declaredType, u"varchar(128)"_s);
    QCOMPARE(domain.kind, ColumnKind::Text);
    QCOMPARE(domain.width, 128);
    QVERIFY(domain.notNull && domain.known && domain.identity);
    const ColumnInfo &status = active.columns.at(active.indexOf(Meaning::Status));
    QCOMPARE(status.kind, ColumnKind::Text);
    const ColumnInfo &expires = active.columns.at(active.indexOf(Meaning::Expiry));
    QCOMPARE(expires.kind, ColumnKind::Integer);
    QCOMPARE(expires.width, 0);
    QVERIFY(!active.columns.at(active.indexOf(u"version"_s)).notNull);
    QCOMPARE(active.key, QStringList {u"from_tag"_s});
    const TableInfo &watchers = *schema.table(TableRole::Watchers);
    QCOMPARE(watchers.key, QStringList({u"p_user"_s, u"p_domain"_s, u"w_user"_s, u"w_domain"_s}));
    QCOMPARE(watchers.columns.at(watchers.indexOf(Meaning::Status)).name, u"subs_status"_s);
}

void SchemaTest::shippedKamailioIsClean()
{
    QVERIFY2(!shippedDdl().isEmpty(),
        "Kamailio's SQLite scripts are missing: packaging/setup --test installs them.");
    SchemaFile file(shippedDdl());
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const DatabaseSchema schema = file.schema();
    QCOMPARE(allFindings(schema), QStringList());
    QCOMPARE(schema.family, Family::Kamailio);
    QCOMPARE(schema.label, u"Kamailio 5.3 to 5.6 tables"_s);
    QCOMPARE(runOf(schema),
        u"presentity=K53 active_watchers=K53 watchers=K53 xcap=K53 pua=K53 rls_presentity=K53 rls_watchers=K53"_s);
    QCOMPARE(schema.table(TableRole::Presentity)->version, std::optional(5));
    QCOMPARE(schema.table(TableRole::Presentity)->key, QStringList {u"id"_s});
    for (const TableInfo &table : schema.tables)
        for (const ColumnInfo &column : table.columns)
            QVERIFY2(column.known, qPrintable(column.name));
}

void SchemaTest::everyGenerationIsDetected_data()
{
    QTest::addColumn<QString>("key");
    for (const Generation &generation : generations())
        QTest::newRow(generation.key) << QString::fromLatin1(generation.key);
}

void SchemaTest::everyGenerationIsDetected()
{
    QFETCH(QString, key);
    const Generation &generation = generationNamed(key.toLatin1().constData());
    SchemaFile file(generationDdl(generation) + versionDdl(generation));
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const DatabaseSchema schema = file.schema();
    for (const TableInfo &table : schema.tables)
        if (table.present)
            QCOMPARE(table.generation, QString::fromLatin1(generation.id));
    QCOMPARE(schema.family, key == "B14"_L1 ? Family::Kamailio : generation.family);
    QStringList findings = allFindings(schema);
    if (generation.family == Family::Seed)
        findings.removeIf([](const QString &finding) { return finding.endsWith("version-missing"_L1); });
    QCOMPARE(findings, QStringList());
}

void SchemaTest::generationWithoutVersions_data()
{
    everyGenerationIsDetected_data();
}

void SchemaTest::generationWithoutVersions()
{
    QFETCH(QString, key);
    const Generation &generation = generationNamed(key.toLatin1().constData());
    SchemaFile file(generationDdl(generation));
    const DatabaseSchema schema = file.schema();
    for (const TableInfo &table : schema.tables) {
        if (!table.present)
            continue;
        QCOMPARE(table.generation, QString::fromLatin1(generation.id));
        QCOMPARE(codesOf(table), QStringList {u"version-missing"_s});
    }
    QCOMPARE(schema.family, generation.family);
}

void SchemaTest::handWrittenTables_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<Family>("family");
    QTest::addColumn<QString>("generation");
    QTest::addColumn<QStringList>("findings");
    QTest::newRow("OpenSER trunk, December 2006")
        << u"openser-trunk-2006-12.sql"_s << Family::Seed << u"S0"_s
        << QStringList {u"presentity: version-missing"_s, u"active_watchers: version-missing"_s,
               u"watchers: version-missing"_s, u"xcap_xml: version-missing"_s, u"pua: version-missing"_s};
    QTest::newRow("OpenSER 1.2") << u"openser-1.2.sql"_s << Family::OpenSer << u"S12"_s << QStringList {};
    QTest::newRow("OpenSER trunk, April 2007")
        << u"openser-trunk-2007-04.sql"_s << Family::OpenSer << u"S13dev"_s << QStringList {};
    QTest::newRow("OpenSER trunk, August 2007")
        << u"openser-trunk-2007-08.sql"_s << Family::OpenSer << u"S13dev"_s << QStringList {};
    QTest::newRow("OpenSER 1.3") << u"openser-1.3.sql"_s << Family::OpenSer << u"S13"_s << QStringList {};
    QTest::newRow("Kamailio 3.1") << u"kamailio-3.1.sql"_s << Family::Kamailio << u"B14"_s << QStringList {};
    QTest::newRow("Kamailio 3.3") << u"kamailio-3.3.sql"_s << Family::Kamailio << u"K33"_s << QStringList {};
    QTest::newRow("Kamailio 4.2") << u"kamailio-4.2.sql"_s << Family::Kamailio << u"K40"_s << QStringList {};
    QTest::newRow("OpenSIPS 1.6.1") << u"opensips-1.6.1.sql"_s << Family::OpenSips << u"I15"_s
                                    << QStringList {};
    QTest::newRow("OpenSIPS 2.3.6") << u"opensips-2.3.6.sql"_s << Family::OpenSips << u"I22"_s
                                    << QStringList {};
    QTest::newRow("OpenSIPS 3.1") << u"opensips-3.1.sql"_s << Family::OpenSips << u"I24"_s << QStringList {};
}

// The tables as their servers ship them, written down apart from our specifications.
void SchemaTest::handWrittenTables()
{
    QFETCH(QString, file);
    QFETCH(Family, family);
    QFETCH(QString, generation);
    QFETCH(QStringList, findings);
    SchemaFile database(sqliteDdl(fileContent(file.toLatin1().constData())));
    QVERIFY2(database.isValid(), qPrintable(database.error()));
    const DatabaseSchema schema = database.schema();
    QVERIFY(schema.anyPresent());
    for (const TableInfo &table : schema.tables)
        if (table.present)
            QCOMPARE(table.name + u'=' + table.generation, table.name + u'=' + generation);
    QCOMPARE(schema.family, family);
    QCOMPARE(allFindings(schema), findings);
}

void SchemaTest::commonTablesOf14_data()
{
    QTest::addColumn<QString>("versions");
    QTest::addColumn<Family>("family");
    QTest::addColumn<QString>("generation");
    QTest::newRow("no number") << QString() << Family::Unknown << u"B14"_s;
    QTest::newRow("watchers 3") << u"('watchers', 3)"_s << Family::Kamailio << u"B14"_s;
    QTest::newRow("watchers 4") << u"('watchers', 4)"_s << Family::OpenSips << u"I15"_s;
    QTest::newRow("watchers 3, xcap 4") << u"('watchers', 3), ('xcap', 4)"_s << Family::Kamailio << u"K32"_s;
    QTest::newRow("all of OpenSIPS 1.5")
        << u"('presentity', 4), ('active_watchers', 10), ('watchers', 4), ('xcap', 4), ('pua', 7)"_s
        << Family::OpenSips << u"I15"_s;
}

// Columns of 1.4 without widths that would tell: only the numbers are left.
void SchemaTest::commonTablesOf14()
{
    QFETCH(QString, versions);
    QFETCH(Family, family);
    QFETCH(QString, generation);
    QString ddl = generationDdl(generationNamed("B14"));
    ddl.replace(QRegularExpression(uR"(VARCHAR\(\d+\))"_s), u"TEXT"_s);
    if (!versions.isEmpty())
        ddl += u"CREATE TABLE version (table_name TEXT, table_version INT); INSERT INTO version VALUES %1;"_s
                   .arg(versions);
    SchemaFile file(ddl);
    const DatabaseSchema schema = file.schema();
    QCOMPARE(schema.family, family);
    QCOMPARE(schema.table(TableRole::Watchers)->generation, generation);
    QCOMPARE(schema.table(TableRole::Watchers)->family, family);
}

void SchemaTest::halfDoneUpgradeIsPerTable()
{
    // active_watchers was left behind at 4.3 while everything else went to 5.3.
    QString ddl = shippedDdl();
    QVERIFY(!ddl.isEmpty());
    ddl.remove(u"    flags INTEGER DEFAULT 0 NOT NULL,\n"_s);
    ddl.remove(u"    user_agent VARCHAR(255) DEFAULT '',\n"_s);
    ddl.replace(u"('active_watchers','12')"_s, u"('active_watchers','11')"_s);
    SchemaFile file(ddl);
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const DatabaseSchema schema = file.schema();
    QCOMPARE(schema.table(TableRole::ActiveWatchers)->generation, u"K43"_s);
    QCOMPARE(schema.table(TableRole::Presentity)->generation, u"K53"_s);
    QCOMPARE(schema.family, Family::Kamailio);
}

void SchemaTest::leftoverTableStaysOld()
{
    SchemaFile file(shippedDdl()
        + u"CREATE TABLE xcap_xml (username varchar(64) NOT NULL, domain varchar(128) NOT NULL, xcap text "
          u"NOT NULL, "
          "doc_type int NOT NULL, PRIMARY KEY (username, domain, doc_type));"_s);
    const DatabaseSchema schema = file.schema();
    QCOMPARE(schema.family, Family::Kamailio);
    QCOMPARE(schema.table(TableRole::XcapXml)->generation, u"S0"_s);
    QCOMPARE(schema.table(TableRole::XcapXml)->family, Family::Seed);
    QCOMPARE(schema.table(TableRole::Xcap)->generation, u"K53"_s);
}

void SchemaTest::renamedTables()
{
    QString ddl = shippedDdl();
    ddl.replace(u"CREATE TABLE watchers"_s, u"CREATE TABLE \"acl of watchers\""_s);
    ddl.replace(u"('watchers','3')"_s, u"('acl of watchers','3')"_s);
    SchemaFile file(ddl);
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const DatabaseSchema unmapped = file.schema();
    QVERIFY(!unmapped.table(TableRole::Watchers)->present);
    QCOMPARE(codesOf(*unmapped.table(TableRole::Watchers)), QStringList {u"table-missing"_s});
    QVERIFY(unmapped.otherTables.contains(u"acl of watchers"_s));

    const DatabaseSchema mapped = file.schema({{TableRole::Watchers, u"acl of watchers"_s}});
    const TableInfo &watchers = *mapped.table(TableRole::Watchers);
    QVERIFY(watchers.present);
    QCOMPARE(watchers.name, u"acl of watchers"_s);
    QCOMPARE(watchers.version, std::optional(3));
    QCOMPARE(watchers.generation, u"K53"_s);
    QCOMPARE(allFindings(mapped), QStringList());
    QVERIFY(!mapped.otherTables.contains(u"acl of watchers"_s));
}

void SchemaTest::otherTablesAreListed()
{
    SchemaFile file(sqliteDdl(seedDdl())
        + u"CREATE TABLE version (table_name, table_version); CREATE TABLE location (a);"_s);
    const DatabaseSchema schema = file.schema();
    QCOMPARE(schema.otherTables, QStringList({u"filler"_s, u"location"_s}));
    QVERIFY(schema.hasVersionTable);
}

void SchemaTest::tablesOfAnotherProgram()
{
    SchemaFile file(
        u"CREATE TABLE watchers (issue INTEGER, person TEXT); CREATE TABLE version (release TEXT);"_s);
    const DatabaseSchema schema = file.schema();
    const TableInfo &watchers = *schema.table(TableRole::Watchers);
    QVERIFY(watchers.present && watchers.readable);
    QCOMPARE(watchers.generation, QString());
    QCOMPARE(schema.family, Family::Unknown);
    QCOMPARE(codesOf(watchers), QStringList({u"version-missing"_s, u"column-missing"_s}));
    QVERIFY(!schema.label.isEmpty());
}

void SchemaTest::noPresenceTables()
{
    SchemaFile file({});
    const DatabaseSchema schema = file.schema();
    QVERIFY(!schema.anyPresent());
    QCOMPARE(schema.tables.size(), 8);
    QCOMPARE(allFindings(schema), QStringList());
    QCOMPARE(schema.family, Family::Unknown);
    QCOMPARE(schema.table(TableRole::Pua)->name, u"pua"_s);
}

void SchemaTest::lookups()
{
    SchemaFile file(sqliteDdl(seedDdl()));
    const DatabaseSchema schema = file.schema({{TableRole::Watchers, u"nobody"_s}});
    QCOMPARE(schema.tableNamed(u"watchers"_s)->role, TableRole::Watchers);
    QVERIFY(!schema.tableNamed(u"watchers"_s)->present);
    QCOMPARE(schema.tableNamed(u"PRESENTITY"_s)->role, TableRole::Presentity);
    QCOMPARE(schema.tableNamed(u"filler"_s), nullptr);
    QCOMPARE(schema.table(TableRole::Presentity)->indexOf(u"no such"_s), -1);
    QCOMPARE(schema.table(TableRole::Presentity)->indexOf(Meaning::Status), -1);
}

void SchemaTest::fingerprintFollowsChanges()
{
    SchemaFile file(sqliteDdl(seedDdl()));
    const QByteArray first = file.schema().fingerprint;
    QCOMPARE(*readFingerprint(file.connection()), first);
    QVERIFY(file.run(u"INSERT INTO watchers VALUES ('a', 'b', 'c', 'd', 'active', NULL, 1)"_s));
    QVERIFY(file.run(u"CREATE TABLE unrelated (a)"_s));
    QCOMPARE(*readFingerprint(file.connection()), first);
    QSet<QByteArray> seen {first};
    for (const QString &change : {u"ALTER TABLE watchers ADD COLUMN note TEXT"_s,
             u"CREATE INDEX by_time ON watchers (inserted_time)"_s,
             u"CREATE TABLE version (table_name TEXT, table_version INT)"_s,
             u"INSERT INTO version VALUES ('watchers', 1)"_s, u"UPDATE version SET table_version = 3"_s,
             u"DROP TABLE xcap_xml"_s}) {
        QVERIFY2(file.run(change), qPrintable(file.error()));
        const QByteArray now = *readFingerprint(file.connection());
        QVERIFY2(!seen.contains(now), qPrintable(change));
        seen.insert(now);
        QCOMPARE(file.schema().fingerprint, now);
    }
}

void SchemaTest::viewIsATable()
{
    SchemaFile file(sqliteDdl(seedDdl())
        + u"ALTER TABLE watchers RENAME TO w; CREATE VIEW watchers AS SELECT * FROM w;"_s);
    QVERIFY2(file.isValid(), qPrintable(file.error()));
    const DatabaseSchema schema = file.schema();
    const TableInfo &watchers = *schema.table(TableRole::Watchers);
    QVERIFY(watchers.present && watchers.readable);
    QCOMPARE(watchers.keyKind, KeyKind::None);
    QCOMPARE(watchers.generation, u"S0"_s);
}

QTEST_APPLESS_MAIN(SchemaTest)
#include "tst_schema.moc"
