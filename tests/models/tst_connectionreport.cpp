// SPDX-License-Identifier: GPL-3.0-or-later
#include "cliprogram.h"
#include "seeddatabase.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The command "test" on files: the report, its exit codes, its JSON.
class TestConnectionReport : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void aFileIsDescribed();
    void aMissingTableIsAFinding();
    void noTableIsAnError();
    void noDatabaseIsAnError();
    void jsonHasTheSameSentences();

private:
    QTemporaryDir m_folder;
    QString m_file;
};

void TestConnectionReport::initTestCase()
{
    m_file = m_folder.filePath(u"k.db"_s);
    QVERIFY(executeSql(m_file,
        u"CREATE TABLE watchers (id INTEGER PRIMARY KEY, presentity_uri TEXT, "
        "watcher_username TEXT, watcher_domain TEXT, event TEXT, status INTEGER, "
        "reason TEXT, inserted_time INTEGER)"_s));
}

void TestConnectionReport::aFileIsDescribed()
{
    const CliAnswer answer = runCli({u"test"_s, u"--db"_s, m_file});
    QCOMPARE(answer.code, 0);
    const QString text = QString::fromUtf8(answer.output);
    for (const QString &words : {u"good  "_s + m_file + u" answers: SQLite 3."_s,
             u"good  Nothing that is said leaves this machine."_s, u"good  Found: watchers."_s,
             u"note  Not there: presentity, active_watchers,"_s, u"opened for reading only"_s})
        QVERIFY2(text.contains(words), qPrintable(text));
    QVERIFY2(!text.contains("clock"_L1), qPrintable(text));
}

void TestConnectionReport::aMissingTableIsAFinding()
{
    const CliAnswer answer = runCli({u"test"_s, u"--db"_s, m_file, u"--table"_s, u"pua=my_pua"_s});
    QCOMPARE(answer.code, 1);
    QVERIFY2(answer.output.contains("bad   The table my_pua, which stands for pua, is not there."),
        answer.output.constData());
}

void TestConnectionReport::noTableIsAnError()
{
    const QString path = m_folder.filePath(u"other.db"_s);
    QVERIFY(executeSql(path, u"CREATE TABLE cats (name TEXT)"_s));
    const CliAnswer answer = runCli({u"test"_s, u"--db"_s, path});
    QCOMPARE(answer.code, 3);
    QVERIFY2(answer.output.contains("bad   There is no presence table"), answer.output.constData());
}

void TestConnectionReport::noDatabaseIsAnError()
{
    const CliAnswer answer = runCli({u"test"_s, u"--db"_s, m_folder.filePath(u"none.db"_s)});
    QCOMPARE(answer.code, 3);
    QVERIFY(answer.output.isEmpty());
    QVERIFY2(answer.sentences.contains("There is no file"_L1), qPrintable(answer.sentences));
}

void TestConnectionReport::jsonHasTheSameSentences()
{
    const CliAnswer text = runCli({u"test"_s, u"--db"_s, m_file});
    const CliAnswer json = runCli({u"test"_s, u"--db"_s, m_file, u"--format"_s, u"json"_s});
    const QJsonArray lines = json.json().array();
    QCOMPARE(lines.size(), text.output.count('\n'));
    for (const auto &line : lines)
        QVERIFY(text.output.contains(line[u"severity"].toString().toUtf8())
            && text.output.contains(line[u"sentence"].toString().toUtf8()));
}

QTEST_GUILESS_MAIN(TestConnectionReport)
#include "tst_connectionreport.moc"
