// SPDX-License-Identifier: GPL-3.0-or-later
#include "cliprogram.h"
#include "connection/chosenconnection.h"
#include "connection/passwordfile.h"
#include "connection/typedarguments.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// Passwords on their way from the command line: where they may stand, and where nobody finds them.
class TestPasswords : public QObject {
    Q_OBJECT

private slots:
    void argumentsAreOverwritten_data();
    void argumentsAreOverwritten();
    void argumentsThatTheToolkitTookAreGone();
    void textsLoseTheirPasswords_data();
    void textsLoseTheirPasswords();
    void theFirstLineIsThePassword_data();
    void theFirstLineIsThePassword();
    void filesThatAreNotUsed_data();
    void filesThatAreNotUsed();
    void aPipeIsAFileToo();
    void wordsBecomeAConnection();
    void wrongWordsSayWhy_data();
    void wrongWordsSayWhy();
    void theCommandLineShowsNone();
    void complaintsRepeatNone_data();
    void complaintsRepeatNone();
    void theProgramRefusesAnOpenFile();

private:
    QString fileWith(const QByteArray &bytes, QFile::Permissions mode = QFile::ReadOwner) const;

    QTemporaryDir m_folder;
};

QString TestPasswords::fileWith(const QByteArray &bytes, QFile::Permissions mode) const
{
    const QString path = m_folder.filePath(u"password"_s);
    QFile::remove(path);
    QFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    file.close();
    return written && file.setPermissions(mode) ? path : QString();
}

void TestPasswords::argumentsAreOverwritten_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("shown");
    const auto same = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text << text; };
    same("a word", "tables");
    same("a path with an @", "/var/lib/a@b:c.db");
    same("no password", "mysql://user@host:3306/k");
    same("port and no user", "mysql://host:3306/k");
    same("password file", "--password-file=/root/pw");
    QTest::newRow("URL") << QByteArray("mysql://u:canary@h/k") << QByteArray("mysql://u:******@h/k");
    QTest::newRow("in an option") << QByteArray("--db=mysql://u:canary@h/k")
                                  << QByteArray("--db=mysql://u:******@h/k");
    QTest::newRow("odd password") << QByteArray("postgres://u:a:/@?@h:1/k")
                                  << QByteArray("postgres://u:*****@h:1/k");
    QTest::newRow("user with a domain")
        << QByteArray("mysql://u@d:canary@h/k") << QByteArray("mysql://u@d:******@h/k");
    QTest::newRow("--password=") << QByteArray("--password=canary") << QByteArray("--password=******");
}

void TestPasswords::argumentsAreOverwritten()
{
    QFETCH(QByteArray, typed);
    QByteArray program("program");
    QByteArray argument = typed;
    char *argv[] = {program.data(), argument.data(), nullptr};
    const TypedArguments arguments(2, argv);
    QTEST(QByteArray(argv[1]), "shown");
    QCOMPARE(arguments.left(2, argv), (QStringList {u"program"_s, QString::fromUtf8(typed)}));
}

void TestPasswords::argumentsThatTheToolkitTookAreGone()
{
    QByteArray words[] = {"program", "-platform", "offscreen", "--password", "canary"};
    char *argv[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data(), words[4].data()};
    const TypedArguments arguments(5, argv);
    QCOMPARE(QByteArray(argv[4]), QByteArray("******"));
    char *left[] = {argv[0], argv[3], argv[4]};
    QCOMPARE(arguments.left(3, left), (QStringList {u"program"_s, u"--password"_s, u"canary"_s}));
}

void TestPasswords::textsLoseTheirPasswords_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("safe");
    QTest::newRow("none") << u"a: b@c"_s << u"a: b@c"_s;
    QTest::newRow("URL") << u"Not expected: mysql://u:canary@h/k."_s << u"Not expected: mysql://u:***@h/k."_s;
    QTest::newRow("user with an @") << u"mysql://u@v:c@h/k"_s << u"mysql://u@v:***@h/k"_s;
    QTest::newRow("odd") << u"x://u:c@n/a\nry@h/k"_s << u"x://u:***@h/k"_s;
    QTest::newRow("no password") << u"mysql://u@h:3/k"_s << u"mysql://u@h:3/k"_s;
}

void TestPasswords::textsLoseTheirPasswords()
{
    QFETCH(QString, text);
    QTEST(withoutUrlPasswords(text), "safe");
}

void TestPasswords::theFirstLineIsThePassword_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("line") << QByteArray("secret\n") << QByteArray("secret");
    QTest::newRow("no line end") << QByteArray("secret") << QByteArray("secret");
    QTest::newRow("Windows' line end") << QByteArray("secret\r\n") << QByteArray("secret");
    QTest::newRow("second line") << QByteArray("secret\nnot this\n") << QByteArray("secret");
    QTest::newRow("blanks belong to it") << QByteArray(" se cret \n") << QByteArray(" se cret ");
    QTest::newRow("bytes") << QByteArray("\xff\xfe\n") << QByteArray("\xff\xfe");
}

void TestPasswords::theFirstLineIsThePassword()
{
    QFETCH(QByteArray, content);
    const auto password = readPasswordFile(fileWith(content));
    QVERIFY2(password, password ? "" : qPrintable(password.error().message));
    QTEST(password->reveal(), "password");
}

void TestPasswords::filesThatAreNotUsed_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("mode");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("hint");
    const QByteArray line("canary\n");
    const int own = QFile::ReadOwner | QFile::WriteOwner;
    QTest::newRow("others read it") << line << (own | QFile::ReadOther) << Fault::Refused << u"chmod 600"_s;
    QTest::newRow("the group reads it")
        << line << (own | QFile::ReadGroup) << Fault::Refused << u"chmod 600"_s;
    QTest::newRow("others write it") << line << (own | QFile::WriteOther) << Fault::Refused << u"chmod 600"_s;
    QTest::newRow("empty") << QByteArray() << own << Fault::Usage << u"is empty"_s;
    QTest::newRow("empty line") << QByteArray("\ncanary\n") << own << Fault::Usage << u"is empty"_s;
    QTest::newRow("endless") << QByteArray(100'000, 'c') << own << Fault::Usage << u"no password"_s;
    QTest::newRow("NUL") << QByteArray("can\0ary\n", 8) << own << Fault::Usage << u"no password"_s;
}

void TestPasswords::filesThatAreNotUsed()
{
    QFETCH(QByteArray, content);
    QFETCH(int, mode);
    QFETCH(Fault, fault);
    QFETCH(QString, hint);
    const auto password = readPasswordFile(fileWith(content, QFile::Permissions(mode)));
    QVERIFY(!password);
    QCOMPARE(password.error().fault, fault);
    QVERIFY2(password.error().message.contains(hint), qPrintable(password.error().message));
    QVERIFY(!password.error().message.contains("canary"_L1));
}

void TestPasswords::aPipeIsAFileToo()
{
    QProcess shell;
    shell.start(u"bash"_s,
        {u"-c"_s,
            u"exec \"$0\" tables --db mysql://u@127.0.0.1:1/k --tls off --password-file <(echo secret)"_s,
            QStringLiteral(CLI_PROGRAM)});
    QVERIFY(shell.waitForFinished());
    const QByteArray said = shell.readAllStandardError();
    QVERIFY2(!said.contains("password file"), said.constData());
}

void TestPasswords::wordsBecomeAConnection()
{
    const QString authorities = fileWith("certificates");
    const auto chosen = chooseConnection(
        {u"mysql://u:typed@db/k"_s, {}, {u"watchers=my_watchers"_s}, {}, u"required"_s, authorities, true});
    QVERIFY2(chosen, chosen ? "" : qPrintable(chosen.error().message));
    QCOMPARE(chosen->profile.url.toString(), u"mysql://u@db/k"_s);
    QCOMPARE(chosen->profile.tls, (TlsSettings {TlsMode::Required, authorities}));
    QCOMPARE(chosen->profile.tables.value(TableRole::Watchers), u"my_watchers"_s);
    QVERIFY(chosen->profile.plaintextAccepted);
    QCOMPARE(chosen->password.reveal(), QByteArray("typed"));

    const auto fromFile = chooseConnection({u"mysql://u:typed@db/k"_s, {}, {}, fileWith("read\n")});
    QVERIFY(fromFile);
    QCOMPARE(fromFile->password.reveal(), QByteArray("read"));
    QCOMPARE(fromFile->profile.tls.mode, TlsMode::Verified);
    QVERIFY(!fromFile->profile.plaintextAccepted);
}

void TestPasswords::wrongWordsSayWhy_data()
{
    QTest::addColumn<QString>("tls");
    QTest::addColumn<QString>("ca");
    QTest::addColumn<QString>("hint");
    QTest::newRow("TLS") << u"maybe"_s << QString() << u"off, required or verified"_s;
    QTest::newRow("no such file") << QString() << u"/nowhere/ca.pem"_s << u"/nowhere/ca.pem"_s;
}

void TestPasswords::wrongWordsSayWhy()
{
    QFETCH(QString, tls);
    QFETCH(QString, ca);
    QFETCH(QString, hint);
    const auto chosen = chooseConnection({u"mysql://u:canary@db/k"_s, {}, {}, {}, tls, ca});
    QVERIFY(!chosen);
    QCOMPARE(chosen.error().fault, Fault::Usage);
    QVERIFY2(chosen.error().message.contains(hint), qPrintable(chosen.error().message));
    QVERIFY(!chosen.error().message.contains("canary"_L1));
}

void TestPasswords::theCommandLineShowsNone()
{
    QProcess program;
    // It waits for the other password, which does not come.
    program.start(QStringLiteral(CLI_PROGRAM),
        {u"tables"_s, u"--db"_s, u"mysql://u:canary@127.0.0.1:1/k"_s, u"--password-file"_s, u"-"_s});
    QVERIFY(program.waitForStarted());
    const auto read = [&](const char *name) {
        QFile file(u"/proc/%1/%2"_s.arg(program.processId()).arg(QLatin1StringView(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QTRY_VERIFY2(read("cmdline").contains("mysql://u:******@127.0.0.1"),
        read("cmdline").replace('\0', ' ').constData());
    QVERIFY(!read("environ").contains("canary"));
    program.closeWriteChannel();
    QVERIFY(program.waitForFinished());
    QVERIFY(!program.readAllStandardError().contains("canary"));
    QCOMPARE(program.exitCode(), 2);
}

void TestPasswords::complaintsRepeatNone_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("hint");
    const QString url = u"mysql://u:canary@h/k"_s;
    QTest::newRow("forgotten --db") << QStringList {u"tables"_s, url} << 2 << u"mysql://u:***@h/k"_s;
    QTest::newRow("no command") << QStringList {url} << 2 << u"mysql://u:***@h/k"_s;
    QTest::newRow("--password") << QStringList {u"tables"_s, u"--password"_s, u"canary"_s} << 2
                                << u"--password-file"_s;
    QTest::newRow("--password=") << QStringList {u"tables"_s, u"--password=canary"_s} << 2
                                 << u"--password-file"_s;
    QTest::newRow("unknown scheme") << QStringList {u"tables"_s, u"--db"_s, u"oracle://u:canary@h/k"_s} << 2
                                    << u"oracle://"_s;
    QTest::newRow("wrong port") << QStringList {u"tables"_s, u"--db"_s, u"mysql://u:canary@h:x/k"_s} << 2
                                << u"65535"_s;
}

void TestPasswords::complaintsRepeatNone()
{
    QFETCH(QStringList, arguments);
    const CliAnswer answer = runCli(arguments, m_folder.path());
    QTEST(answer.code, "code");
    QFETCH(QString, hint);
    QVERIFY2(answer.sentences.contains(hint), qPrintable(answer.sentences));
    QVERIFY2(!answer.sentences.contains("canary"_L1), qPrintable(answer.sentences));
    QVERIFY(!answer.output.contains("canary"));
}

void TestPasswords::theProgramRefusesAnOpenFile()
{
    const QString path = fileWith("canary\n", QFile::ReadOwner | QFile::ReadOther);
    const CliAnswer answer = runCli(
        {u"tables"_s, u"--db"_s, u"mysql://u@127.0.0.1:1/k"_s, u"--password-file"_s, path}, m_folder.path());
    QCOMPARE(answer.code, 4);
    QVERIFY2(answer.sentences.contains("chmod 600"_L1), qPrintable(answer.sentences));
    QVERIFY(!answer.sentences.contains("canary"_L1));
}

QTEST_GUILESS_MAIN(TestPasswords)
#include "tst_passwords.moc"
