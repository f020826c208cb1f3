// SPDX-License-Identifier: GPL-3.0-or-later
#include "cliprogram.h"
#include "connection/passwordstore.h"
#include "connection/profile.h"
#include "mariadbserver.h"
#include "privatekeyring.h"
#include "serverdatabases.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {
constexpr int answerMs = 30'000;
} // namespace

/// Saved passwords with a real keyring in a session of its own, and without one.
class TestKeychain : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    // These three depend on their order: no bus, then a bus, then a keyring on it.
    void withoutABusThereIsASentence();
    void withoutAKeyringThereIsASentence();
    void withAKeyring();
    void aPasswordIsFoundAgain_data();
    void aPasswordIsFoundAgain();
    void aPasswordIsReplaced();
    void profilesAreKeptApart();
    void aPasswordIsRemoved();
    void theKeyringAloneHasIt();
    void theProgramTakesItFromThere();

private:
    template <typename T>
    Result<T> answer(const QFuture<Result<T>> &future);
    void everyCallSaysSo();

    PrivateKeyring m_keyring;
};

template <typename T>
Result<T> TestKeychain::answer(const QFuture<Result<T>> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, answerMs) || future.resultCount() == 0)
        return Error {u"The keychain did not answer."_s, {}, Fault::TimedOut};
    return future.result();
}

void TestKeychain::initTestCase()
{
    m_keyring.enter();
}

void TestKeychain::everyCallSaysSo()
{
    const auto check = [](const auto &result) {
        QVERIFY(!result);
        QVERIFY2(result.error().message.contains("the password is asked for in each session"_L1),
            qPrintable(result.error().message));
        QCOMPARE(result.error().fault, Fault::Unreachable);
        QVERIFY(!result.error().detail.contains("canary"_L1));
    };
    check(answer(PasswordStore::write(u"lab"_s, Secret("canary-0"))));
    check(answer(PasswordStore::read(u"lab"_s)));
    check(answer(PasswordStore::remove(u"lab"_s)));
    QCOMPARE(m_keyring.filesWith("canary-0"), QStringList());
}

void TestKeychain::withoutABusThereIsASentence()
{
    everyCallSaysSo();
}

void TestKeychain::withoutAKeyringThereIsASentence()
{
    const auto started = m_keyring.startBus();
    QVERIFY2(started, qPrintable(started ? QString() : started.error().message));
    everyCallSaysSo();
}

void TestKeychain::withAKeyring()
{
    const auto started = m_keyring.startKeyring();
    QVERIFY2(started, qPrintable(started ? QString() : started.error().message));
    const Result<Secret> nothing = answer(PasswordStore::read(u"lab"_s));
    QVERIFY2(nothing, qPrintable(nothing ? QString() : nothing.error().detail));
    QVERIFY(nothing->isEmpty());
}

void TestKeychain::aPasswordIsFoundAgain_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("plain") << u"lab"_s << QByteArray("canary-1");
    QTest::newRow("long") << u"lab"_s << QByteArray(500, 'x');
    QTest::newRow("beyond ASCII") << u"B\u00FCro \u6771\u4EAC"_s << u"p\u00E4\u00DF \u6771"_s.toUtf8();
    QTest::newRow("quotes and line ends") << u"a \"b\" %1"_s << QByteArray("\"'\\ \n\r\t%1");
    QTest::newRow("bytes that are no text") << u"raw"_s << QByteArray("\xff\xfe\x80", 3);
}

void TestKeychain::aPasswordIsFoundAgain()
{
    QFETCH(QString, profile);
    QFETCH(QByteArray, password);
    const Result<void> written = answer(PasswordStore::write(profile, Secret(password)));
    QVERIFY2(written, qPrintable(written ? QString() : written.error().detail));
    const Result<Secret> read = answer(PasswordStore::read(profile));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    QCOMPARE(read->reveal(), password);
}

void TestKeychain::aPasswordIsReplaced()
{
    QVERIFY(answer(PasswordStore::write(u"changing"_s, Secret("first"))));
    QVERIFY(answer(PasswordStore::write(u"changing"_s, Secret("second"))));
    QCOMPARE(answer(PasswordStore::read(u"changing"_s))->reveal(), QByteArray("second"));
}

void TestKeychain::profilesAreKeptApart()
{
    QVERIFY(answer(PasswordStore::write(u"one"_s, Secret("canary-one"))));
    QVERIFY(answer(PasswordStore::write(u"two"_s, Secret("canary-two"))));
    QCOMPARE(answer(PasswordStore::read(u"one"_s))->reveal(), QByteArray("canary-one"));
    QCOMPARE(answer(PasswordStore::read(u"two"_s))->reveal(), QByteArray("canary-two"));
    QVERIFY(answer(PasswordStore::read(u"One"_s))->isEmpty());
}

void TestKeychain::aPasswordIsRemoved()
{
    QVERIFY(answer(PasswordStore::write(u"gone"_s, Secret("canary-gone"))));
    QVERIFY(answer(PasswordStore::remove(u"gone"_s)));
    QVERIFY(answer(PasswordStore::read(u"gone"_s))->isEmpty());
    QVERIFY(answer(PasswordStore::remove(u"gone"_s)));
}

void TestKeychain::theKeyringAloneHasIt()
{
    QVERIFY(answer(PasswordStore::write(u"seen"_s, Secret("canary-seen"))));
    QCOMPARE(m_keyring.lookUp({u"server"_s, u"presence-inspector"_s, u"user"_s, u"seen"_s}),
        QByteArray("canary-seen"));
    QVERIFY(m_keyring.lookUp({u"server"_s, u"presence-inspector"_s, u"user"_s, u"gone"_s}).isEmpty());
    QCOMPARE(m_keyring.filesWith("canary-"), QStringList());
}

void TestKeychain::theProgramTakesItFromThere()
{
    MariadbServer server;
    const auto started = server.start();
    QVERIFY2(started, qPrintable(started ? QString() : started.error().message));
    QVERIFY(createKamailioDatabase(server, u"kamailio"_s));
    Profile profile = profileFor(server.url(u"kamailio"_s));
    profile.name = u"From the keyring"_s;
    profile.savesPassword = true;
    QVERIFY(writeProfile(profile));
    QVERIFY(profilesFile().startsWith(m_keyring.folder()));
    const QStringList command {u"tables"_s, u"--profile"_s, profile.name};

    const CliAnswer without = runCli(command);
    QCOMPARE(without.code, 3);
    QVERIFY2(without.sentences.contains("--password-file FILE"_L1), qPrintable(without.sentences));
    QVERIFY(answer(PasswordStore::write(profile.name, Secret(kamAccount.password))));
    const CliAnswer with = runCli(command);
    QVERIFY2(with.code == 0, qPrintable(with.sentences));
    QVERIFY(with.output.contains("active_watchers"));
    QVERIFY(!with.sentences.contains(QLatin1StringView(kamAccount.password)));
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
