// SPDX-License-Identifier: GPL-3.0-or-later
#include "cliprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QByteArray pidf = "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:a@b\">%1</presence>\n";

QByteArray presence(const char *inner)
{
    return QByteArray(pidf).replace("%1", inner);
}

} // namespace

/// The command "check" on files, as a script sees it.
class TestCliCheck : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void tsv_data();
    void tsv();
    void severalFiles();
    void aMissingFileIsSaid();
    void usageErrors_data();
    void usageErrors();
    void textListsEverything();
    void jsonListsEverything();
    void namesAreKept();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const;

    QTemporaryDir m_folder;
};

QString TestCliCheck::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test cannot write its file");
    return path(name);
}

void TestCliCheck::initTestCase()
{
    write(u"fine.xml"_s, presence("<tuple id='t'><status><basic>open</basic></status></tuple>"));
    write(u"wrong.xml"_s, presence("\n<tuple id='t'><status><basic>opne</basic></status></tuple>"));
}

void TestCliCheck::tsv_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QString>("type"); // given, empty: guessed
    QTest::addColumn<QString>("expected"); // behind the name of the file
    QTest::addColumn<int>("code");

    const auto row = [](const char *name, const QByteArray &stored, const char *type, const char *expected,
                         int code = 1) {
        QTest::newRow(name) << stored << QString::fromLatin1(type) << QString::fromLatin1(expected) << code;
    };
    row("fine", presence(""), "", "presence\ty\ty\t\t", 0);
    row("by type", presence(""), "pidf-manipulation", "pidf-manipulation\ty\ty\t\t", 0);
    row("wrong type", presence(""), "dialog-info",
        "dialog-info\ty\tn\t1\tThe root element is <presence>; in this kind of document it must be "
        "<dialog-info>.");
    row("invalid", presence("\n<tuple/>"), "", "presence\ty\tn\t2\t<tuple> lacks the attribute id.");
    row("malformed", presence("\n<tuple>"), "",
        "presence\tn\t-\t2\tThe end tag </presence> does not fit: <tuple> from line 2, column 1 is still "
        "open.");
    row("escapes", presence("<tuple id='a\\&#9;&#10;'><status/></tuple>"), "",
        "presence\ty\tn\t1\t\"a\\\\\" is no value for the attribute id of <tuple>; it must be a name that "
        "begins with a letter or _ and has no blank or colon.");
    row("summary", "Messages-Waiting: yes\r\nvoice-message: 1/2\r\n", "", "message-summary\t-\ty\t\t", 0);
    row("wrong summary", "Messages-Waiting: yes\r\nvoice-message: 1\r\n", "",
        "message-summary\t-\tn\t2\t\"1\" are no counts: new/old, and perhaps (urgent new/urgent old).");
    row("empty summary", "", "message-summary", "message-summary\t-\tn\t1\tThe message summary is empty.");
    row("empty", "", "", "xml\tn\t-\t1\tThe document is empty.");
    row("prose", "To whom: it may concern", "", "xml\tn\t-\t1\tText stands before the root element.");
    row("unknown root", "<html/>", "", "xml\ty\t-\t\t", 0);
    row("too deep", presence(QByteArray("<a>").repeated(300).constData()), "",
        "presence\t-\t-\t1\tlimit: elements are nested more than 200 deep; the document is not looked into.");
    row("too large", presence(QByteArray(4 * 1024 * 1024, ' ').constData()), "presence",
        "presence\t-\t-\t1\tlimit: the document has more than 4,194,304 bytes and is not looked into.");
    row("a stumble is not shown",
        "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'><!-- x --><rule id='a'/></ruleset>", "",
        "pres-rules\ty\ty\t\t", 0);
}

void TestCliCheck::tsv()
{
    QFETCH(const QByteArray, stored);
    QFETCH(const QString, type);
    const QString file = write(u"document"_s, stored);
    QStringList arguments {u"check"_s, u"--format"_s, u"tsv"_s, file};
    if (!type.isEmpty())
        arguments << u"--type"_s << type;
    const CliAnswer answer = runCli(arguments);
    const QStringList lines = QString::fromUtf8(answer.output).split(u'\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.at(0), u"file\ttype\twellformed\tvalid\tline\tmessage"_s);
    QFETCH(const QString, expected);
    QCOMPARE(lines.at(1), file + u'\t' + expected);
    QTEST(answer.code, "code");
    QVERIFY2(answer.sentences.isEmpty(), qPrintable(answer.sentences));
}

void TestCliCheck::severalFiles()
{
    const CliAnswer answer =
        runCli({u"check"_s, path(u"fine.xml"_s), path(u"wrong.xml"_s), u"--format=tsv"_s});
    QCOMPARE(answer.code, 1);
    QCOMPARE(answer.output.count('\n'), 3);
    QCOMPARE(runCli({u"check"_s, path(u"fine.xml"_s), path(u"fine.xml"_s)}).code, 0);
}

void TestCliCheck::aMissingFileIsSaid()
{
    const CliAnswer answer =
        runCli({u"check"_s, u"--format=tsv"_s, path(u"missing.xml"_s), m_folder.path(), path(u"fine.xml"_s)});
    QCOMPARE(answer.code, 1);
    QCOMPARE(answer.output.count('\n'), 4);
    QVERIFY(answer.output.contains("missing.xml\t-\t-\t-\t\tThe file cannot be opened: "));
    QVERIFY(answer.output.contains("fine.xml\tpresence\ty\ty\t\t\n"));
    QVERIFY(answer.sentences.contains("missing.xml: The file cannot be opened: "_L1));
    QVERIFY(answer.sentences.contains("This is a folder."_L1));
}

void TestCliCheck::usageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("no file") << QStringList {u"check"_s} << u"Name the files"_s;
    QTest::newRow("unknown kind") << QStringList {u"check"_s, u"--type=multipart"_s, u"x"_s}
                                  << u"presence, pidf-manipulation, dialog-info, watcherinfo, reginfo"_s;
    QTest::newRow("unknown format") << QStringList {u"check"_s, u"--format=xml"_s, u"x"_s}
                                    << u"text, tsv, json"_s;
}

void TestCliCheck::usageErrors()
{
    QFETCH(const QStringList, arguments);
    const CliAnswer answer = runCli(arguments);
    QCOMPARE(answer.code, 2);
    QVERIFY(answer.output.isEmpty());
    QFETCH(const QString, sentence);
    QVERIFY2(answer.sentences.contains(sentence), qPrintable(answer.sentences));
}

void TestCliCheck::textListsEverything()
{
    const QString rules = write(u"rules.xml"_s,
        "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'>\n<!-- x -->\n<rule/></ruleset>");
    const CliAnswer answer = runCli({u"check"_s, path(u"fine.xml"_s), rules});
    QCOMPARE(answer.code, 1);
    const QString text = QString::fromUtf8(answer.output);
    QVERIFY(text.startsWith(path(u"fine.xml"_s) + u": presence, valid\n"_s));
    QVERIFY(text.contains(rules + u": pres-rules, not valid\n"_s));
    QVERIFY2(text.contains(u": stumble: "_s), qPrintable(text));
    QVERIFY(text.contains(rules + u":3:2: invalid: <rule> lacks the attribute id.\n"_s));
    QCOMPARE(answer.sentences.trimmed(), u"1 of 2 documents are fine."_s);
}

void TestCliCheck::jsonListsEverything()
{
    const CliAnswer answer =
        runCli({u"check"_s, u"--format=json"_s, path(u"fine.xml"_s), path(u"wrong.xml"_s)});
    const QJsonArray rows = answer.json().array();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.at(0)[u"fine"_s].toBool(), true);
    const QJsonValue wrong = rows.at(1);
    QCOMPARE(wrong[u"type"_s].toString(), u"presence"_s);
    QCOMPARE(wrong[u"wellformed"_s].toBool(), true);
    QCOMPARE(wrong[u"valid"_s].toBool(true), false);
    const QJsonValue finding = wrong[u"findings"_s][0];
    QCOMPARE(finding[u"code"_s].toString(), u"schema-value"_s);
    QCOMPARE(finding[u"severity"_s].toString(), u"invalid"_s);
    QCOMPARE(finding[u"line"_s].toInt(), 2);
    QCOMPARE(finding[u"column"_s].toInt(), 30);
    QCOMPARE(finding[u"length"_s].toInt(), 4);
    QCOMPARE(finding[u"expected"_s].toString(), u"open, closed"_s);
}

void TestCliCheck::namesAreKept()
{
    const QString odd = write(u"a \\ \u00e9'.xml"_s, presence(""));
    const CliAnswer answer = runCli({u"check"_s, u"--format=tsv"_s, odd});
    QVERIFY(QString::fromUtf8(answer.output).contains(u'\n' + odd + u"\tpresence\ty\ty\t\t\n"_s));
}

QTEST_GUILESS_MAIN(TestCliCheck)
#include "tst_clicheck.moc"
