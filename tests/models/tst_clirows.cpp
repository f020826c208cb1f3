// SPDX-License-Identifier: GPL-3.0-or-later
#include "clidatabases.h"
#include "cliprogram.h"
#include "seeddatabase.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The command "rows": what is shown of which rows, in every format.
class TestCliRows : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void jsonKeepsEveryStorageClass();
    void jsonCarriesTheDecodedText();
    void jsonKeepsTheOrderOfTheColumns();
    void tsvEscapesWhatWouldBreakALine();
    void nothingSteersTheTerminal_data();
    void nothingSteersTheTerminal();
    void conditionsTakeStoredValuesAndWords_data();
    void conditionsTakeStoredValuesAndWords();
    void oddColumnNamesAreColumns();
    void sortIsTotalAndPagesDoNotOverlap_data();
    void sortIsTotalAndPagesDoNotOverlap();
    void limitIsOneHundredUnlessSaid();
    void nowSetsTheClock();
    void wholeDocumentsAreRead();

private:
    CliAnswer rows(const QString &database, const QStringList &arguments) const
    {
        return runCli(QStringList {u"rows"_s, u"--db"_s, m_folder.filePath(database)} + arguments);
    }
    QJsonArray json(const QString &database, const QStringList &arguments) const
    {
        return rows(database, arguments + QStringList {u"--format"_s, u"json"_s}).json().array();
    }
    QStringList ids(const QStringList &arguments) const;

    QTemporaryDir m_folder;
};

void TestCliRows::initTestCase()
{
    QVERIFY(executeSql(m_folder.filePath(u"seed.db"_s), seedRowsSql()));
    QVERIFY(executeSql(m_folder.filePath(u"modern.db"_s), modernSql()));
}

/// The first column of the TSV answer for the modern watchers table.
QStringList TestCliRows::ids(const QStringList &arguments) const
{
    const CliAnswer answer =
        rows(u"modern.db"_s, QStringList {u"watchers"_s, u"--format"_s, u"tsv"_s} + arguments);
    QStringList lines = QString::fromUtf8(answer.output).split(u'\n', Qt::SkipEmptyParts);
    if (answer.code != 0 || lines.isEmpty())
        return {u"exit code %1: %2"_s.arg(answer.code).arg(answer.sentences)};
    lines.removeFirst();
    for (QString &line : lines)
        line = line.section(u'\t', 0, 0);
    return lines;
}

void TestCliRows::jsonKeepsEveryStorageClass()
{
    const QJsonArray seed =
        json(u"seed.db"_s, {u"active_watchers"_s, u"--raw"_s, u"--sort"_s, u"from_tag"_s});
    QCOMPARE(seed.size(), 3);
    QCOMPARE(seed[0][u"event_id"], QJsonValue(QJsonValue::Null));
    QCOMPARE(seed[1][u"event_id"], QJsonValue(u""_s));
    QCOMPARE(seed[1][u"record_route"], QJsonValue(u"a\tb\\c\n\u001b\u009b\u202e[31m"_s));
    QCOMPARE(seed[0][u"expires"], QJsonValue(1000));
    QCOMPARE(seed[2][u"event_id"].toObject(), (QJsonObject {{u"base64"_s, u"6Q=="_s}}));
    QCOMPARE(seed[2][u"contact"].toObject(), (QJsonObject {{u"base64"_s, u"YQD/"_s}}));
    QCOMPARE(seed[2][u"record_route"].toObject(), (QJsonObject {{u"base64"_s, u"AP8="_s}}));

    const CliAnswer modern =
        rows(u"modern.db"_s, {u"watchers"_s, u"--raw"_s, u"--limit"_s, u"3"_s, u"--format"_s, u"json"_s});
    QVERIFY(modern.output.contains("\"odd \\\"name; --\":1.0,"));
    const QJsonArray array = modern.json().array();
    QCOMPARE(array[0][u"a b"], QJsonValue(u"abc"_s)); // bytes that are text are a string
    QCOMPARE(array[1][u"a b"], QJsonValue(QJsonValue::Null));
    QCOMPARE(array[2][u"a b"].toObject(), (QJsonObject {{u"base64"_s, u"/wA="_s}}));
}

void TestCliRows::jsonCarriesTheDecodedText()
{
    const QJsonArray modern = json(u"modern.db"_s, {u"watchers"_s, u"--limit"_s, u"3"_s});
    QCOMPARE(modern[0][u"status"].toObject(), (QJsonObject {{u"raw"_s, 2}, {u"text"_s, u"pending"_s}}));
    QCOMPARE(modern[2][u"status"][u"text"], QJsonValue(u"active"_s));
    QCOMPARE(modern[0][u"inserted_time"][u"raw"], QJsonValue(4999));
    QCOMPARE(modern[0][u"watcher_username"], QJsonValue(u"w1"_s));
    const QJsonArray raw = json(u"modern.db"_s, {u"watchers"_s, u"--limit"_s, u"1"_s, u"--raw"_s});
    QCOMPARE(raw[0][u"status"], QJsonValue(2));
}

void TestCliRows::jsonKeepsTheOrderOfTheColumns()
{
    const CliAnswer answer = rows(u"seed.db"_s, {u"presentity"_s, u"--raw"_s, u"--format"_s, u"json"_s});
    QCOMPARE(answer.output,
        QByteArray(
            "[\n{\"username\":\"alice\",\"domain\":\"a.example\",\"event\":\"presence\",\"etag\":\"e1\","
            "\"expires\":1000,\"received_time\":900,\"body\":\"<presence/>\"}\n]\n"));
    const CliAnswer none = rows(u"seed.db"_s, {u"xcap_xml"_s, u"--format"_s, u"json"_s});
    QCOMPARE(none.code, 0);
    QCOMPARE(none.output, QByteArray("[]\n"));
}

void TestCliRows::tsvEscapesWhatWouldBreakALine()
{
    const CliAnswer answer = rows(u"seed.db"_s, {u"active_watchers"_s, u"--format"_s, u"tsv"_s});
    const QList<QByteArray> lines = answer.output.split('\n');
    QCOMPARE(lines.size(), 5); // header, three rows and nothing behind the last line end
    QVERIFY(lines[0].startsWith("to_user\tto_domain\tfrom_user\t"));
    QVERIFY(lines[1].contains("\tpresence\t\\N\ttt\t"));
    QVERIFY2(lines[2].contains("\ta\\tb\\\\c\\n\\x1b\\xc2\\x9b"), lines[2]);
    QVERIFY2(lines[3].contains("\ta\\x00\\xff\t\\x00\\xff\t"), lines[3]);
    for (qsizetype i = 0; i < 4; ++i)
        QCOMPARE(lines[i].count('\t'), 14);
}

void TestCliRows::nothingSteersTheTerminal_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("text") << QStringList {};
    QTest::newRow("raw text") << QStringList {u"--raw"_s};
    QTest::newRow("tsv") << QStringList {u"--format"_s, u"tsv"_s};
    QTest::newRow("json") << QStringList {u"--format"_s, u"json"_s};
    QTest::newRow("sentence") << QStringList {u"--where"_s, u"a\u001b[31m = 1"_s};
}

void TestCliRows::nothingSteersTheTerminal()
{
    QFETCH(QStringList, options);
    const CliAnswer answer = rows(u"seed.db"_s, QStringList {u"active_watchers"_s} + options);
    for (const QChar character : QString::fromUtf8(answer.output) + answer.sentences)
        QVERIFY(character == u'\n' || character == u'\t' || character.category() != QChar::Other_Control);
}

void TestCliRows::conditionsTakeStoredValuesAndWords_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("expected");
    const auto where = [](const QStringList &conditions) {
        QStringList options;
        for (const QString &condition : conditions)
            options << u"--where"_s << condition;
        return options;
    };
    QTest::newRow("number") << where({u"id=7"_s}) << u"7"_s;
    QTest::newRow("word") << where({u"status = terminated"_s, u"id < 6"_s}) << u"2 5"_s;
    QTest::newRow("stored value") << where({u"status = 3"_s, u"id < 6"_s}) << u"2 5"_s;
    QTest::newRow("words") << where({u"status in active,pending"_s, u"id<=4"_s}) << u"1 3 4"_s;
    QTest::newRow("null") << where({u"reason null"_s, u"id<6"_s}) << u"1 3 5"_s;
    QTest::newRow("notnull") << where({u"reason notnull"_s, u"id<6"_s}) << u"2 4"_s;
    QTest::newRow("not equal keeps null") << where({u"reason != r2"_s, u"id<6"_s}) << u"1 3 4 5"_s;
    QTest::newRow("contains") << where({u"watcher_username contains 249"_s, u"id > 2496"_s})
                              << u"2497 2498 2499"_s;
    QTest::newRow("starts") << where({u"watcher_username starts w249"_s, u"id>=2499"_s}) << u"2499"_s;
    QTest::newRow("ends") << where({u"watcher_username ends 500"_s}) << u"500 1500 2500"_s;
    QTest::newRow("time") << QStringList {u"--now"_s, u"5003"_s, u"--where"_s, u"inserted_time > now-6"_s}
                          << u"1 2"_s;
    QTest::newRow("an attack") << where({u"reason = ' OR 1=1 --"_s}) << u""_s;
}

void TestCliRows::conditionsTakeStoredValuesAndWords()
{
    QFETCH(QStringList, options);
    QFETCH(QString, expected);
    QCOMPARE(ids(options).join(u' '), expected);
}

void TestCliRows::oddColumnNamesAreColumns()
{
    QCOMPARE(ids({u"--where"_s, u"odd \"name; -- = 2.5"_s}), QStringList {u"5"_s});
    QCOMPARE(ids({u"--where"_s, u"\"odd \"\"name; --\" >= 1249.75"_s}), QStringList {u"2500"_s});
    QCOMPARE(
        ids({u"--where"_s, u"a b contains abc"_s, u"--limit"_s, u"2"_s}), (QStringList {u"1"_s, u"4"_s}));
    QCOMPARE(ids({u"--sort"_s, u"odd \"name; --:desc"_s, u"--limit"_s, u"1"_s}), QStringList {u"2500"_s});
}

void TestCliRows::sortIsTotalAndPagesDoNotOverlap_data()
{
    QTest::addColumn<QString>("sort");
    QTest::newRow("by the key") << u"id"_s;
    QTest::newRow("by the key, greatest first") << u"id:desc"_s;
    QTest::newRow("few values") << u"status"_s;
    QTest::newRow("few values, greatest first") << u"presentity_uri:desc"_s;
    QTest::newRow("half of them NULL") << u"reason"_s;
    QTest::newRow("half of them NULL, greatest first") << u"reason:desc"_s;
    QTest::newRow("bytes and NULL") << u"a b"_s;
}

void TestCliRows::sortIsTotalAndPagesDoNotOverlap()
{
    QFETCH(QString, sort);
    const QStringList whole = ids({u"--sort"_s, sort, u"--limit"_s, u"5000"_s});
    QCOMPARE(whole.size(), 2500);
    QCOMPARE(QSet<QString>(whole.begin(), whole.end()).size(), 2500);
    QStringList pages;
    for (int offset = 0; offset < 2500; offset += 1100)
        pages << ids({u"--sort"_s, sort, u"--limit"_s, u"1100"_s, u"--offset"_s, QString::number(offset)});
    QCOMPARE(pages, whole);
}

void TestCliRows::limitIsOneHundredUnlessSaid()
{
    QCOMPARE(ids({}).size(), 100);
    QCOMPARE(ids({u"--limit"_s, u"0"_s}).size(), 0);
    QCOMPARE(ids({u"--limit"_s, u"9223372036854775807"_s}).size(), 2500);
    QCOMPARE(ids({u"--offset"_s, u"2499"_s}), QStringList {u"2500"_s});
    QVERIFY(rows(u"modern.db"_s, {u"watchers"_s}).sentences.contains(u"--limit"_s));
    QVERIFY(rows(u"modern.db"_s, {u"watchers"_s, u"--offset"_s, u"2400"_s}).sentences.isEmpty());
}

void TestCliRows::nowSetsTheClock()
{
    const auto text = [this](const QString &now) {
        const QJsonArray array = json(u"seed.db"_s, {u"presentity"_s, u"--now"_s, now});
        return array[0][u"expires"][u"text"].toString();
    };
    QVERIFY(!text(u"700"_s).isEmpty());
    QVERIFY(text(u"700"_s) != text(u"1300"_s));
    const QStringList soon {
        u"active_watchers"_s, u"--where"_s, u"expires < now+300"_s, u"--where"_s, u"expires > now"_s};
    QCOMPARE(json(u"seed.db"_s, soon + QStringList {u"--now"_s, u"900"_s}).size(), 1);
    QCOMPARE(json(u"seed.db"_s, soon + QStringList {u"--now"_s, u"3000"_s}).size(), 0);
}

void TestCliRows::wholeDocumentsAreRead()
{
    const QString large = u"UPDATE presentity SET body = '<p>' || hex(zeroblob(40000)) || '</p>'"_s;
    QVERIFY(executeSql(m_folder.filePath(u"large.db"_s), seedRowsSql() + large));
    const QJsonArray array = json(u"large.db"_s, {u"presentity"_s, u"--raw"_s});
    QCOMPARE(array[0][u"body"].toString().size(), 80'007);
}

QTEST_GUILESS_MAIN(TestCliRows)
#include "tst_clirows.moc"
