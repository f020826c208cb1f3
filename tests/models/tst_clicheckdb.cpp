// SPDX-License-Identifier: GPL-3.0-or-later
#include "cliprogram.h"
#include "demo/demodatabase.h"
#include "schemafile.h"
#include "seeddatabase.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The command "check" on a whole database, as a script sees it.
class CliCheckDatabaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesAreNamedByTableAndKey();
    void oneTableIsEnough();
    void everyDocumentOfTheDemo();
    void stumblesAreInJson();
    void refusals_data();
    void refusals();
};

namespace {

const QString seedRows =
    u"INSERT INTO xcap_xml (username, domain, xcap, doc_type) VALUES ('alice', 'example.com', '<ruleset "
    "xmlns=\"urn:ietf:params:xml:ns:common-policy\"><!-- a --><rule id=\"a\"><conditions><identity><many/>"
    "</identity></conditions></rule></ruleset>', 1), ('bob', 'example.com', '<resource-lists', 2);"
    "INSERT INTO presentity (username, domain, event, etag, expires, received_time, body) VALUES ('bob', "
    "'example.com', 'message-summary', 'a,1', 1900000000, 1799999999, 'Messages-Waiting: maybe');"_s;

} // namespace

void CliCheckDatabaseTest::linesAreNamedByTableAndKey()
{
    SchemaFile file(sqliteDdl(seedDdl()));
    QVERIFY2(file.run(seedRows), qPrintable(file.error()));
    const CliAnswer answer = runCli({u"--db"_s, file.path(), u"check"_s, u"--format"_s, u"tsv"_s});
    QCOMPARE(answer.code, 1);
    const QStringList lines = QString::fromUtf8(answer.output).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines.at(0), u"file\ttype\twellformed\tvalid\tline\tmessage"_s);
    QVERIFY2(
        lines.contains(u"xcap_xml:alice,example.com,1\tpres-rules\ty\ty\t\t"_s), answer.output.constData());
    QVERIFY(answer.output.contains("\nxcap_xml:bob,example.com,2\tresource-lists\tn\t-\t1\t"));
    QVERIFY(answer.output.contains(
        "\npresentity:bob,example.com,message-summary,a,1\tmessage-summary\t-\tn\t1\t"));
}

void CliCheckDatabaseTest::oneTableIsEnough()
{
    SchemaFile file(sqliteDdl(seedDdl()));
    QVERIFY(file.run(seedRows));
    const QStringList check {u"--db"_s, file.path(), u"check"_s, u"--format"_s, u"tsv"_s};
    const CliAnswer xcap = runCli(check + QStringList {u"--table"_s, u"xcap_xml"_s});
    QCOMPARE(xcap.output.count(u'\n'), 3);
    QVERIFY(!xcap.output.contains("presentity:"));
    QVERIFY(file.run(u"DELETE FROM xcap_xml WHERE username = 'bob';"_s));
    QCOMPARE(runCli(check + QStringList {u"--table=xcap_xml"_s}).code, 0);
}

void CliCheckDatabaseTest::everyDocumentOfTheDemo()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"demo.sqlite"_s);
    QVERIFY(writeDemoDatabase(DemoKind::Modern, path, 1'800'000'000));
    const CliAnswer answer = runCli({u"--db"_s, path, u"check"_s, u"--format"_s, u"tsv"_s});
    QCOMPARE(answer.code, 1);
    QSet<QString> names;
    const QStringList lines = QString::fromUtf8(answer.output).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines.mid(1)) {
        QCOMPARE(line.count(u'\t'), 5);
        names.insert(line.section(u'\t', 0, 0));
    }
    QCOMPARE(names.size(), lines.size() - 1);
    QVERIFY(lines.size() > 100);
}

void CliCheckDatabaseTest::stumblesAreInJson()
{
    SchemaFile file(sqliteDdl(seedDdl()));
    QVERIFY(file.run(seedRows));
    const CliAnswer answer = runCli({u"--db"_s, file.path(), u"check"_s, u"--format"_s, u"json"_s});
    QVERIFY(!QJsonDocument::fromJson(answer.output).isNull());
    QVERIFY(answer.output.contains("rules-comment-between"));
    const CliAnswer text = runCli({u"--db"_s, file.path(), u"check"_s});
    QVERIFY(text.output.contains("ends its search"));
}

void CliCheckDatabaseTest::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("table without documents")
        << QStringList {u"--table"_s, u"watchers"_s} << u"Tables with documents are"_s;
    QTest::newRow("no such table") << QStringList {u"--table"_s, u"nowhere"_s} << u"presentity"_s;
    QTest::newRow("files too") << QStringList {u"a.xml"_s} << u"neither files"_s;
    QTest::newRow("a kind too") << QStringList {u"--type"_s, u"presence"_s} << u"neither files"_s;
}

void CliCheckDatabaseTest::refusals()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    SchemaFile file(sqliteDdl(seedDdl()));
    const CliAnswer answer = runCli(QStringList {u"--db"_s, file.path(), u"check"_s} + arguments);
    QCOMPARE(answer.code, 2);
    QVERIFY(answer.output.isEmpty());
    QVERIFY2(answer.sentences.contains(sentence), qPrintable(answer.sentences));
}

QTEST_GUILESS_MAIN(CliCheckDatabaseTest)
#include "tst_clicheckdb.moc"
