// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/rights.h"
#include "serverdatabases.h"
#include "serverlab.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The catalogs of MariaDB and PostgreSQL, read on real servers with Kamailio's own tables.
class TestServerSchema : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data();

    void tablesOfKamailioAreRecognised();
    void tablesOfTheSeedAreRecognised();
    void oldSpellingsAreRecognised();
    void columnsKnowHowTheyAreCompared();
    void indexesAndKeysAreRead();
    void tablesElsewhereAreRead();
    void caseOfNamesIsKept();
    void hostileNamesAreOnlyNames();
    void viewHasNoKey();
    void forbiddenTableIsAFinding();
    void forbiddenVersionTableIsAFinding();
    void fingerprintSeesEveryChange();
    void fingerprintKnowsEveryCase();
    void estimateIsNearTheTruth();
    void rightsAreTold_data();
    void rightsAreTold();

private:
    bool isMaria() const { return engine() == "mysql"_L1; }
    QString engine() const;
    bool exec(const QString &sql, const QString &database = u"presence"_s)
    {
        return m_lab.exec(engine(), sql, database);
    }
    bool makeKamailio(const QString &more = {});
    DatabaseSchema schema(const TableNames &names = {}, const ServerAccount &account = kamAccount,
        const QString &database = u"presence"_s);
    QByteArray fingerprint(const TableNames &names = {});

    ServerLab m_lab;
};

namespace {

QStringList codes(const DatabaseSchema &schema)
{
    QStringList all;
    for (const TableInfo &table : schema.tables)
        for (const Finding &finding : table.findings)
            all.append(roleName(table.role) + u": "_s + finding.code);
    return all;
}

QStringList generations(const DatabaseSchema &schema)
{
    QStringList all;
    for (const TableInfo &table : schema.tables)
        if (table.present)
            all.append(table.generation);
    all.removeDuplicates();
    return all;
}

const ColumnInfo &column(const TableInfo &table, const QString &name)
{
    static const ColumnInfo none;
    const int at = table.indexOf(name);
    return at < 0 ? none : table.columns.at(at);
}

} // namespace

void TestServerSchema::initTestCase_data()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("MariaDB") << u"mysql"_s;
    QTest::newRow("PostgreSQL") << u"postgres"_s;
}

QString TestServerSchema::engine() const
{
    QFETCH_GLOBAL(QString, engine);
    return engine;
}

bool TestServerSchema::makeKamailio(const QString &more)
{
    const auto made = createKamailioDatabase(m_lab.server(engine()), u"presence"_s, more);
    if (!made)
        qWarning().noquote() << made.error().message << made.error().detail;
    return bool(made);
}

DatabaseSchema TestServerSchema::schema(
    const TableNames &names, const ServerAccount &account, const QString &database)
{
    const auto connection = m_lab.open(engine(), database, account);
    const auto read = readSchema(*connection, names);
    if (!read) {
        qWarning().noquote() << read.error().message << read.error().detail;
        return {};
    }
    return *read;
}

QByteArray TestServerSchema::fingerprint(const TableNames &names)
{
    const auto connection = m_lab.open(engine(), u"presence"_s);
    const auto read = readFingerprint(*connection, names);
    if (!read)
        qWarning().noquote() << read.error().message << read.error().detail;
    return read ? *read : QByteArray();
}

void TestServerSchema::tablesOfKamailioAreRecognised()
{
    QVERIFY(makeKamailio());
    const DatabaseSchema found = schema();
    QCOMPARE(codes(found), QStringList());
    QCOMPARE(generations(found), QStringList {u"K53"_s});
    QCOMPARE(found.family, Family::Kamailio);
    QVERIFY(found.hasVersionTable);
    for (const TableRole role : {TableRole::Presentity, TableRole::ActiveWatchers, TableRole::Watchers,
             TableRole::Xcap, TableRole::RlsPresentity, TableRole::RlsWatchers}) {
        const TableInfo *table = found.table(role);
        QVERIFY2(table->present && table->readable, qPrintable(table->name));
        QCOMPARE(table->key, QStringList {u"id"_s});
        QCOMPARE(table->storage, isMaria() ? u"InnoDB"_s : QString());
        QVERIFY(!table->readersStopWriters());
        for (const ColumnInfo &each : table->columns)
            QVERIFY2(each.known, qPrintable(each.name));
    }
    QCOMPARE(found.table(TableRole::ActiveWatchers)->version, std::optional(12));
}

void TestServerSchema::tablesOfTheSeedAreRecognised()
{
    // The seed is MySQL's.
    if (isMaria())
        QVERIFY(createSeedDatabase(m_lab.server(engine()), u"presence"_s));
    else
        QVERIFY(m_lab.server(engine()).createDatabase(u"presence"_s)
            && exec(u"CREATE TABLE presentity (username varchar(64) NOT NULL, domain varchar(124) NOT NULL, "
                    "event varchar(64) NOT NULL, etag varchar(64) NOT NULL, expires int NOT NULL, "
                    "received_time int NOT NULL, body text NOT NULL, "
                    "PRIMARY KEY (username, domain, event, etag)); "
                    "CREATE TABLE xcap_xml (username varchar(64) NOT NULL, domain varchar(128) NOT NULL, "
                    "xcap text NOT NULL, doc_type int NOT NULL, PRIMARY KEY (username, domain, doc_type)); "
                    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO kam"_s));
    const DatabaseSchema found = schema();
    QCOMPARE(generations(found), QStringList {u"S0"_s});
    QCOMPARE(found.family, Family::Seed);
    for (const TableInfo &table : found.tables) {
        if (!table.present)
            continue;
        QCOMPARE(table.keyKind, KeyKind::Columns);
        QCOMPARE(table.readersStopWriters(), isMaria());
        QCOMPARE(table.findings.size(), 1);
        QCOMPARE(table.findings.constFirst().code, u"version-missing"_s);
    }
    QCOMPARE(found.table(TableRole::Presentity)->key,
        QStringList({u"username"_s, u"domain"_s, u"event"_s, u"etag"_s}));
    QCOMPARE(column(*found.table(TableRole::Presentity), u"body"_s).kind, ColumnKind::Text);
}

void TestServerSchema::oldSpellingsAreRecognised()
{
    if (!isMaria())
        QVERIFY(makeKamailio(u"ALTER TABLE presentity ALTER COLUMN username TYPE character(64); "
                             "ALTER TABLE watchers ALTER COLUMN reason TYPE character varying(64);"_s));
    else
        QVERIFY(makeKamailio(u"ALTER TABLE presentity MODIFY body MEDIUMTEXT NOT NULL, ENGINE=MyISAM; "
                             "ALTER TABLE xcap MODIFY doc LONGBLOB NOT NULL; "
                             "ALTER TABLE watchers MODIFY id BIGINT(20) UNSIGNED NOT NULL AUTO_INCREMENT, "
                             "CONVERT TO CHARACTER SET utf8mb4;"_s));
    const DatabaseSchema found = schema();
    QCOMPARE(generations(found), QStringList {u"K53"_s});
    QCOMPARE(codes(found), QStringList());
    const TableInfo &presentity = *found.table(TableRole::Presentity);
    QCOMPARE(column(presentity, u"username"_s).width, 64);
    if (!isMaria())
        return;
    QCOMPARE(column(presentity, u"body"_s).kind, ColumnKind::Text);
    QCOMPARE(column(presentity, u"body"_s).meaning, Meaning::Document);
    QVERIFY(presentity.readersStopWriters());
    QCOMPARE(column(*found.table(TableRole::Xcap), u"doc"_s).kind, ColumnKind::Binary);
    QCOMPARE(column(*found.table(TableRole::Watchers), u"id"_s).kind, ColumnKind::Integer);
    QCOMPARE(column(*found.table(TableRole::Watchers), u"event"_s).collation, u"utf8mb4_general_ci"_s);
}

void TestServerSchema::columnsKnowHowTheyAreCompared()
{
    QVERIFY(makeKamailio());
    const DatabaseSchema found = schema();
    const TableInfo &table = *found.table(TableRole::Presentity);
    QVERIFY(column(table, u"id"_s).collation.isEmpty());
    QVERIFY(column(table, u"body"_s).collation.isEmpty());
    QCOMPARE(column(table, u"body"_s).kind, ColumnKind::Binary);
    QCOMPARE(column(table, u"username"_s).kind, ColumnKind::Text);
    QCOMPARE(column(table, u"username"_s).width, 64);
    const QString collation = column(table, u"username"_s).collation;
    if (isMaria())
        QCOMPARE(collation, u"latin1_swedish_ci"_s);
    else
        QCOMPARE(collation,
            m_lab.server(engine())
                .run(u"SELECT datcollate FROM pg_database WHERE datname = 'presence'"_s)
                ->value(0)
                .value(0)
                .toString());
}

void TestServerSchema::indexesAndKeysAreRead()
{
    const QString more = isMaria()
        ? u"CREATE INDEX part ON watchers (watcher_username(10)); CREATE INDEX status_time ON watchers "
          "(status, inserted_time);"_s
        : u"CREATE INDEX part ON watchers (lower(watcher_username)); CREATE INDEX halfway ON watchers "
          u"(reason) "
          "WHERE status = 1; CREATE INDEX status_time ON watchers (status, inserted_time) INCLUDE (reason);"_s;
    QVERIFY(makeKamailio(more
        + u"ALTER TABLE rls_watchers DROP %1;"_s.arg(
            isMaria() ? u"COLUMN id"_s : u"CONSTRAINT rls_watchers_pkey"_s)));
    const DatabaseSchema found = schema();
    const TableInfo &watchers = *found.table(TableRole::Watchers);
    QHash<QString, IndexInfo> indexes;
    for (const IndexInfo &index : watchers.indexes)
        indexes.insert(index.name, index);
    QVERIFY(indexes.contains(u"status_time"_s));
    QCOMPARE(indexes[u"status_time"_s].columns, QStringList({u"status"_s, u"inserted_time"_s}));
    QVERIFY(indexes[u"status_time"_s].whole);
    QVERIFY(!indexes.contains(u"part"_s) || !indexes[u"part"_s].whole);
    QVERIFY(isMaria() || !indexes.value(u"halfway"_s).whole);
    // Without its primary key a table is known by a unique index.
    QCOMPARE(
        found.table(TableRole::RlsWatchers)->key, QStringList({u"callid"_s, u"to_tag"_s, u"from_tag"_s}));
}

void TestServerSchema::tablesElsewhereAreRead()
{
    QVERIFY(makeKamailio());
    if (isMaria())
        QVERIFY(m_lab.server(engine()).createDatabase(u"rls"_s)
            && exec(u"CREATE TABLE rls.subs LIKE rls_watchers; CREATE TABLE rls.version AS "
                    "SELECT 'subs' AS table_name, 3 AS table_version; DELETE FROM version WHERE table_name = "
                    "'rls_watchers'; DROP TABLE rls_watchers"_s));
    else
        QVERIFY(
            exec(u"CREATE SCHEMA rls; CREATE TABLE rls.subs (LIKE rls_watchers INCLUDING INDEXES); CREATE "
                 "TABLE rls.version AS SELECT text 'subs' AS table_name, 3 AS table_version; GRANT USAGE "
                 "ON SCHEMA rls TO kam; GRANT SELECT ON ALL TABLES IN SCHEMA rls TO kam; DROP TABLE "
                 "rls_watchers"_s));
    const TableNames names {{TableRole::RlsWatchers, u"rls.subs"_s}};
    const DatabaseSchema found = schema(names);
    const TableInfo &table = *found.table(TableRole::RlsWatchers);
    QVERIFY(table.present && table.readable);
    QCOMPARE(table.database, u"rls"_s);
    QCOMPARE(table.name, u"subs"_s);
    QCOMPARE(table.version, std::optional(3));
    QCOMPARE(table.generation, u"K53"_s);
    QCOMPARE(table.key, QStringList {u"id"_s});
    QCOMPARE(codes(found), QStringList());
    const auto connection = m_lab.open(engine(), u"presence"_s);
    const auto counted = connection->select(
        {u"SELECT count(*) FROM "_s + connection->dialect().tableName(table.database, table.name), {}});
    QVERIFY(counted);
    // And what is nowhere is missing.
    const DatabaseSchema missing = schema({{TableRole::RlsWatchers, u"rls.nothing"_s}});
    QVERIFY(!missing.table(TableRole::RlsWatchers)->present);
    const DatabaseSchema nowhere = schema({{TableRole::RlsWatchers, u"nowhere.subs"_s}});
    QVERIFY(!nowhere.table(TableRole::RlsWatchers)->present);

    const QByteArray before = fingerprint(names);
    QVERIFY(exec(u"ALTER TABLE rls.subs ADD COLUMN more int"_s));
    QVERIFY(fingerprint(names) != before);
}

void TestServerSchema::caseOfNamesIsKept()
{
    const QString quote = isMaria() ? u"`"_s : u"\""_s;
    QVERIFY(makeKamailio(u"ALTER TABLE watchers RENAME TO %1Watchers%1;"_s.arg(quote)));
    const DatabaseSchema found = schema();
    const TableInfo &table = *found.table(TableRole::Watchers);
    QVERIFY(table.present && table.readable);
    QCOMPARE(table.name, u"Watchers"_s);
    QCOMPARE(codes(found), QStringList());
    // Both spellings: the exact one is meant.
    QVERIFY(exec(u"CREATE TABLE watchers (nothing int)"_s));
    QCOMPARE(schema().table(TableRole::Watchers)->name, u"watchers"_s);
}

void TestServerSchema::hostileNamesAreOnlyNames()
{
    const QString name = uR"(a'b"c`d; DROP TABLE presentity --?%1)"_s;
    QString quoted = name;
    const QString quote = isMaria() ? u"`"_s : u"\""_s;
    quoted = quote + quoted.replace(quote, quote + quote) + quote;
    QVERIFY(makeKamailio(u"ALTER TABLE watchers RENAME TO "_s + quoted + u';'));
    QVERIFY(exec(u"ALTER TABLE "_s + quoted + u" ADD COLUMN "_s + quoted + u" int"_s));
    const DatabaseSchema found = schema({{TableRole::Watchers, name}});
    const TableInfo &table = *found.table(TableRole::Watchers);
    QVERIFY(table.present && table.readable);
    QCOMPARE(table.name, name);
    QCOMPARE(table.columns.constLast().name, name);
    QVERIFY(found.table(TableRole::Presentity)->present);
}

void TestServerSchema::viewHasNoKey()
{
    QVERIFY(makeKamailio());
    QVERIFY(
        exec(u"ALTER TABLE watchers RENAME TO stored; CREATE VIEW watchers AS SELECT * FROM stored; %1"_s.arg(
            isMaria() ? QString() : u"GRANT SELECT ON watchers TO kam"_s)));
    const DatabaseSchema found = schema();
    const TableInfo &table = *found.table(TableRole::Watchers);
    QVERIFY(table.present && table.readable);
    QCOMPARE(table.keyKind, KeyKind::None);
    QCOMPARE(table.generation, u"K53"_s);
}

void TestServerSchema::forbiddenTableIsAFinding()
{
    QVERIFY(makeKamailio());
    if (isMaria())
        QVERIFY(exec(u"DROP USER IF EXISTS narrow; CREATE USER narrow IDENTIFIED BY 'pw'; GRANT SELECT ON "
                     "presence.presentity TO narrow; GRANT INSERT ON presence.watchers TO narrow; GRANT "
                     "SELECT ON presence.version TO narrow"_s));
    else
        QVERIFY(exec(u"DROP ROLE IF EXISTS narrow; CREATE ROLE narrow LOGIN PASSWORD 'pw'; GRANT SELECT ON "
                     "presentity, version TO narrow; GRANT INSERT ON watchers TO narrow"_s));
    const DatabaseSchema found = schema({}, {"narrow", "pw"});
    QVERIFY(found.table(TableRole::Presentity)->readable);
    const TableInfo &watchers = *found.table(TableRole::Watchers);
    QVERIFY(watchers.present);
    QVERIFY(!watchers.readable);
    QCOMPARE(watchers.findings.constFirst().code, u"unreadable"_s);
    QVERIFY(watchers.findings.constFirst().sentence.contains("GRANT SELECT"_L1));
    if (!isMaria())
        QVERIFY(exec(u"DROP OWNED BY narrow; DROP ROLE narrow"_s));
}

void TestServerSchema::forbiddenVersionTableIsAFinding()
{
    QVERIFY(makeKamailio());
    if (isMaria()) // another right, or the catalog would not even name the table
        QVERIFY(exec(u"CREATE OR REPLACE USER narrow IDENTIFIED BY 'pw'; GRANT SELECT ON "
                     "presence.presentity TO narrow; GRANT SELECT ON presence.watchers TO narrow; GRANT "
                     "INSERT ON presence.version TO narrow"_s));
    else
        QVERIFY(exec(u"DROP ROLE IF EXISTS narrow; CREATE ROLE narrow LOGIN PASSWORD 'pw'; GRANT SELECT ON "
                     "presentity, watchers TO narrow"_s));
    const auto connection = m_lab.open(engine(), u"presence"_s, {"narrow", "pw"});
    const auto found = readSchema(*connection);
    QVERIFY2(found, found ? "" : qPrintable(found.error().message + found.error().detail));
    QVERIFY(found->hasVersionTable);
    QCOMPARE(found->family, Family::Kamailio);
    for (const TableRole role : {TableRole::Presentity, TableRole::Watchers}) {
        const TableInfo &table = *found->table(role);
        QVERIFY(table.readable);
        QCOMPARE(table.generation, u"K53"_s);
        QCOMPARE(table.findings.size(), 1);
        QCOMPARE(table.findings.constFirst().code, u"version-unreadable"_s);
        QVERIFY(table.findings.constFirst().sentence.contains("GRANT SELECT"_L1));
    }
    const auto fingerprint = readFingerprint(*connection);
    QVERIFY(fingerprint);
    QCOMPARE(*fingerprint, found->fingerprint);
    if (!isMaria())
        QVERIFY(exec(u"DROP OWNED BY narrow; DROP ROLE narrow"_s));
}

void TestServerSchema::fingerprintSeesEveryChange()
{
    QVERIFY(makeKamailio());
    const QStringList changes {u"ALTER TABLE watchers ADD COLUMN more int"_s,
        isMaria() ? u"ALTER TABLE watchers MODIFY more bigint"_s
                  : u"ALTER TABLE watchers ALTER COLUMN more TYPE bigint"_s,
        u"CREATE INDEX more_idx ON watchers (more)"_s,
        isMaria() ? u"DROP INDEX more_idx ON watchers"_s : u"DROP INDEX more_idx"_s,
        u"UPDATE version SET table_version = 99 WHERE table_name = 'watchers'"_s,
        u"CREATE TABLE xcap_xml (a int)"_s, u"DROP TABLE rls_presentity"_s};
    QByteArray before = fingerprint();
    QVERIFY(!before.isEmpty());
    QCOMPARE(fingerprint(), before);
    for (const QString &change : changes) {
        QVERIFY(exec(change));
        const QByteArray after = fingerprint();
        QVERIFY2(after != before && !after.isEmpty(), qPrintable(change));
        before = after;
    }
    QVERIFY(exec(u"CREATE TABLE unrelated (a int)"_s));
    QCOMPARE(fingerprint(), before);
}

void TestServerSchema::fingerprintKnowsEveryCase()
{
    QVERIFY(makeKamailio());
    if (isMaria())
        QVERIFY(exec(u"RENAME TABLE watchers TO `Watchers`, xcap TO `Xcap_Here`"_s));
    const TableNames names {{TableRole::Xcap, isMaria() ? u"XCAP_here"_s : u"xcap"_s}};
    const QStringList tables =
        isMaria() ? QStringList {u"Watchers"_s, u"Xcap_Here"_s} : QStringList {u"watchers"_s, u"xcap"_s};
    QByteArray before = fingerprint(names);
    for (const QString &table : tables) {
        QVERIFY(exec(u"ALTER TABLE %1 ADD COLUMN more int"_s.arg(table)));
        const QByteArray after = fingerprint(names);
        QVERIFY2(after != before && !after.isEmpty(), qPrintable(table));
        before = after;
    }
}

void TestServerSchema::estimateIsNearTheTruth()
{
    QVERIFY(makeKamailio());
    QVERIFY(fillActiveWatchers(m_lab.server(engine()), u"presence"_s, 20'000, 1'800'000'000));
    const qint64 estimate = schema().table(TableRole::ActiveWatchers)->estimatedRows;
    QVERIFY2(estimate > 10'000 && estimate < 40'000, qPrintable(QString::number(estimate)));
}

void TestServerSchema::rightsAreTold_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<bool>("writes");
    QTest::addColumn<bool>("super");
    QTest::newRow("the server's own") << u"kam"_s << true << false;
    QTest::newRow("one that may only read") << u"reader"_s << false << false;
    QTest::newRow("one for the subscriptions") << u"narrow"_s << true << false;
    QTest::newRow("the administrator") << u"chief"_s << true << true;
}

void TestServerSchema::rightsAreTold()
{
    QFETCH(QString, account);
    QFETCH(bool, writes);
    QFETCH(bool, super);
    QVERIFY(makeKamailio());
    if (isMaria())
        QVERIFY(exec(u"CREATE OR REPLACE USER narrow IDENTIFIED BY 'pw'; GRANT SELECT ON presence.* TO "
                     "narrow; GRANT UPDATE (status) ON presence.watchers TO narrow; CREATE OR REPLACE USER "
                     "chief IDENTIFIED BY 'pw'; GRANT ALL ON *.* TO chief"_s));
    else
        QVERIFY(exec(u"DROP ROLE IF EXISTS narrow; DROP ROLE IF EXISTS chief; CREATE ROLE narrow LOGIN "
                     "PASSWORD 'pw'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO narrow; GRANT UPDATE "
                     "(status) ON watchers TO narrow; CREATE ROLE chief LOGIN SUPERUSER PASSWORD 'pw'"_s));
    const QByteArray name = account.toLatin1();
    const ServerAccount known = account == "kam"_L1 ? kamAccount
        : account == "reader"_L1                    ? readerAccount
                                                    : ServerAccount {name.constData(), "pw"};
    const auto connection = m_lab.open(engine(), u"presence"_s, known);
    const auto found = readSchema(*connection);
    QVERIFY(found);
    const auto rights = readRights(*connection, *found);
    QVERIFY2(rights, rights ? "" : qPrintable(rights.error().message + rights.error().detail));
    QVERIFY(rights->account.startsWith(account));
    QCOMPARE(rights->isSuperuser, super);
    QCOMPARE(rights->isReadOnlyAccount(), !writes);
    const TableRights *watchers = rights->table(TableRole::Watchers);
    QVERIFY(watchers && watchers->select);
    QCOMPARE(watchers->update, writes);
    QCOMPARE(watchers->remove, writes && account != "narrow"_L1);
    QCOMPARE(watchers->insert, writes && account != "narrow"_L1);
    QVERIFY(!rights->table(TableRole::XcapXml));
    QCOMPARE(rights->table(TableRole::Presentity)->mayWrite(), writes && account != "narrow"_L1);
    if (!isMaria())
        QVERIFY(exec(u"DROP OWNED BY narrow; DROP OWNED BY chief; DROP ROLE narrow; DROP ROLE chief"_s));
}

QTEST_GUILESS_MAIN(TestServerSchema)
#include "tst_serverschema.moc"
