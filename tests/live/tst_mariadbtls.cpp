// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"
#include "connection/mariadb/mariadbdriver.h"
#include "mariadbserver.h"
#include "patience.h"
#include "program.h"
#include "roguemariadb.h"

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;

/// What keeps a password and the data from others, against real servers and against one that plays foul. The
/// handshakes of caching_sha2_password are played too: no MySQL server was observed.
class TestMariaDbTls : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();

    void realServers_data();
    void realServers();
    void privacyIsTold_data();
    void privacyIsTold();
    void everyProofWorksInside_data();
    void everyProofWorksInside();
    void rogueGetsNothing_data();
    void rogueGetsNothing();
    void rogueGetsNoFile_data();
    void rogueGetsNoFile();
    void sha2Handshakes_data();
    void sha2Handshakes();
    void sha2WithoutProofIsExplained();
    void cutConnectionEndsNoProgram();
    void cancelUsesTheSameTls();

private:
    ConnectionSpec spec(const ServerMachine &server) const;
    QString caFile(const QString &name) const;

    Certificates m_certificates;
    QByteArray m_publicKey;
    std::unique_ptr<MariadbServer> m_plain;
    std::unique_ptr<MariadbServer> m_tls;
    std::unique_ptr<MariadbServer> m_otherHost;
};

namespace {
/// Neither it nor a part of it may arrive anywhere.
const QByteArray canary = "kanarienvogel";

QString described(const Error &error)
{
    return u"%1 | %2 | %3"_s.arg(error.message, error.detail).arg(int(error.fault));
}

std::unique_ptr<MariadbServer> started(const MachineOptions &options)
{
    auto server = std::make_unique<MariadbServer>(options);
    const auto done = server->start();
    if (!done || !server->createDatabase(u"kamailio"_s))
        return nullptr;
    return server;
}

/// As a spec that is told to go to a rogue.
MariaDbTarget rogueTarget(const RogueMariaDb &rogue, const QString &host, TlsMode mode, const QString &caFile)
{
    MariaDbOptions options;
    options.tls = {mode, caFile};
    return {host, rogue.port(), u"kam"_s, Secret(canary), u"kamailio"_s, options};
}
} // namespace

void TestMariaDbTls::initTestCase()
{
    QVERIFY(m_certificates.make());
    m_plain = started({});
    m_tls = started({m_certificates.localhost(), {u"--bind-address=0.0.0.0"_s}});
    m_otherHost = started({m_certificates.otherHost(), {}});
    QVERIFY(m_plain && m_tls && m_otherHost);
    QVERIFY(m_tls->exec(u"INSTALL SONAME 'auth_ed25519'"_s));
    QTemporaryDir folder;
    const QString key = folder.filePath(u"rsa.pem"_s);
    QVERIFY(runProgram(u"openssl"_s,
        {u"genpkey"_s, u"-algorithm"_s, u"RSA"_s, u"-pkeyopt"_s, u"rsa_keygen_bits:2048"_s, u"-out"_s, key}));
    const auto publicKey = runProgram(u"openssl"_s, {u"pkey"_s, u"-in"_s, key, u"-pubout"_s});
    QVERIFY(publicKey);
    m_publicKey = *publicKey;
}

ConnectionSpec TestMariaDbTls::spec(const ServerMachine &server) const
{
    ConnectionSpec spec;
    spec.url = server.url(u"kamailio"_s);
    spec.password = Secret(kamAccount.password);
    return spec;
}

QString TestMariaDbTls::caFile(const QString &name) const
{
    if (name == "right"_L1)
        return m_certificates.authority();
    if (name == "wrong"_L1)
        return m_certificates.wrongAuthority();
    return name == "missing"_L1 ? u"/nowhere/ca.pem"_s : QString();
}

void TestMariaDbTls::realServers_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("host");
    QTest::addColumn<TlsMode>("mode");
    QTest::addColumn<QString>("authority");
    QTest::addColumn<QString>("words"); // empty: it opens
    const QString notSigned = u"not signed by an authority known here"_s;
    const QString otherName = u"made out for another name"_s;
    const QString noTls = u"offers no TLS"_s;
    const auto row = [](const char *name, const QString &server, const QString &host, TlsMode mode,
                         const QString &authority, const QString &words) {
        QTest::newRow(name) << server << host << mode << authority << words;
    };
    const QString here = u"127.0.0.1"_s;
    row("TLS offered, off", u"tls"_s, here, TlsMode::Off, {}, {});
    row("TLS offered, required", u"tls"_s, here, TlsMode::Required, {}, {});
    row("TLS offered, verified by address", u"tls"_s, here, TlsMode::Verified, u"right"_s, {});
    row("TLS offered, verified by name", u"tls"_s, u"localhost"_s, TlsMode::Verified, u"right"_s, {});
    row("wrong authority", u"tls"_s, here, TlsMode::Verified, u"wrong"_s, notSigned);
    row("the system's authorities", u"tls"_s, here, TlsMode::Verified, {}, notSigned);
    row("missing file", u"tls"_s, here, TlsMode::Verified, u"missing"_s, u"cannot be read"_s);
    row("address that is not in the certificate", u"tls"_s, u"127.0.0.2"_s, TlsMode::Verified, u"right"_s,
        otherName);
    row("certificate for another host", u"other"_s, here, TlsMode::Verified, u"right"_s, otherName);
    row("certificate for another host, by name", u"other"_s, u"localhost"_s, TlsMode::Verified, u"right"_s,
        otherName);
    row("certificate for another host, required", u"other"_s, here, TlsMode::Required, {}, {});
    row("no TLS, off", u"plain"_s, here, TlsMode::Off, {}, {});
    row("no TLS, required", u"plain"_s, here, TlsMode::Required, {}, noTls);
    row("no TLS, verified", u"plain"_s, here, TlsMode::Verified, u"right"_s, noTls);
}

void TestMariaDbTls::realServers()
{
    QFETCH(QString, server);
    QFETCH(QString, host);
    QFETCH(TlsMode, mode);
    QFETCH(QString, authority);
    QFETCH(QString, words);
    const MariadbServer &machine = server == "tls"_L1 ? *m_tls
        : server == "other"_L1                        ? *m_otherHost
                                                      : *m_plain;
    ConnectionSpec wanted = spec(machine);
    wanted.url.hosts = {{host, machine.port()}};
    wanted.tls = {mode, caFile(authority)};
    const auto connection = openConnection(wanted);
    if (words.isEmpty()) {
        QVERIFY2(connection, qPrintable(connection ? QString() : described(connection.error())));
        const auto cipher = (*connection)->select({u"SHOW SESSION STATUS LIKE 'Ssl_cipher'"_s, {}});
        QVERIFY(cipher);
        QCOMPARE(cipher->rows.first().at(1).toString().isEmpty(), mode == TlsMode::Off);
    } else {
        QVERIFY(!connection);
        QCOMPARE(connection.error().fault, Fault::Refused);
        QVERIFY2(connection.error().message.contains(words), qPrintable(described(connection.error())));
    }
}

void TestMariaDbTls::privacyIsTold_data()
{
    QTest::addColumn<TlsMode>("mode");
    QTest::addColumn<QString>("host");
    QTest::addColumn<Privacy>("privacy");
    QTest::newRow("off, this machine") << TlsMode::Off << u"127.0.0.1"_s << Privacy::Local;
    QTest::newRow("off, another address") << TlsMode::Off << u"0.0.0.0"_s << Privacy::Plain;
    QTest::newRow("required") << TlsMode::Required << u"127.0.0.1"_s << Privacy::Encrypted;
    QTest::newRow("verified") << TlsMode::Verified << u"localhost"_s << Privacy::Verified;
}

void TestMariaDbTls::privacyIsTold()
{
    QFETCH(TlsMode, mode);
    QFETCH(QString, host);
    QFETCH(Privacy, privacy);
    ConnectionSpec wanted = spec(*m_tls);
    wanted.url.hosts = {{host, m_tls->port()}};
    wanted.tls = {mode, m_certificates.authority()};
    wanted.plaintextAccepted = true;
    const auto connection = openConnection(wanted);
    QVERIFY2(connection, qPrintable(connection ? QString() : described(connection.error())));
    QCOMPARE((*connection)->server().privacy, privacy);
    QCOMPARE((*connection)->server().cipher.startsWith("TLSv1."_L1), mode != TlsMode::Off);
}

void TestMariaDbTls::everyProofWorksInside_data()
{
    QTest::addColumn<QString>("account");
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("native password") << u"IDENTIFIED VIA mysql_native_password USING PASSWORD('secret')"_s
                                     << QByteArray("secret");
    QTest::newRow("ed25519") << u"IDENTIFIED VIA ed25519 USING PASSWORD('secret')"_s << QByteArray("secret");
    QTest::newRow("second choice") << u"IDENTIFIED VIA unix_socket OR ed25519 USING PASSWORD('secret')"_s
                                   << QByteArray("secret");
    QTest::newRow("no password") << u"IDENTIFIED BY ''"_s << QByteArray();
    QTest::newRow("not ASCII") << u"IDENTIFIED BY 'pässwörd'"_s << QByteArray("p\xc3\xa4ssw\xc3\xb6rd");
}

void TestMariaDbTls::everyProofWorksInside()
{
    QFETCH(QString, account);
    QFETCH(QByteArray, password);
    const auto made = m_tls->exec(
        u"CREATE OR REPLACE USER proved@'%' %1; GRANT SELECT ON kamailio.* TO proved@'%'"_s.arg(account));
    QVERIFY2(made, qPrintable(made ? QString() : described(made.error())));
    for (const TlsMode mode : {TlsMode::Off, TlsMode::Required, TlsMode::Verified}) {
        ConnectionSpec wanted = spec(*m_tls);
        wanted.url.user = u"proved"_s;
        wanted.password = Secret(password);
        wanted.tls = {mode, m_certificates.authority()};
        const auto right = openConnection(wanted);
        QVERIFY2(right, qPrintable(right ? QString() : described(right.error())));
        wanted.password = Secret("wrong");
        const auto wrong = openConnection(wanted);
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().fault, Fault::Denied);
    }
}

void TestMariaDbTls::rogueGetsNothing_data()
{
    QTest::addColumn<TlsMode>("mode");
    QTest::addColumn<bool>("offersTls");
    QTest::addColumn<QByteArray>("plugin");
    QTest::addColumn<QByteArray>("switchTo");
    QTest::addColumn<bool>("silent"); // not even the user's name leaves
    QTest::newRow("no TLS though required")
        << TlsMode::Required << false << QByteArray("mysql_native_password") << QByteArray() << true;
    QTest::newRow("no TLS though verified")
        << TlsMode::Verified << false << QByteArray("mysql_native_password") << QByteArray() << true;
    QTest::newRow("no TLS and sha2, though required")
        << TlsMode::Required << false << QByteArray("caching_sha2_password") << QByteArray() << true;
    for (const char *plugin : {"mysql_clear_password", "dialog", "mysql_old_password", "sha256_password",
             "auth_gssapi_client", "nonsense"}) {
        for (const TlsMode mode : {TlsMode::Off, TlsMode::Required, TlsMode::Verified}) {
            const QByteArray name = QByteArray(plugin) + " asked for, mode " + QByteArray::number(int(mode));
            QTest::newRow(name) << mode << true << QByteArray("mysql_native_password") << QByteArray(plugin)
                                << false;
            QTest::newRow(name + ", in the greeting")
                << mode << true << QByteArray(plugin) << QByteArray(plugin) << false;
        }
    }
}

void TestMariaDbTls::rogueGetsNothing()
{
    QFETCH(TlsMode, mode);
    QFETCH(bool, offersTls);
    QFETCH(QByteArray, plugin);
    QFETCH(QByteArray, switchTo);
    QFETCH(bool, silent);
    RogueScript script;
    script.tls = offersTls ? m_certificates.localhost() : CertificateFiles();
    script.plugin = plugin;
    script.switchTo = switchTo;
    const RogueMariaDb rogue(script);
    MariaDbDriver driver;
    QVERIFY(!driver.openTarget(rogueTarget(rogue, u"127.0.0.1"_s, mode, m_certificates.authority())));
    QVERIFY2(!driver.lastError().text().contains(QString::fromUtf8(canary)),
        qPrintable(driver.lastError().text()));
    QVERIFY(!rogue.received().contains(canary));
    QVERIFY(!rogue.letIn());
    if (silent)
        QCOMPARE(rogue.received(), QByteArray());
    else if (mode != TlsMode::Off)
        QVERIFY(!rogue.receivedInClear().contains("kam"));
}

void TestMariaDbTls::rogueGetsNoFile_data()
{
    QTest::addColumn<TlsMode>("mode");
    QTest::newRow("off") << TlsMode::Off;
    QTest::newRow("verified") << TlsMode::Verified;
}

void TestMariaDbTls::rogueGetsNoFile()
{
    QFETCH(TlsMode, mode);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"private"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("private text") > 0);
    file.close();
    RogueScript script;
    script.tls = m_certificates.localhost();
    script.wantedFile = QFile::encodeName(file.fileName());
    const RogueMariaDb rogue(script);
    MariaDbDriver driver;
    QVERIFY(!driver.openTarget(rogueTarget(rogue, u"localhost"_s, mode, m_certificates.authority())));
    QVERIFY(rogue.letIn());
    QTRY_VERIFY(!rogue.received().isEmpty());
    QCOMPARE(rogue.receivedOfFile(), QByteArray());
    QVERIFY(!rogue.received().contains("private text"));
}

void TestMariaDbTls::sha2Handshakes_data()
{
    using Sha2 = RogueScript::Sha2;
    QTest::addColumn<Sha2>("sha2");
    QTest::addColumn<TlsMode>("mode");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("opens");
    const QString here = u"127.0.0.1"_s;
    const QString elsewhere = u"0.0.0.0"_s; // another address than a loopback one, though it leads here
    QTest::newRow("remembered, no TLS, this machine") << Sha2::Known << TlsMode::Off << here << true;
    QTest::newRow("not remembered, no TLS, this machine: under the server's key")
        << Sha2::Unknown << TlsMode::Off << here << true;
    QTest::newRow("remembered, no TLS, another machine") << Sha2::Known << TlsMode::Off << elsewhere << false;
    QTest::newRow("not remembered, no TLS, another machine")
        << Sha2::Unknown << TlsMode::Off << elsewhere << false;
    QTest::newRow("remembered, TLS") << Sha2::Known << TlsMode::Verified << here << true;
    QTest::newRow("not remembered, TLS: inside") << Sha2::Unknown << TlsMode::Verified << here << true;
    QTest::newRow("remembered, TLS required, another machine")
        << Sha2::Known << TlsMode::Required << elsewhere << false;
    QTest::newRow("not remembered, TLS required, another machine")
        << Sha2::Unknown << TlsMode::Required << elsewhere << false;
    QTest::newRow("not remembered, TLS required, this machine")
        << Sha2::Unknown << TlsMode::Required << here << true;
}

void TestMariaDbTls::sha2Handshakes()
{
    QFETCH(RogueScript::Sha2, sha2);
    QFETCH(TlsMode, mode);
    QFETCH(QString, host);
    QFETCH(bool, opens);
    RogueScript script;
    script.tls = m_certificates.localhost();
    script.version = "8.0.36";
    script.plugin = "caching_sha2_password";
    script.switchTo = "caching_sha2_password";
    script.sha2 = sha2;
    script.publicKey = m_publicKey;
    const RogueMariaDb rogue(script);
    MariaDbDriver driver;
    const bool opened = driver.openTarget(rogueTarget(rogue, host, mode, m_certificates.authority()));
    QVERIFY2(opened == opens, qPrintable(driver.lastError().text()));
    QCOMPARE(rogue.letIn(), opens);
    QVERIFY(!rogue.receivedInClear().contains(canary));
    // Inside TLS it may be said, and then it is seen: nothing of the above is true for want of seeing.
    const bool isSaid = opens && mode != TlsMode::Off && sha2 == RogueScript::Sha2::Unknown;
    QCOMPARE(rogue.received().contains(canary), isSaid);
}

void TestMariaDbTls::sha2WithoutProofIsExplained()
{
    RogueScript script;
    script.tls = m_certificates.localhost();
    script.version = "8.0.36";
    script.plugin = "caching_sha2_password";
    script.switchTo = "caching_sha2_password";
    script.sha2 = RogueScript::Sha2::Unknown;
    const RogueMariaDb rogue(script);
    ConnectionSpec wanted = spec(*m_tls);
    wanted.url.hosts = {{u"0.0.0.0"_s, rogue.port()}};
    wanted.tls = {TlsMode::Required, {}};
    wanted.password = Secret(canary);
    const auto connection = openConnection(wanted);
    QVERIFY(!connection);
    QCOMPARE(connection.error().fault, Fault::Refused);
    QVERIFY2(connection.error().message.contains(u"Choose “TLS, verified”"_s),
        qPrintable(described(connection.error())));
    QVERIFY(!rogue.received().contains(canary));
}

void TestMariaDbTls::cutConnectionEndsNoProgram()
{
    for (const TlsMode mode : {TlsMode::Off, TlsMode::Required}) {
        MariaDbOptions options;
        options.tls.mode = mode;
        auto driver = std::make_unique<MariaDbDriver>();
        QVERIFY(driver->openTarget({u"127.0.0.1"_s, m_tls->port(), QString::fromLatin1(kamAccount.name),
            Secret(kamAccount.password), u"kamailio"_s, options}));
        QSqlQuery prepared(driver->createResult());
        QVERIFY(prepared.prepare(u"SELECT ?"_s));
        driver->stop()->cut();
        prepared.addBindValue(1);
        QVERIFY(!prepared.exec());
        QCOMPARE(prepared.lastError().type(), QSqlError::ConnectionError);
        // Closing says good-bye to a socket that nobody hears.
        driver->close();
    }
}

void TestMariaDbTls::cancelUsesTheSameTls()
{
    ConnectionSpec wanted = spec(*m_tls);
    wanted.tls = {TlsMode::Verified, m_certificates.authority()};
    wanted.url.user = u"encrypted"_s;
    wanted.password = Secret("secret");
    QVERIFY(m_tls->exec(u"CREATE OR REPLACE USER encrypted IDENTIFIED BY 'secret' REQUIRE SSL; "
                        "GRANT SELECT ON kamailio.* TO encrypted"_s));
    const auto connection = openConnection(wanted);
    QVERIFY2(connection, qPrintable(connection ? QString() : described(connection.error())));
    const auto flag = std::make_shared<std::atomic<bool>>(false);
    (*connection)->setCancelFlag(flag);
    const std::unique_ptr<QThread> raiser(QThread::create([&] {
        const QString running =
            u"SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE COMMAND = 'Execute' AND STATE = 'Sending data'"_s;
        while (m_tls->run(running)->first().first().toInt() == 0)
            QThread::yieldCurrentThread();
        *flag = true;
    }));
    raiser->start();
    const auto rows =
        (*connection)->select({u"SELECT COUNT(*) FROM seq_1_to_10000000000 WHERE seq % 2"_s, {}}, {});
    raiser->wait();
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Superseded);
    *flag = false;
    // Cancelled, not cut.
    QVERIFY((*connection)->select({u"SELECT 5"_s, {}}, {}));
}

QTEST_GUILESS_MAIN(TestMariaDbTls)
#include "tst_mariadbtls.moc"
