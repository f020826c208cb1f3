// SPDX-License-Identifier: GPL-3.0-or-later
#include "cliprogram.h"
#include "connection/profile.h"
#include "schema/tablenames.h"
#include "seeddatabase.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// Saved connections as people write them by hand.
class TestProfile : public QObject {
    Q_OBJECT

private slots:
    void aProfileIsReadByName_data();
    void aProfileIsReadByName();
    void wrongProfilesSayWhy_data();
    void wrongProfilesSayWhy();
    void aMissingFileHoldsNoProfile();
    void readingWritesNothing();
    void everyRoleCanBeMapped();
    void theProgramOpensAProfile();
    void theProgramRefusesAPassword();

private:
    QString write(const QByteArray &text) const;

    QTemporaryDir m_folder;
};

QString TestProfile::write(const QByteArray &text) const
{
    // Where the program looks for it when the folder stands for the user's settings.
    QDir(m_folder.path()).mkpath(u"presence-inspector"_s);
    const QString path = m_folder.filePath(u"presence-inspector/profiles.ini"_s);
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path : QString();
}

void TestProfile::aProfileIsReadByName_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("url");
    QTest::addColumn<TableNames>("tables");
    QTest::newRow("plain") << QByteArray("[lab]\nurl=sqlite:///var/lib/k.sqlite\n") << u"lab"_s
                           << u"sqlite:///var/lib/k.sqlite"_s << TableNames();
    QTest::newRow("name with spaces")
        << QByteArray("[Test lab 1]\nurl=/k.db\n") << u"Test lab 1"_s << u"/k.db"_s << TableNames();
    QTest::newRow("comma and percent") << QByteArray("[a]\nurl=sqlite:///a,b%20c.db\n") << u"a"_s
                                       << u"sqlite:///a,b%20c.db"_s << TableNames();
    QTest::newRow("second of two") << QByteArray("[a]\nurl=/a.db\n[b]\nurl=/b.db\nlabel=x\n") << u"b"_s
                                   << u"/b.db"_s << TableNames();
    QTest::newRow("renamed tables") << QByteArray("[a]\nurl=/a.db\ntables/pua=my_pua\ntables\\xcap=docs\n")
                                    << u"a"_s << u"/a.db"_s
                                    << TableNames {
                                           {TableRole::Pua, u"my_pua"_s}, {TableRole::Xcap, u"docs"_s}};
}

void TestProfile::aProfileIsReadByName()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, name);
    QFETCH(QString, url);
    QFETCH(TableNames, tables);
    const Result<Profile> profile = readProfile(name, write(text));
    QVERIFY2(profile, qPrintable(profile ? QString() : profile.error().message));
    QCOMPARE(profile->name, name);
    QCOMPARE(profile->url, *parseDatabaseUrl(url));
    QCOMPARE(profile->tables, tables);
}

void TestProfile::wrongProfilesSayWhy_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("hint");
    QTest::newRow("unknown") << QByteArray("[zebra]\nurl=/a\n[ape]\nurl=/b\n") << Fault::Usage
                             << u"ape, zebra"_s;
    QTest::newRow("no url") << QByteArray("[lab]\nlabel=x\n") << Fault::Usage << u"url="_s;
    QTest::newRow("unknown role") << QByteArray("[lab]\nurl=/a\ntables/cats=x\n") << Fault::Usage
                                  << u"rls_watchers"_s;
    QTest::newRow("empty table") << QByteArray("[lab]\nurl=/a\ntables/pua=\n") << Fault::Usage
                                 << u"pua=NAME"_s;
    QTest::newRow("password") << QByteArray("[lab]\nurl=/a\npassword=canary\n") << Fault::Refused
                              << u"password"_s;
    QTest::newRow("empty password") << QByteArray("[lab]\nurl=/a\npassword=\n") << Fault::Refused
                                    << u"password"_s;
    QTest::newRow("in capitals") << QByteArray("[lab]\nurl=/a\nPassWd=canary\n") << Fault::Refused
                                 << u"password"_s;
    QTest::newRow("in a part") << QByteArray("[lab]\nurl=/a\nssh/pwd=canary\n") << Fault::Refused
                               << u"password"_s;
    QTest::newRow("in the url") << QByteArray("[lab]\nurl=mysql://k:canary@db/k\n") << Fault::Refused
                                << u"password"_s;
}

void TestProfile::wrongProfilesSayWhy()
{
    QFETCH(QByteArray, text);
    QFETCH(Fault, fault);
    QFETCH(QString, hint);
    const Result<Profile> profile = readProfile(u"lab"_s, write(text));
    QVERIFY(!profile);
    QCOMPARE(profile.error().fault, fault);
    QVERIFY2(profile.error().message.contains(hint), qPrintable(profile.error().message));
    QVERIFY(!profile.error().message.contains(u"canary"_s));
}

void TestProfile::aMissingFileHoldsNoProfile()
{
    const QString path = m_folder.filePath(u"none.ini"_s);
    QVERIFY(profileNames(path).isEmpty());
    const Result<Profile> profile = readProfile(u"lab"_s, path);
    QVERIFY(!profile);
    QVERIFY(profile.error().message.contains(path));
    QVERIFY(!QFile::exists(path));
}

void TestProfile::readingWritesNothing()
{
    const QByteArray text("# by hand\n[lab]\nurl = /a.db\nunknown=kept\n");
    const QString path = write(text);
    QVERIFY(readProfile(u"lab"_s, path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), text);
}

void TestProfile::everyRoleCanBeMapped()
{
    for (int role = 0; role <= int(TableRole::RlsWatchers); ++role) {
        const QString word = roleName(TableRole(role));
        QVERIFY(!word.isEmpty());
        QCOMPARE(roleNamed(word.toUpper()), TableRole(role));
        const Result<TableNames> names = tableNamesFrom({{word, u"x"_s}});
        QVERIFY(names);
        QCOMPARE(names->value(TableRole(role)), u"x"_s);
    }
    QVERIFY(!roleNamed(u"version"_s));
}

void TestProfile::theProgramOpensAProfile()
{
    const QString file = m_folder.filePath(u"other.db"_s);
    QVERIFY(executeSql(file, u"CREATE TABLE my_watchers (p_user TEXT, w_user TEXT)"_s));
    write("[Test lab]\nurl=sqlite://" + file.toUtf8()
        + "\ntables/watchers=my_watchers\n[second]\nurl=nowhere.db\n");
    const CliAnswer good = runCli({u"tables"_s, u"--profile"_s, u"Test lab"_s}, m_folder.path());
    QCOMPARE(good.code, 0);
    QVERIFY(good.output.contains("my_watchers"));
    const CliAnswer unknown = runCli({u"tables"_s, u"--profile"_s, u"third"_s}, m_folder.path());
    QCOMPARE(unknown.code, 2);
    QVERIFY2(unknown.sentences.contains(u"Test lab, second"_s), qPrintable(unknown.sentences));
}

void TestProfile::theProgramRefusesAPassword()
{
    write("[lab]\nurl=/x.db\npassword=canary\n");
    const CliAnswer answer = runCli({u"tables"_s, u"--profile"_s, u"lab"_s}, m_folder.path());
    QCOMPARE(answer.code, 4);
    QVERIFY(answer.output.isEmpty());
    QVERIFY(answer.sentences.contains(u"password"_s));
    QVERIFY(!answer.sentences.contains(u"canary"_s));
}

QTEST_GUILESS_MAIN(TestProfile)
#include "tst_profile.moc"
