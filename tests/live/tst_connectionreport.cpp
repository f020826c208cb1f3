// SPDX-License-Identifier: GPL-3.0-or-later
#include "certificates.h"
#include "connection/databasethread.h"
#include "connection/engine.h"
#include "live/connectionreport.h"
#include "mariadbserver.h"
#include "postgresserver.h"
#include "serverdatabases.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace {
using Severity = ReportLine::Severity;
constexpr int answerMs = 30'000;
} // namespace

/// "Test connection" against real servers.
class TestConnectionReport : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void aServerIsDescribed_data();
    void aServerIsDescribed();
    void aReaderMayOnlyRead_data();
    void aReaderMayOnlyRead();
    void aTableThatIsNamedWronglyIsBad();
    void aClosedTableIsBad();
    void anEmptyDatabaseIsBad();
    void encryptionIsSaid_data();
    void encryptionIsSaid();
    void tablesThatStopTheServerAreNamed();
    void theServerThatAnsweredIsNamed();
    void aWrongPasswordIsTheAnswer();

private:
    Result<ConnectionReport> reportOn(const Profile &profile, const ServerAccount &account);
    Result<ConnectionReport> reportOn(
        const ServerMachine &machine, const QString &database, const ServerAccount &account = kamAccount);
    ServerMachine &server(const QString &scheme) const;
    static bool says(const ConnectionReport &report, Severity severity, const QString &words);

    Certificates m_certificates;
    std::unique_ptr<MariadbServer> m_mariadb;
    std::unique_ptr<PostgresServer> m_postgres;
};

// Checks a line, and shows the whole report when it is not there.
#define VERIFY_SAYS(report, severity, words)                                                                 \
    QVERIFY2(says(report, severity, words), qPrintable(textOf(report)))

namespace {
QString textOf(const ConnectionReport &report)
{
    QString text;
    for (const ReportLine &line : report.lines)
        text += u"\n%1 %2"_s.arg(int(line.severity)).arg(line.sentence);
    return text;
}

void addSchemes()
{
    QTest::addColumn<QString>("scheme");
    QTest::newRow("MariaDB") << u"mysql"_s;
    QTest::newRow("PostgreSQL") << u"postgres"_s;
}
} // namespace

bool TestConnectionReport::says(const ConnectionReport &report, Severity severity, const QString &words)
{
    return std::any_of(report.lines.begin(), report.lines.end(),
        [&](const ReportLine &line) { return line.severity == severity && line.sentence.contains(words); });
}

ServerMachine &TestConnectionReport::server(const QString &scheme) const
{
    return scheme == "mysql"_L1 ? static_cast<ServerMachine &>(*m_mariadb) : *m_postgres;
}

Result<ConnectionReport> TestConnectionReport::reportOn(const Profile &profile, const ServerAccount &account)
{
    DatabaseThread thread([spec = profile.spec(Secret(account.password))] { return openConnection(spec); });
    const auto future = testConnection(thread, profile);
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, answerMs))
        return Error {u"The test of the connection did not end."_s, {}, Fault::TimedOut};
    return future.result();
}

Result<ConnectionReport> TestConnectionReport::reportOn(
    const ServerMachine &machine, const QString &database, const ServerAccount &account)
{
    return reportOn(profileFor(machine.url(database, account)), account);
}

void TestConnectionReport::initTestCase()
{
    const auto certified = m_certificates.make();
    QVERIFY2(certified, qPrintable(certified ? QString() : certified.error().message));
    m_mariadb = std::make_unique<MariadbServer>(MachineOptions {m_certificates.localhost()});
    m_postgres = std::make_unique<PostgresServer>(MachineOptions {m_certificates.localhost()});
    for (const QString &scheme : {u"mysql"_s, u"postgres"_s}) {
        ServerMachine &machine = server(scheme);
        const auto started = machine.start();
        QVERIFY2(started, qPrintable(started ? QString() : started.error().message + started.error().detail));
        const auto made = createKamailioDatabase(machine, u"kamailio"_s);
        QVERIFY2(made, qPrintable(made ? QString() : made.error().message + made.error().detail));
    }
}

void TestConnectionReport::aServerIsDescribed_data()
{
    addSchemes();
}

void TestConnectionReport::aServerIsDescribed()
{
    QFETCH(QString, scheme);
    const auto report = reportOn(server(scheme), u"kamailio"_s);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().message + report.error().detail));
    VERIFY_SAYS(*report, Severity::Good,
        scheme == "mysql"_L1 ? u"answers: MariaDB 10."_s : u"answers: PostgreSQL 1"_s);
    VERIFY_SAYS(*report, Severity::Good, QString::number(server(scheme).port()));
    VERIFY_SAYS(*report, Severity::Good, u"leaves this machine"_s);
    VERIFY_SAYS(*report, Severity::Good, u"These are Kamailio"_s);
    VERIFY_SAYS(*report, Severity::Good, u"Found: presentity, active_watchers"_s);
    VERIFY_SAYS(*report, Severity::Good, u"the server refuses every change"_s);
    VERIFY_SAYS(*report, Severity::Good, u"clock and this machine's agree"_s);
    VERIFY_SAYS(*report, Severity::Note, u"may change presentity"_s);
    QVERIFY2(!report->hasBad(), qPrintable(textOf(*report)));
}

void TestConnectionReport::aReaderMayOnlyRead_data()
{
    addSchemes();
}

void TestConnectionReport::aReaderMayOnlyRead()
{
    QFETCH(QString, scheme);
    const auto report = reportOn(server(scheme), u"kamailio"_s, readerAccount);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().message));
    VERIFY_SAYS(*report, Severity::Good, u"may only read"_s);
    QVERIFY2(!says(*report, Severity::Note, u"safer"_s), qPrintable(textOf(*report)));
}

void TestConnectionReport::aTableThatIsNamedWronglyIsBad()
{
    Profile profile = profileFor(m_mariadb->url(u"kamailio"_s));
    profile.tables.insert(TableRole::Watchers, u"my_watchers"_s);
    const auto report = reportOn(profile, kamAccount);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().message));
    VERIFY_SAYS(*report, Severity::Bad, u"The table my_watchers, which stands for watchers, is not there"_s);
    QVERIFY(report->hasBad());
}

void TestConnectionReport::aClosedTableIsBad()
{
    QVERIFY(createKamailioDatabase(*m_postgres, u"closed"_s));
    QVERIFY(m_postgres->exec(u"REVOKE SELECT ON watchers FROM reader"_s, u"closed"_s));
    const auto report = reportOn(*m_postgres, u"closed"_s, readerAccount);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().message));
    VERIFY_SAYS(*report, Severity::Bad, u"watchers"_s);
    VERIFY_SAYS(*report, Severity::Good, u"Found: presentity"_s);
}

void TestConnectionReport::anEmptyDatabaseIsBad()
{
    QVERIFY(m_mariadb->createDatabase(u"empty"_s));
    const auto report = reportOn(*m_mariadb, u"empty"_s);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().message));
    VERIFY_SAYS(*report, Severity::Bad, u"no presence table"_s);
}

void TestConnectionReport::encryptionIsSaid_data()
{
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<TlsMode>("mode");
    QTest::addColumn<int>("severity");
    QTest::addColumn<QString>("words");
    for (const char *scheme : {"mysql", "postgres"}) {
        const QString word = QString::fromLatin1(scheme);
        QTest::addRow("%s verified", scheme)
            << word << TlsMode::Verified << int(Severity::Good) << u"has proved who it is"_s;
        QTest::addRow("%s required", scheme)
            << word << TlsMode::Required << int(Severity::Note) << u"was not checked"_s;
    }
}

void TestConnectionReport::encryptionIsSaid()
{
    QFETCH(QString, scheme);
    QFETCH(TlsMode, mode);
    QFETCH(int, severity);
    QFETCH(QString, words);
    Profile profile = profileFor(server(scheme).url(u"kamailio"_s));
    profile.tls = {mode, m_certificates.authority()};
    const auto report = reportOn(profile, kamAccount);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().message + report.error().detail));
    VERIFY_SAYS(*report, Severity(severity), words);
    VERIFY_SAYS(*report, Severity(severity), u"TLSv1."_s);
}

void TestConnectionReport::tablesThatStopTheServerAreNamed()
{
    QVERIFY(createSeedDatabase(*m_mariadb, u"seed"_s));
    Profile profile = profileFor(m_mariadb->url(u"seed"_s));
    auto report = reportOn(profile, kamAccount);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().message));
    VERIFY_SAYS(*report, Severity::Note, u"Turn gentle mode on"_s);
    profile.gentle = true;
    report = reportOn(profile, kamAccount);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().message));
    VERIFY_SAYS(*report, Severity::Note, u"gentle mode keeps such reads short"_s);
}

void TestConnectionReport::theServerThatAnsweredIsNamed()
{
    Profile profile = profileFor(m_postgres->url(u"kamailio"_s));
    profile.url.hosts.prepend({u"127.0.0.2"_s, 1});
    auto report = reportOn(profile, kamAccount);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().message));
    VERIFY_SAYS(*report, Severity::Note, u"The first server, 127.0.0.2:1, did not answer"_s);
    // Another port of the same machine is another server.
    profile.url.hosts.first() = {u"127.0.0.1"_s, 1};
    report = reportOn(profile, kamAccount);
    QVERIFY2(report, qPrintable(report ? QString() : report.error().message));
    VERIFY_SAYS(*report, Severity::Note, u"The first server, 127.0.0.1:1, did not answer"_s);
}

void TestConnectionReport::aWrongPasswordIsTheAnswer()
{
    const auto report = reportOn(*m_mariadb, u"kamailio"_s, {"kam", "canary"});
    QVERIFY(!report);
    QCOMPARE(report.error().fault, Fault::Denied);
    QVERIFY(!report.error().message.contains("canary"_L1));
    QVERIFY(!report.error().detail.contains("canary"_L1));
}

QTEST_GUILESS_MAIN(TestConnectionReport)
#include "tst_connectionreport.moc"
