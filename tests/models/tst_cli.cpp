// SPDX-License-Identifier: GPL-3.0-or-later
#include "clidatabases.h"
#include "cliprogram.h"
#include "seeddatabase.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QStringList strings(const QJsonArray &objects, const QString &member)
{
    QStringList values;
    for (const QJsonValue &object : objects)
        values << object[member].toVariant().toString();
    return values;
}

} // namespace

/// Runs the program as a script would and looks at its answer, sentences and exit code.
class TestCli : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void exitCodesAndSentences_data();
    void exitCodesAndSentences();
    void helpAndVersionAreAnswers();
    void optionsStandBeforeOrAfterTheCommand();
    void tablesCountsWhatIsThere();
    void schemaListsEveryRole();
    void schemaOfASeedDatabaseFindsOnlyTheMissingVersionTable();
    void aDamagedTableLeavesTheOthersReadable();
    void nothingReadableIsExitCodeThree();
    void renamedTablesCanBeNamed();
    void nothingIsWritten();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    CliAnswer seed(const QStringList &arguments) const
    {
        return runCli(QStringList {u"--db"_s, path(u"seed.db"_s)} + arguments);
    }
    CliAnswer modern(const QStringList &arguments) const
    {
        return runCli(QStringList {u"--db"_s, path(u"modern.db"_s)} + arguments);
    }

    QTemporaryDir m_folder;
};

void TestCli::initTestCase()
{
    QVERIFY(executeSql(path(u"seed.db"_s), seedRowsSql()));
    QVERIFY(executeSql(path(u"modern.db"_s), modernSql()));
    QVERIFY(executeSql(path(u"other.db"_s), u"CREATE TABLE my_watchers (p_user TEXT, w_user TEXT)"_s));
    QFile text(path(u"text.db"_s));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("This is a shopping list and no database at all.\n");
    QFile empty(path(u"empty.db"_s));
    QVERIFY(empty.open(QIODevice::WriteOnly));
}

void TestCli::exitCodesAndSentences_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("sentence");

    const QString db = u"--db="_s + path(u"modern.db"_s);
    const auto row = [](const char *name, const QStringList &arguments, int code, const char *sentence) {
        QTest::newRow(name) << arguments << code << QString::fromLatin1(sentence);
    };
    row("no command", {db}, 2, "tables, schema, rows");
    row("unknown command", {db, u"foo"_s}, 2, "tables, schema, rows");
    row("two commands", {db, u"tables"_s, u"schema"_s}, 2, "schema");
    row("unknown option", {db, u"tables"_s, u"--colour"_s}, 2, "--colour");
    row("no database", {u"tables"_s}, 2, "--db");
    row("database and profile", {db, u"--profile"_s, u"x"_s, u"tables"_s}, 2, "--profile");
    row("unknown scheme", {u"--db"_s, u"oracle://h/d"_s, u"tables"_s}, 2, "oracle");
    row("format of another command", {db, u"--format"_s, u"tsv"_s, u"tables"_s}, 2, "text, json");
    row("unknown format", {db, u"rows"_s, u"watchers"_s, u"--format"_s, u"xml"_s}, 2, "text, tsv, json");
    row("unknown table", {db, u"rows"_s, u"nope"_s}, 2, "watchers");
    row("no table", {db, u"rows"_s}, 2, "TABLE");
    row("missing table", {db, u"rows"_s, u"pua"_s}, 3, "watchers");
    row("unknown column", {db, u"rows"_s, u"watchers"_s, u"--where"_s, u"nope = 1"_s}, 2, "presentity_uri");
    row("unknown operator", {db, u"rows"_s, u"watchers"_s, u"--where"_s, u"id like 1"_s}, 2, "contains");
    row("unknown word", {db, u"rows"_s, u"watchers"_s, u"--where"_s, u"status = x"_s}, 2, "pending");
    row("bad number in a condition", {db, u"rows"_s, u"watchers"_s, u"--where"_s, u"id = x"_s}, 2, "number");
    row("unknown sort column", {db, u"rows"_s, u"watchers"_s, u"--sort"_s, u"nope"_s}, 2, "presentity_uri");
    row("unknown sort direction", {db, u"rows"_s, u"watchers"_s, u"--sort"_s, u"id:up"_s}, 2, ":desc");
    row("bad limit", {db, u"rows"_s, u"watchers"_s, u"--limit"_s, u"x"_s}, 2, "whole number");
    row("negative limit", {db, u"rows"_s, u"watchers"_s, u"--limit"_s, u"-1"_s}, 2, "whole number");
    row("bad offset", {db, u"rows"_s, u"watchers"_s, u"--offset"_s, u"1.5"_s}, 2, "whole number");
    row("bad clock", {db, u"--now"_s, u"noon"_s, u"tables"_s}, 2, "whole number");
    row("unknown role", {db, u"--table"_s, u"cats=dogs"_s, u"tables"_s}, 2, "active_watchers");
    row("role without a name", {db, u"--table"_s, u"pua"_s, u"tables"_s}, 2, "pua=NAME");
    row("missing file", {u"--db"_s, path(u"nope.db"_s), u"tables"_s}, 3, "nope.db");
    row("driver text", {u"--db"_s, path(u"text.db"_s), u"tables"_s}, 3, "Details:");
    row("text file", {u"--db"_s, path(u"text.db"_s), u"schema"_s}, 3, "text.db");
    row("empty file", {u"--db"_s, path(u"empty.db"_s), u"rows"_s, u"pua"_s}, 3, "empty.db");
    row("no presence tables", {u"--db"_s, path(u"other.db"_s), u"tables"_s}, 3, "my_watchers");
    row("rows without presence tables", {u"--db"_s, path(u"other.db"_s), u"rows"_s, u"pua"_s}, 3, "--table");
    row("fine", {db, u"tables"_s}, 0, "");
}

void TestCli::exitCodesAndSentences()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, sentence);
    const CliAnswer answer = runCli(arguments);
    QCOMPARE(answer.code, code);
    QVERIFY2(answer.sentences.contains(sentence), qPrintable(answer.sentences));
    if (code == 2)
        QVERIFY(answer.output.isEmpty());
}

void TestCli::helpAndVersionAreAnswers()
{
    for (const QStringList &arguments :
        {QStringList {u"--help"_s}, {u"rows"_s, u"--help"_s}, {u"--version"_s}}) {
        const CliAnswer answer = runCli(arguments);
        QCOMPARE(answer.code, 0);
        QVERIFY(answer.output.contains("presence-inspector-cli"));
        QVERIFY(answer.sentences.isEmpty());
    }
}

void TestCli::optionsStandBeforeOrAfterTheCommand()
{
    const QString db = path(u"modern.db"_s);
    const CliAnswer before = runCli({u"--db"_s, db, u"--format"_s, u"json"_s, u"tables"_s});
    const CliAnswer after = runCli({u"tables"_s, u"--format"_s, u"json"_s, u"--db"_s, db});
    const CliAnswer url = runCli({u"tables"_s, u"--format=json"_s, u"--db=sqlite://"_s + db});
    QCOMPARE(before.code, 0);
    QCOMPARE(after.output, before.output);
    QCOMPARE(url.output, before.output);
}

void TestCli::tablesCountsWhatIsThere()
{
    const CliAnswer answer = modern({u"tables"_s, u"--format"_s, u"json"_s});
    QCOMPARE(answer.output, QByteArray("[{\"name\":\"watchers\",\"role\":\"watchers\",\"rows\":2500}]\n"));
    QVERIFY(answer.sentences.isEmpty());
    const CliAnswer text = seed({u"tables"_s});
    QVERIFY(text.output.startsWith("name"));
    QCOMPARE(text.output.count('\n'), 5);
    const CliAnswer none = runCli({u"--db"_s, path(u"other.db"_s), u"tables"_s, u"--format"_s, u"json"_s});
    QCOMPARE(none.code, 3);
    QCOMPARE(none.output, QByteArray("[]\n"));
}

void TestCli::schemaListsEveryRole()
{
    const CliAnswer answer = modern({u"schema"_s, u"--format"_s, u"json"_s});
    QCOMPARE(answer.code, 1);
    const QJsonObject schema = answer.json().object();
    QCOMPARE(schema.keys(), (QStringList {u"family"_s, u"tables"_s}));
    const QJsonArray tables = schema[u"tables"].toArray();
    QCOMPARE(strings(tables, u"role"_s).join(u' '),
        u"presentity active_watchers watchers xcap_xml xcap pua rls_presentity rls_watchers"_s);
    const QJsonObject watchers = tables.at(2).toObject();
    QCOMPARE(
        watchers.keys().join(u' '), u"findings generation name present role rows unknown_columns version"_s);
    QCOMPARE(watchers[u"present"], QJsonValue(true));
    QCOMPARE(watchers[u"version"], QJsonValue(3));
    QCOMPARE(watchers[u"rows"], QJsonValue(2500));
    QCOMPARE(watchers[u"unknown_columns"].toArray(), (QJsonArray {u"odd \"name; --"_s, u"a b"_s}));
    QVERIFY(strings(watchers[u"findings"].toArray(), u"code"_s).contains(u"column-unknown"_s));
    const QJsonObject pua = tables.at(5).toObject();
    QCOMPARE(pua[u"present"], QJsonValue(false));
    for (const auto member : {u"generation", u"version", u"rows"})
        QVERIFY(pua[member].isNull());
}

void TestCli::schemaOfASeedDatabaseFindsOnlyTheMissingVersionTable()
{
    const CliAnswer answer = seed({u"schema"_s, u"--format"_s, u"json"_s});
    QCOMPARE(answer.code, 1);
    const QJsonObject schema = answer.json().object();
    QCOMPARE(schema[u"family"], QJsonValue(u"seed"_s));
    QStringList present;
    QStringList codes;
    for (const QJsonValue &table : schema[u"tables"].toArray()) {
        codes << strings(table[u"findings"].toArray(), u"code"_s);
        if (table[u"present"].toBool())
            present << table[u"role"].toString() + u' ' + table[u"generation"].toString();
    }
    codes.removeDuplicates();
    QCOMPARE(codes, QStringList {u"version-missing"_s});
    QCOMPARE(present,
        (QStringList {u"presentity S0"_s, u"active_watchers S0"_s, u"watchers S0"_s, u"xcap_xml S0"_s}));
    const CliAnswer text = seed({u"schema"_s});
    QCOMPARE(text.code, 1);
    QVERIFY(text.output.contains("version-missing"));
}

void TestCli::aDamagedTableLeavesTheOthersReadable()
{
    const QString file = path(u"damaged.db"_s);
    QVERIFY(executeSql(file, seedRowsSql()));
    QVERIFY(damageTable(file, u"presentity"_s));
    const CliAnswer tables = runCli({u"tables"_s, u"--db"_s, file, u"--format"_s, u"json"_s});
    QCOMPARE(tables.code, 0);
    QVERIFY(tables.sentences.contains(u"presentity"_s));
    const QJsonArray list = tables.json().array();
    QCOMPARE(list.size(), 4);
    QVERIFY(list[0][u"rows"].isNull());
    QCOMPARE(list[1][u"rows"], QJsonValue(3));
    const CliAnswer schema = runCli({u"schema"_s, u"--db"_s, file, u"--format"_s, u"json"_s});
    QCOMPARE(schema.code, 1);
    const QJsonArray findings = schema.json()[u"tables"][0][u"findings"].toArray();
    QVERIFY(strings(findings, u"code"_s).contains(u"unreadable"_s));
    const CliAnswer bad = runCli({u"rows"_s, u"presentity"_s, u"--db"_s, file, u"--format"_s, u"json"_s});
    QCOMPARE(bad.code, 3);
    QVERIFY(bad.output.isEmpty());
    QCOMPARE(runCli({u"rows"_s, u"active_watchers"_s, u"--db"_s, file}).code, 0);
}

void TestCli::nothingReadableIsExitCodeThree()
{
    const QString file = path(u"lost.db"_s);
    QVERIFY(executeSql(file, modernSql()));
    QVERIFY(damageTable(file, u"watchers"_s));
    const CliAnswer tables = runCli({u"tables"_s, u"--db"_s, file, u"--format"_s, u"json"_s});
    QCOMPARE(tables.code, 3);
    QVERIFY(tables.json()[0][u"rows"].isNull());
    QCOMPARE(runCli({u"schema"_s, u"--db"_s, file}).code, 3);
}

void TestCli::renamedTablesCanBeNamed()
{
    QVERIFY(executeSql(path(u"renamed.db"_s),
        u"CREATE TABLE my_watchers (p_user TEXT, p_domain TEXT, w_user TEXT, w_domain TEXT, subs_status "
        u"TEXT, "
        "reason TEXT, inserted_time INT); INSERT INTO my_watchers VALUES ('a', 'b', 'c', 'd', 'active', '', 1)"_s));
    const QStringList base {u"--db"_s, path(u"renamed.db"_s), u"--table"_s, u"watchers=my_watchers"_s};
    const CliAnswer tables = runCli(base + QStringList {u"tables"_s, u"--format"_s, u"json"_s});
    QCOMPARE(tables.code, 0);
    QCOMPARE(tables.output, QByteArray("[{\"name\":\"my_watchers\",\"role\":\"watchers\",\"rows\":1}]\n"));
    for (const QString &name : {u"my_watchers"_s, u"watchers"_s}) {
        const CliAnswer rows = runCli(base + QStringList {u"rows"_s, name, u"--format"_s, u"json"_s});
        QCOMPARE(rows.json().array().size(), 1);
    }
}

void TestCli::nothingIsWritten()
{
    const QStringList before = QDir(m_folder.path()).entryList(QDir::Files);
    QFile file(path(u"seed.db"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    for (const QString &command : {u"tables"_s, u"schema"_s})
        seed({command});
    seed({u"rows"_s, u"watchers"_s});
    runCli({u"--db"_s, path(u"nope.db"_s), u"tables"_s});
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), content);
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), before);
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
