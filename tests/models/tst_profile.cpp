// SPDX-License-Identifier: GPL-3.0-or-later
#include "cliprogram.h"
#include "connection/profile.h"
#include "schema/tablenames.h"
#include "seeddatabase.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
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
    void everythingSurvivesSaving_data();
    void everythingSurvivesSaving();
    void savingKeepsWhatIsNotOurs();
    void savingReplacesAndRemoves();
    void aSavedFileIsForItsOwner();
    void aLinkIsNotWrittenThrough();
    void namesThatCannotBeSaved_data();
    void namesThatCannotBeSaved();
    void namesSurvive();
    void aTypedAddressAsksForTls();
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
    QTest::newRow("server") << QByteArray("[a]\nurl=mysql://kamailio@db/k\n") << u"a"_s
                            << u"mysql://kamailio@db/k"_s << TableNames();
    QTest::newRow("several hosts") << QByteArray("[a]\nurl=mysql://kamailio@db1:3307,db2/k\n") << u"a"_s
                                   << u"mysql://kamailio@db1:3307,db2/k"_s << TableNames();
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
    QTest::newRow("in a URL that is none")
        << QByteArray("[lab]\nurl=ftp://k:canary@db/k\n") << Fault::Refused << u"password"_s;
    QTest::newRow("unknown TLS mode") << QByteArray("[lab]\nurl=/a\ntls/mode=maybe\n") << Fault::Usage
                                      << u"tls/mode=maybe, which is not understood. Accepted is off,"_s;
    QTest::newRow("empty TLS mode") << QByteArray("[lab]\nurl=/a\ntls/mode=\n") << Fault::Usage
                                    << u"verified"_s;
    QTest::newRow("no colour") << QByteArray("[lab]\nurl=/a\ncolour=red\n") << Fault::Usage << u"#b3261e"_s;
    QTest::newRow("wrong flag") << QByteArray("[lab]\nurl=/a\nreadonly=perhaps\n") << Fault::Usage
                                << u"readOnly=perhaps"_s;
    QTest::newRow("seconds") << QByteArray("[lab]\nurl=/a\nlimits/lock=0\n") << Fault::Usage
                             << u"from 1 to 3600"_s;
    QTest::newRow("number too large")
        << QByteArray("[lab]\nurl=/a\nserver/subsDbMode=4\n") << Fault::Usage << u"from 0 to 3"_s;
    QTest::newRow("hostile value") << QByteArray("[lab]\nurl=/a\nenvironment=\"\\x1b[2J\"\n") << Fault::Usage
                                   << u"\u2039U+001B\u203A"_s;
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

void TestProfile::everythingSurvivesSaving_data()
{
    QTest::addColumn<Profile>("profile");
    const auto url = [](const QString &text) { return *parseDatabaseUrl(text); };
    QTest::newRow("a file") << profileFor(url(u"/var/lib/a, b;100%.db"_s));
    QTest::newRow("a server") << profileFor(url(u"mysql://kamailio@db/k"_s));

    Profile all = profileFor(url(u"postgres://u%3A@[::1]:5433,db,10.0.0.1/k"_s));
    all.environment = Environment::Production;
    all.label = u"PRODUCTION; \"Paris\", 100 %=\\ \u00C9t\u00E9"_s;
    all.colour = u"#b3261E"_s;
    all.tls = {TlsMode::Required, u"/etc/ssl/our ca,2.pem"_s};
    all.limits = {std::chrono::seconds(1), std::chrono::seconds(3600), std::chrono::seconds(7)};
    all.plaintextAccepted = true;
    all.readOnly = true;
    for (int role = 0; role <= int(TableRole::RlsWatchers); ++role)
        all.tables.insert(TableRole(role), u"other.table %1, x"_s.arg(role));
    all.server = {true, false, 3, 2, true, 8, u"America/Argentina/Buenos_Aires"_s};
    all.refreshSeconds = 0;
    all.gentle = true;
    all.savesPassword = true;
    QTest::newRow("everything") << all;

    Profile other = all;
    other.url = url(u"mysql://u@/k?socket=/run/a%20b.sock"_s);
    other.environment = Environment::Lab;
    other.tls.mode = TlsMode::Off;
    other.readOnly = false;
    other.server = {false, true, 0, 0, false, 0, {}};
    other.refreshSeconds = 86'400;
    QTest::newRow("the other way round") << other;
}

void TestProfile::everythingSurvivesSaving()
{
    QFETCH(Profile, profile);
    profile.name = u"Saved one"_s;
    const QString path = write("[other]\nurl=/x.db\n");
    const auto saved = writeProfile(profile, path);
    QVERIFY2(saved, qPrintable(saved ? QString() : saved.error().message));
    const Result<Profile> again = readProfile(u"Saved one"_s, path);
    QVERIFY2(again, qPrintable(again ? QString() : again.error().message));
    QCOMPARE(again->url, profile.url);
    QCOMPARE(again->label, profile.label);
    QCOMPARE(again->tables, profile.tables);
    QCOMPARE(again->readOnly, profile.readOnly);
    QCOMPARE(*again, profile);
    QVERIFY(readProfile(u"other"_s, path));
}

void TestProfile::savingKeepsWhatIsNotOurs()
{
    const QByteArray before("; by hand\n[first]\nurl=/a.db\n# do not touch\nnote=mine\n\n");
    const QByteArray after("\n[last]\nurl = /b.db\n");
    const QString path = write(before
        + "[My%20lab]\nurl=/old.db\nreadOnly=true\nREFRESHSECONDS=9\nfuture/thing=kept, too\n" + after);
    Profile profile = profileFor(*parseDatabaseUrl(u"/new.db"_s));
    profile.name = u"My lab"_s;
    QVERIFY(writeProfile(profile, path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY2(text.startsWith(before), text.constData());
    QVERIFY2(text.endsWith(after.mid(1)), text.constData());
    QVERIFY2(text.contains("kept, too"), text.constData());
    QVERIFY2(!text.contains("REFRESHSECONDS"), text.constData());
    QCOMPARE(text.count("[My%20lab]"), 1);
    QCOMPARE(*readProfile(u"My lab"_s, path), profile);
}

void TestProfile::savingReplacesAndRemoves()
{
    const QString path = m_folder.filePath(u"fresh/profiles.ini"_s);
    Profile profile = profileFor(*parseDatabaseUrl(u"mysql://kamailio@db/k"_s));
    for (const QString &name : {u"one"_s, u"two"_s, u"three"_s}) {
        profile.name = name;
        QVERIFY(writeProfile(profile, path));
    }
    profile.name = u"two"_s;
    profile.label = u"changed"_s;
    QVERIFY(writeProfile(profile, path));
    QCOMPARE(profileNames(path), (QStringList {u"one"_s, u"three"_s, u"two"_s}));
    QCOMPARE(readProfile(u"two"_s, path)->label, u"changed"_s);
    QCOMPARE(readProfile(u"one"_s, path)->label, QString());

    QVERIFY(removeProfile(u"two"_s, path));
    QCOMPARE(profileNames(path), (QStringList {u"one"_s, u"three"_s}));
    const auto twice = removeProfile(u"two"_s, path);
    QVERIFY(!twice);
    QVERIFY(twice.error().message.contains("one, three"_L1));
}

void TestProfile::aSavedFileIsForItsOwner()
{
    const QString folder = m_folder.filePath(u"modes"_s);
    const QString path = folder + u"/profiles.ini"_s;
    Profile profile = profileFor(*parseDatabaseUrl(u"/a.db"_s));
    profile.name = u"a"_s;
    QVERIFY(writeProfile(profile, path));
    const auto mode = [](const QString &name) { return int(QFile::permissions(name)) & 0x0777; };
    QCOMPARE(mode(path), int(QFile::ReadUser | QFile::WriteUser) & 0x0777);
    QCOMPARE(mode(folder), int(QFile::ReadUser | QFile::WriteUser | QFile::ExeUser) & 0x0777);
    // Also where a careless one lay before.
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QVERIFY(writeProfile(profile, path));
    QCOMPARE(mode(path), int(QFile::ReadUser | QFile::WriteUser) & 0x0777);
    QCOMPARE(QDir(folder).entryList(QDir::Files | QDir::Hidden), (QStringList {u"profiles.ini"_s}));
}

void TestProfile::aLinkIsNotWrittenThrough()
{
    const QString target = m_folder.filePath(u"precious.txt"_s);
    QFile file(target);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("precious");
    file.close();
    const QString path = m_folder.filePath(u"link.ini"_s);
    QVERIFY(QFile::link(target, path));
    Profile profile = profileFor(*parseDatabaseUrl(u"/a.db"_s));
    profile.name = u"a"_s;
    const auto saved = writeProfile(profile, path);
    QVERIFY(!saved);
    QCOMPARE(saved.error().fault, Fault::Refused);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("precious"));
}

void TestProfile::namesThatCannotBeSaved_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("none") << QString();
    QTest::newRow("blanks") << u"  "_s;
    QTest::newRow("blank at the end") << u"lab "_s;
    QTest::newRow("General") << u"General"_s;
    QTest::newRow("general") << u"general"_s;
    QTest::newRow("slash") << u"a/b"_s;
    QTest::newRow("backslash") << u"a\\b"_s;
    QTest::newRow("line end") << u"a\nb"_s;
    QTest::newRow("reordering") << u"a\u202Eb"_s;
}

void TestProfile::namesThatCannotBeSaved()
{
    QFETCH(QString, name);
    Profile profile = profileFor(*parseDatabaseUrl(u"/a.db"_s));
    profile.name = name;
    const QString path = m_folder.filePath(u"never.ini"_s);
    const auto saved = writeProfile(profile, path);
    QVERIFY(!saved);
    QCOMPARE(saved.error().fault, Fault::Usage);
    QVERIFY(!QFile::exists(path));
}

void TestProfile::namesSurvive()
{
    const QString path = m_folder.filePath(u"names.ini"_s);
    QStringList names {u"a=b"_s, u"a;b#c"_s, u"[x]"_s, u"%41"_s, u"\"q\""_s, u"B\u00FCro \u6771\u4EAC"_s,
        u"a, b"_s, u"%General"_s};
    for (const QString &name : names) {
        Profile profile = profileFor(*parseDatabaseUrl(u"/a.db"_s));
        profile.name = name;
        QVERIFY(writeProfile(profile, path));
    }
    names.sort();
    QCOMPARE(profileNames(path), names);
    for (const QString &name : names)
        QCOMPARE(readProfile(name, path)->name, name);
    for (const QString &name : names)
        QVERIFY(removeProfile(name, path));
    QCOMPARE(profileNames(path), QStringList());
}

void TestProfile::aTypedAddressAsksForTls()
{
    QCOMPARE(profileFor(*parseDatabaseUrl(u"mysql://db/k"_s)).tls.mode, TlsMode::Verified);
    QCOMPARE(profileFor(*parseDatabaseUrl(u"mysql://127.0.0.1/k"_s)).tls.mode, TlsMode::Off);
    Profile profile = profileFor(*parseDatabaseUrl(u"mysql://db/k"_s));
    QVERIFY(!profile.plaintextAccepted);
    QCOMPARE(profile.spec().gentleLimit.count(), 0);
    profile.gentle = true;
    const ConnectionSpec spec = profile.spec(Secret("x"));
    QVERIFY(spec.gentleLimit.count() > 0);
    QCOMPARE(spec.password.reveal(), QByteArray("x"));
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
