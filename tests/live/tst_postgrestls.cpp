// SPDX-License-Identifier: GPL-3.0-or-later
#include "certificates.h"
#include "connection/engine.h"
#include "patience.h"
#include "postgresserver.h"
#include "relaylab.h"
#include "roguepostgres.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

#include <clocale>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

constexpr auto canary = "canary-password-42";

ConnectionSpec specFor(
    const DatabaseUrl &url, TlsMode mode, const QString &caFile = {}, const QByteArray &password = canary)
{
    ConnectionSpec spec;
    spec.url = url;
    spec.tls = {mode, caFile};
    spec.password = Secret(password);
    spec.limits.connect = std::chrono::seconds(3);
    return spec;
}

QString all(const Error &error)
{
    return error.message + u'\n' + error.detail;
}

DatabaseUrl rogueUrl(const RoguePostgres &rogue)
{
    return {u"postgres"_s, u"presence"_s, {{u"127.0.0.1"_s, rogue.port()}}, u"kam"_s};
}

} // namespace

/// What goes over the wire to PostgreSQL is as safe as was asked for, or there is no connection.
class TestPostgresTls : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void modesDecideWhoIsTrusted_data();
    void modesDecideWhoIsTrusted();
    void filesInTheHomeFolderDecideNothing();
    void authoritiesThatCannotBeUsed_data();
    void authoritiesThatCannotBeUsed();
    void refusalsAreUnderstoodInEveryLanguage();
    void roguesLearnNoPassword_data();
    void roguesLearnNoPassword();
    void whatComesMeanwhileIsNotHeard();
    void verifiedServerMayAskForThePassword();
    void statementsEndWithinTls();
    void hostileErrorsAreOnlyShown();
    void passwordsWithSpacesAreNotShown();
    void poolersAreNotTriedAgain();
    void silentServersAreGivenUp_data();
    void silentServersAreGivenUp();

private:
    Certificates m_certificates;
    std::unique_ptr<PostgresServer> m_good;
    std::unique_ptr<PostgresServer> m_otherName;
    std::unique_ptr<PostgresServer> m_plain;
};

void TestPostgresTls::initTestCase()
{
    QVERIFY(m_certificates.make());
    m_good = std::make_unique<PostgresServer>(MachineOptions {m_certificates.localhost(), {}});
    m_otherName = std::make_unique<PostgresServer>(MachineOptions {m_certificates.otherHost(), {}});
    m_plain = std::make_unique<PostgresServer>();
    for (PostgresServer *server : {m_good.get(), m_otherName.get(), m_plain.get()}) {
        const auto started = server->start();
        QVERIFY2(started, qPrintable(started ? QString() : all(started.error())));
        QVERIFY(server->createDatabase(u"presence"_s));
    }
}

void TestPostgresTls::modesDecideWhoIsTrusted_data()
{
    QTest::addColumn<int>("server");
    QTest::addColumn<QString>("host");
    QTest::addColumn<TlsMode>("mode");
    QTest::addColumn<QString>("caFile");
    QTest::addColumn<QString>("outcome"); // a privacy, or words of the refusal
    const QString good = m_certificates.authority();
    const QString wrong = m_certificates.wrongAuthority();
    const QString address = u"127.0.0.1"_s;
    QTest::newRow("off") << 0 << address << TlsMode::Off << QString() << u"local"_s;
    QTest::newRow("required") << 0 << address << TlsMode::Required << QString() << u"encrypted"_s;
    QTest::newRow("required: a wrong authority is not asked")
        << 0 << address << TlsMode::Required << wrong << u"encrypted"_s;
    QTest::newRow("required: nor a wrong name")
        << 1 << address << TlsMode::Required << QString() << u"encrypted"_s;
    QTest::newRow("required, no TLS there")
        << 2 << address << TlsMode::Required << QString() << u"offers no TLS"_s;
    QTest::newRow("verified") << 0 << address << TlsMode::Verified << good << u"verified"_s;
    QTest::newRow("verified by name") << 0 << u"localhost"_s << TlsMode::Verified << good << u"verified"_s;
    QTest::newRow("verified, wrong authority")
        << 0 << address << TlsMode::Verified << wrong << u"not signed by an authority"_s;
    QTest::newRow("verified, authorities of the system")
        << 0 << address << TlsMode::Verified << QString() << u"not signed by an authority"_s;
    QTest::newRow("verified, wrong name")
        << 1 << address << TlsMode::Verified << good << u"for another name"_s;
    QTest::newRow("verified, wrong name, by name")
        << 1 << u"localhost"_s << TlsMode::Verified << good << u"for another name"_s;
    QTest::newRow("verified, no TLS there")
        << 2 << address << TlsMode::Verified << good << u"offers no TLS"_s;
    QTest::newRow("verified, no such file")
        << 0 << address << TlsMode::Verified << u"/nowhere.pem"_s << u"cannot be read"_s;
}

void TestPostgresTls::modesDecideWhoIsTrusted()
{
    QFETCH(int, server);
    QFETCH(QString, host);
    QFETCH(TlsMode, mode);
    QFETCH(QString, caFile);
    QFETCH(QString, outcome);
    const QList<PostgresServer *> servers {m_good.get(), m_otherName.get(), m_plain.get()};
    DatabaseUrl url = servers.at(server)->url(u"presence"_s);
    url.hosts.first().host = host;
    const auto opened = openConnection(specFor(url, mode, caFile, kamAccount.password));
    if (!opened) {
        QVERIFY2(opened.error().message.contains(outcome), qPrintable(all(opened.error())));
        QCOMPARE(opened.error().fault, Fault::Refused);
        return;
    }
    const ServerIdentity identity = (*opened)->server();
    const QStringList privacies {u"local"_s, u"verified"_s, u"encrypted"_s, u"plain"_s};
    QCOMPARE(privacies.at(int(identity.privacy)), outcome);
    QCOMPARE(identity.cipher.startsWith("TLSv1.3 TLS_"_L1), mode != TlsMode::Off);
    const auto rows =
        (*opened)->select({u"SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"_s, {}}, {});
    QVERIFY(rows);
    QCOMPARE(rows->rows.at(0).at(0).toString(), mode == TlsMode::Off ? u"f"_s : u"t"_s);
}

void TestPostgresTls::filesInTheHomeFolderDecideNothing()
{
    // libpq would verify with this authority although it was only told to encrypt, and show the client's
    // certificate although nobody chose one.
    QTemporaryDir home;
    QVERIFY(QDir(home.path()).mkdir(u".postgresql"_s));
    const QDir folder(home.filePath(u".postgresql"_s));
    QVERIFY(QFile::copy(m_certificates.wrongAuthority(), folder.filePath(u"root.crt"_s)));
    QVERIFY(QFile::copy(m_certificates.otherHost().certificate, folder.filePath(u"postgresql.crt"_s)));
    QFile key(folder.filePath(u"postgresql.key"_s)); // would be refused: readable for all
    QVERIFY(key.open(QIODevice::WriteOnly));
    QVERIFY(key.setPermissions(key.permissions() | QFile::ReadOther));
    const QByteArray former = qgetenv("HOME");
    qputenv("HOME", home.path().toUtf8());
    const auto opened =
        openConnection(specFor(m_good->url(u"presence"_s), TlsMode::Required, {}, kamAccount.password));
    qputenv("HOME", former);
    QVERIFY2(opened, qPrintable(opened ? QString() : all(opened.error())));
}

void TestPostgresTls::authoritiesThatCannotBeUsed_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("no certificate") << m_certificates.localhost().key;
    QTest::newRow("no file") << u"/dev/null"_s;
}

void TestPostgresTls::authoritiesThatCannotBeUsed()
{
    QFETCH(QString, file);
    const auto opened =
        openConnection(specFor(m_good->url(u"presence"_s), TlsMode::Verified, file, kamAccount.password));
    QVERIFY(!opened);
    QCOMPARE(opened.error().fault, Fault::Refused);
    QVERIFY2(opened.error().message.contains("PEM"_L1), qPrintable(all(opened.error())));
}

void TestPostgresTls::refusalsAreUnderstoodInEveryLanguage()
{
    // Whatever languages this machine has: our own texts tell libpq's failures apart in English.
    std::setlocale(LC_ALL, "");
    qputenv("LANGUAGE", "de:fr:ja");
    const auto opened =
        openConnection(specFor(m_plain->url(u"presence"_s), TlsMode::Required, {}, kamAccount.password));
    qunsetenv("LANGUAGE");
    QVERIFY(!opened);
    QVERIFY2(opened.error().message.contains("offers no TLS"_L1), qPrintable(all(opened.error())));
}

void TestPostgresTls::roguesLearnNoPassword_data()
{
    QTest::addColumn<RogueManners>("manners");
    QTest::addColumn<TlsMode>("mode");
    QTest::addColumn<QString>("caFile");
    const QByteArray clear = RoguePostgres::asksClearPassword();
    const CertificateFiles own = m_certificates.localhost();
    const CertificateFiles other = m_certificates.otherHost();
    QTest::newRow("asks in clear, TLS off") << RogueManners {{}, {}, clear} << TlsMode::Off << QString();
    QTest::newRow("asks in clear after another question")
        << RogueManners {{}, {}, RoguePostgres::asksMd5Password() + clear} << TlsMode::Off << QString();
    QTest::newRow("asks in clear within TLS")
        << RogueManners {own, {}, clear} << TlsMode::Required << QString();
    QTest::newRow("asks twice within TLS")
        << RogueManners {own, {}, RoguePostgres::asksMd5Password() + clear} << TlsMode::Required << QString();
    // What libpq had of the first question would hide where the second begins.
    const QByteArray two = RoguePostgres::asksMd5Password() + clear;
    QTest::newRow("asks in two parts, TLS off")
        << RogueManners {{}, {}, two.left(9), two.mid(9)} << TlsMode::Off << QString();
    QTest::newRow("asks in two parts within TLS")
        << RogueManners {own, {}, two.left(9), two.mid(9)} << TlsMode::Required << QString();
    QTest::newRow("begins in the middle")
        << RogueManners {{}, {}, "salt" + clear} << TlsMode::Off << QString();
    QTest::newRow("has no TLS") << RogueManners {{}, {}, clear} << TlsMode::Required << QString();
    QTest::newRow("has no TLS to verify")
        << RogueManners {{}, {}, clear} << TlsMode::Verified << m_certificates.authority();
    QTest::newRow("has another's certificate")
        << RogueManners {other, {}, clear} << TlsMode::Verified << m_certificates.authority();
    QTest::newRow("has a certificate that nobody signed")
        << RogueManners {own, {}, clear} << TlsMode::Verified << m_certificates.wrongAuthority();
    QTest::newRow("asks before TLS begins")
        << RogueManners {{}, clear, clear} << TlsMode::Required << QString();
}

void TestPostgresTls::roguesLearnNoPassword()
{
    QFETCH(RogueManners, manners);
    QFETCH(TlsMode, mode);
    QFETCH(QString, caFile);
    const RoguePostgres rogue(manners);
    const auto opened = openConnection(specFor(rogueUrl(rogue), mode, caFile));
    QVERIFY(!opened);
    QVERIFY2(opened.error().fault == Fault::Refused || opened.error().fault == Fault::Unreachable,
        qPrintable(all(opened.error())));
    QVERIFY(!all(opened.error()).contains(QLatin1StringView(canary)));
    QTRY_VERIFY(!rogue.heard().isEmpty());
    QVERIFY(!rogue.heard().contains(canary));
    QVERIFY(!rogue.heard().contains("md5"));
}

void TestPostgresTls::whatComesMeanwhileIsNotHeard()
{
    // A second question may arrive after the first was judged and before libpq reads.
    const QByteArray first = RoguePostgres::asksMd5Password();
    const QByteArray both = first + RoguePostgres::asksClearPassword();
    const RoguePostgres rogue({{}, {}, both});
    QVERIFY(hearOnly(rogue.port(), canary, both, first.size()));
    QTRY_VERIFY(rogue.heard().contains("md5"));
    QVERIFY(!rogue.heard().contains(canary));
}

void TestPostgresTls::verifiedServerMayAskForThePassword()
{
    // As servers do that ask LDAP or PAM; nobody else can read it.
    const RoguePostgres rogue({m_certificates.localhost(), {}, RoguePostgres::asksClearPassword()});
    ConnectionSpec spec = specFor(rogueUrl(rogue), TlsMode::Verified, m_certificates.authority());
    spec.limits.connect = std::chrono::seconds(1);
    QVERIFY(!openConnection(spec)); // it says nothing more
    QTRY_VERIFY(rogue.heard().contains(canary));
}

void TestPostgresTls::statementsEndWithinTls()
{
    const auto opened = openConnection(specFor(
        m_good->url(u"presence"_s), TlsMode::Verified, m_certificates.authority(), kamAccount.password));
    QVERIFY2(opened, qPrintable(opened ? QString() : all(opened.error())));
    Connection &connection = **opened;
    const auto many =
        connection.select({u"SELECT n, repeat('x', 1000) FROM generate_series(1, 20000) AS n"_s, {}}, {});
    QVERIFY(many);
    QCOMPARE(many->rows.size(), 20'000);
    const auto flag = std::make_shared<std::atomic<bool>>(false);
    connection.setCancelFlag(flag);
    std::thread raiser([flag] {
        QThread::msleep(100); // the statement shall be under way
        *flag = true;
    });
    const auto cancelled = connection.select({u"SELECT pg_sleep(60)"_s, {}}, {});
    raiser.join();
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().fault, Fault::Superseded);
    connection.setCancelFlag({});
    const auto slow = connection.select({u"SELECT pg_sleep(60)"_s, {}}, {std::chrono::milliseconds(300)});
    QVERIFY(!slow);
    QCOMPARE(slow.error().fault, Fault::TimedOut);
    QVERIFY(connection.isOpen());
    m_good->freeze();
    QElapsedTimer timer;
    timer.start();
    const auto frozen = connection.select({u"SELECT 1"_s, {}}, {std::chrono::milliseconds(300)});
    const qint64 took = timer.elapsed();
    m_good->thaw();
    QVERIFY(!frozen);
    QCOMPARE(frozen.error().fault, Fault::Unreachable);
    QVERIFY2(took < patienceMs, qPrintable(QString::number(took)));
}

void TestPostgresTls::hostileErrorsAreOnlyShown()
{
    const QByteArray hostile = QByteArray("<b>no</b> \x1b[2J ") + canary + QStringLiteral("\u202e").toUtf8()
        + QByteArray(20'000, 'x');
    const RoguePostgres rogue({{}, {}, RoguePostgres::saysError(hostile)});
    const auto opened = openConnection(specFor(rogueUrl(rogue), TlsMode::Off));
    QVERIFY(!opened);
    const QString text = all(opened.error());
    QVERIFY(text.size() < 1'000);
    QVERIFY(!opened.error().message.contains("no</b>"_L1));
    QVERIFY(!text.contains(QLatin1StringView(canary)));
    QVERIFY(text.contains("no</b>"_L1));
}

void TestPostgresTls::passwordsWithSpacesAreNotShown()
{
    const QByteArray password = "canary  with\ttwo";
    const RoguePostgres rogue(
        {{}, {}, RoguePostgres::saysError("no: " + password + ", nor " + password.simplified())});
    const auto opened = openConnection(specFor(rogueUrl(rogue), TlsMode::Off, {}, password));
    QVERIFY(!opened);
    QVERIFY2(opened.error().detail.contains("no: "_L1), qPrintable(all(opened.error())));
    QVERIFY2(!opened.error().detail.contains("no: canary"_L1), qPrintable(all(opened.error())));
}

void TestPostgresTls::poolersAreNotTriedAgain()
{
    const RoguePostgres pooler(
        {{}, {}, RoguePostgres::saysError("unsupported startup parameter: options", "08P01")});
    const auto opened = openConnection(specFor(rogueUrl(pooler), TlsMode::Off));
    QVERIFY(!opened);
    QCOMPARE(opened.error().fault, Fault::Refused);
    QVERIFY2(opened.error().message.contains("pooler"_L1), qPrintable(all(opened.error())));
}

void TestPostgresTls::silentServersAreGivenUp_data()
{
    QTest::addColumn<RogueManners>("manners");
    QTest::addColumn<TlsMode>("mode");
    QTest::newRow("after the start") << RogueManners {} << TlsMode::Off;
    QTest::newRow("in the middle of a message") << RogueManners {{}, {}, "R\0\0"} << TlsMode::Off;
    QTest::newRow("instead of TLS") << RogueManners {{}, "S", {}} << TlsMode::Required;
    QTest::newRow("after TLS began") << RogueManners {m_certificates.localhost(), {}, {}}
                                     << TlsMode::Required;
}

void TestPostgresTls::silentServersAreGivenUp()
{
    QFETCH(RogueManners, manners);
    QFETCH(TlsMode, mode);
    const RoguePostgres rogue(manners);
    ConnectionSpec spec = specFor(rogueUrl(rogue), mode);
    spec.limits.connect = std::chrono::seconds(1);
    QElapsedTimer timer;
    timer.start();
    const auto opened = openConnection(spec);
    QVERIFY(!opened);
    QCOMPARE(opened.error().fault, Fault::Unreachable);
    QVERIFY2(opened.error().message.contains("no answer within 1 s"_L1), qPrintable(all(opened.error())));
    QVERIFY(timer.elapsed() < patienceMs);
}

QTEST_GUILESS_MAIN(TestPostgresTls)
#include "tst_postgrestls.moc"
