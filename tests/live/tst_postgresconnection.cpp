// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"
#include "connection/postgres/postgresconnection.h"
#include "connection/serverclock.h"
#include "postgresserver.h"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

ConnectionSpec specFor(const DatabaseUrl &url, const QByteArray &password = kamAccount.password)
{
    ConnectionSpec spec;
    spec.url = url;
    spec.tls.mode = TlsMode::Off; // loopback; TLS has a test of its own
    spec.password = Secret(password);
    return spec;
}

QByteArray allBytes()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes.append(char(i));
    return bytes;
}

QVariant raw(const QByteArray &bytes)
{
    return QVariant::fromValue(RawText {bytes});
}

bool isSame(const QVariant &one, const QVariant &other)
{
    if (one.canConvert<RawText>() && other.canConvert<RawText>())
        return one.value<RawText>() == other.value<RawText>();
    return one.typeId() == other.typeId() && one == other;
}

} // namespace

/// What is particular to PostgreSQL; what every engine promises stands in the test of the contract.
class TestPostgresConnection : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void valuesAreExact_data();
    void valuesAreExact();
    void boundValuesAreExact_data();
    void boundValuesAreExact();
    void floatsOfOneColumnAreFoundAgain();
    void textWithAZeroIsRefused();
    void bytesWithoutCharacterSetAreKept();
    void otherCharacterSetsBecomeUnicode();
    void placeholdersAreNumbered_data();
    void placeholdersAreNumbered();
    void oneStatementPerString();
    void headsOfBothKindsOfBody();
    void settingsAreThoseOfTheServer();
    void settingOfAnAccountDoesNotWin();
    void statementLimitFollowsTheRead();
    void limitOfTheConnectionIsUsual();
    void gentleLimitIsForRowsOnly();
    void limitsOfTheAccountEndTheReadOnly();
    void endlessAnswersAreCut();
    void hugeRowsAreCut();
    void errorsHaveSentences_data();
    void errorsHaveSentences();
    void refusedEntryHasASentence_data();
    void refusedEntryHasASentence();
    void socketIsLocal_data();
    void socketIsLocal();
    void environmentAndHomeTellNothing();
    void clockIsTheServers();
    void endedWhileIdleIsKnown();

private:
    std::unique_ptr<Connection> connected(const ConnectionSpec &spec)
    {
        auto opened = openConnection(spec);
        if (opened)
            return std::move(*opened);
        QTest::qFail(qPrintable(opened.error().message + u'\n' + opened.error().detail), __FILE__, __LINE__);
        return {};
    }
    QVariant one(const QString &sql, const QVariantList &values = {})
    {
        const auto rows = m_connection->select({sql, values}, {});
        return rows ? rows->rows.value(0).value(0) : QVariant(rows.error().message + rows.error().detail);
    }

    PostgresServer m_server;
    std::unique_ptr<Connection> m_connection;
};

void TestPostgresConnection::initTestCase()
{
    const auto started = m_server.start();
    QVERIFY2(started, qPrintable(started ? QString() : started.error().message + started.error().detail));
    QVERIFY(m_server.createDatabase(u"presence"_s));
    m_connection = connected(specFor(m_server.url(u"presence"_s)));
}

void TestPostgresConnection::init()
{
    QVERIFY(m_connection);
}

void TestPostgresConnection::valuesAreExact_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QVariant>("value");
    QTest::newRow("null") << u"NULL::text"_s << QVariant();
    QTest::newRow("null bytes") << u"NULL::bytea"_s << QVariant();
    QTest::newRow("small number") << u"7::smallint"_s << QVariant(7LL);
    QTest::newRow("number") << u"CAST(-2147483648 AS int)"_s << QVariant(-2147483648LL);
    QTest::newRow("greatest number") << u"9223372036854775807::bigint"_s
                                     << QVariant(std::numeric_limits<qlonglong>::max());
    QTest::newRow("double") << u"0.1::float8"_s << QVariant(0.1);
    QTest::newRow("double that needs 17 digits") << u"0.30000000000000004::float8"_s << QVariant(0.1 + 0.2);
    QTest::newRow("real is the value it holds") << u"0.1::float4"_s << QVariant(double(0.1F));
    QTest::newRow("infinity") << u"'Infinity'::float8"_s << QVariant(std::numeric_limits<double>::infinity());
    QTest::newRow("numeric stays text")
        << u"123456789012345678901234567890.10"_s << QVariant(u"123456789012345678901234567890.10"_s);
    QTest::newRow("time stays text") << u"'2026-11-25 02:03:04.5'::timestamp"_s
                                     << QVariant(u"2026-11-25 02:03:04.5"_s);
    QTest::newRow("truth") << u"true"_s << QVariant(u"t"_s);
    QTest::newRow("empty text") << u"''::text"_s << QVariant(u""_s);
    QTest::newRow("empty bytes") << u"''::bytea"_s << QVariant(QByteArray(""));
    QTest::newRow("text") << u"'é€😀\\'::varchar(64)"_s << QVariant(u"é€😀\\"_s);
    QTest::newRow("all bytes") << u"'\\x%1'::bytea"_s.arg(QLatin1StringView(allBytes().toHex()))
                               << QVariant(allBytes());
    QTest::newRow("a megabyte") << u"decode(repeat('ff005c27', 262144), 'hex')"_s
                                << QVariant(QByteArray("\xff\0\x5c\x27", 4).repeated(262'144));
}

void TestPostgresConnection::valuesAreExact()
{
    QFETCH(QString, expression);
    QFETCH(QVariant, value);
    const QVariant found = one(u"SELECT "_s + expression);
    QVERIFY2(isSame(found, value), qPrintable(found.toString().left(200)));
}

void TestPostgresConnection::boundValuesAreExact_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QVariant>("value");
    QTest::newRow("null") << u"text"_s << QVariant();
    QTest::newRow("number") << u"bigint"_s << QVariant(std::numeric_limits<qlonglong>::min());
    QTest::newRow("double") << u"float8"_s << QVariant(0.1 + 0.2);
    QTest::newRow("text") << u"text"_s << QVariant(u"é€😀' \\ ? \" ; --"_s);
    QTest::newRow("empty text") << u"text"_s << QVariant(u""_s);
    QTest::newRow("all bytes") << u"bytea"_s << QVariant(allBytes());
    QTest::newRow("empty bytes") << u"bytea"_s << QVariant(QByteArray(""));
    QTest::newRow("a megabyte") << u"bytea"_s << QVariant(QByteArray("\xff\0\x5c\x27", 4).repeated(262'144));
}

void TestPostgresConnection::boundValuesAreExact()
{
    QFETCH(QString, type);
    QFETCH(QVariant, value);
    const QVariant found = one(u"SELECT CAST(? AS %1)"_s.arg(type), {value});
    QVERIFY2(isSame(found, value), qPrintable(found.toString().left(200)));
}

void TestPostgresConnection::floatsOfOneColumnAreFoundAgain()
{
    // The grid pages by the values that it has read.
    QVERIFY(m_server.exec(
        u"DROP TABLE IF EXISTS q; CREATE TABLE q (q real); INSERT INTO q VALUES (0.1), (0.7), (1e-7);"
        "GRANT SELECT ON q TO kam"_s,
        u"presence"_s));
    const auto rows = m_connection->select({u"SELECT q FROM q"_s, {}}, {});
    QVERIFY(rows);
    QCOMPARE(rows->rows.size(), 3);
    for (const QVariantList &row : rows->rows)
        QCOMPARE(one(u"SELECT count(*) FROM q WHERE q = ?"_s, {row.first()}), QVariant(1LL));
}

void TestPostgresConnection::textWithAZeroIsRefused()
{
    for (const QVariant &value : {QVariant(u"a\0b"_s), raw(QByteArray("a\0b", 3))}) {
        const auto rows = m_connection->select({u"SELECT CAST(? AS text)"_s, {value}}, {});
        QVERIFY(!rows);
        QCOMPARE(rows.error().fault, Fault::Refused);
    }
    QCOMPARE(one(u"SELECT 1"_s), QVariant(1LL));
}

void TestPostgresConnection::bytesWithoutCharacterSetAreKept()
{
    QVERIFY(m_server.exec(u"DROP DATABASE IF EXISTS plain"_s));
    QVERIFY(m_server.exec(
        u"CREATE DATABASE plain OWNER kam ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0"_s));
    const auto connection = connected(specFor(m_server.url(u"plain"_s)));
    QVERIFY(connection);
    const QByteArray broken("caf\xe9 \xff");
    const auto rows = connection->select({u"SELECT CAST(? AS text), 'caf\u00e9'::text"_s, {raw(broken)}}, {});
    QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().detail));
    QVERIFY(isSame(rows->rows.at(0).at(0), raw(broken)));
    QVERIFY(isSame(rows->rows.at(0).at(1), u"caf\u00e9"_s));
}

void TestPostgresConnection::otherCharacterSetsBecomeUnicode()
{
    QVERIFY(m_server.exec(u"DROP DATABASE IF EXISTS latin"_s));
    QVERIFY(
        m_server.exec(u"CREATE DATABASE latin OWNER kam ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"_s));
    const auto connection = connected(specFor(m_server.url(u"latin"_s)));
    QVERIFY(connection);
    const auto rows = connection->select(
        {u"SELECT CAST(? AS text), octet_length(CAST(? AS text))"_s, {u"é"_s, u"é"_s}}, {});
    QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().detail));
    QCOMPARE(rows->rows.at(0), QVariantList({u"é"_s, 1LL}));
    const auto unknown = connection->select({u"SELECT CAST(? AS text)"_s, {u"€"_s}}, {});
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().fault, Fault::Damaged);
}

void TestPostgresConnection::placeholdersAreNumbered_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QByteArray>("numbered");
    QTest::newRow("two") << u"a = ? AND b < ?"_s << QByteArray("a = $1 AND b < $2");
    QTest::newRow("in a text") << u"a = '?' AND b = ?"_s << QByteArray("a = '?' AND b = $1");
    QTest::newRow("quote in a text") << u"'it''s ?' || ?"_s << QByteArray("'it''s ?' || $1");
    QTest::newRow("in a name") << u"\"who?\" = ?"_s << QByteArray("\"who?\" = $1");
    QTest::newRow("quote in a name") << u"\"a\"\"?\" = ?"_s << QByteArray("\"a\"\"?\" = $1");
    QTest::newRow("in a comment") << u"a -- ?\n = ?"_s << QByteArray("a -- ?\n = $1");
    QTest::newRow("in a long comment") << u"/* ? ' */ ?"_s << QByteArray("/* ? ' */ $1");
    QTest::newRow("text without an end") << u"? 'open ?"_s << QByteArray("$1 'open ?");
}

void TestPostgresConnection::placeholdersAreNumbered()
{
    QFETCH(QString, sql);
    QTEST(withNumberedPlaceholders(sql), "numbered");
}

void TestPostgresConnection::oneStatementPerString()
{
    const auto rows = m_connection->select({u"SELECT 1; SELECT 2"_s, {}}, {});
    QVERIFY(!rows);
    QVERIFY2(rows.error().detail.contains("42601"_L1), qPrintable(rows.error().detail));
}

void TestPostgresConnection::headsOfBothKindsOfBody()
{
    QVERIFY(m_server.exec(u"DROP TABLE IF EXISTS p; CREATE TABLE p (new bytea, old text);"
                          "INSERT INTO p VALUES ('<p>\\000', '<presence>'); GRANT SELECT ON p TO kam"_s,
        u"presence"_s));
    const Dialect &dialect = m_connection->dialect();
    const auto rows = m_connection->select(
        {u"SELECT %1, %2, %3, %4, %5 FROM p"_s.arg(dialect.headOf(u"new"_s, 4), dialect.headOf(u"old"_s, 4),
             dialect.byteLengthOf(u"new"_s), dialect.byteLengthOf(u"old"_s), dialect.textOf(u"new"_s)),
            {}},
        {});
    QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().detail));
    QCOMPARE(rows->rows.at(0), QVariantList({QByteArray("<p>\0", 4), u"<pre"_s, 4LL, 10LL, u"<p>\\000"_s}));
}

void TestPostgresConnection::settingsAreThoseOfTheServer()
{
    QCOMPARE(one(u"SHOW transaction_read_only"_s), QVariant(u"on"_s));
    QCOMPARE(one(u"SHOW statement_timeout"_s), QVariant(u"30s"_s));
    QCOMPARE(one(u"SHOW lock_timeout"_s), QVariant(u"3s"_s));
    QCOMPARE(one(u"SHOW idle_in_transaction_session_timeout"_s), QVariant(u"1min"_s));
    QCOMPARE(one(u"SHOW client_encoding"_s), QVariant(u"UTF8"_s));
    QCOMPARE(one(u"SHOW application_name"_s), QVariant(u"presence-inspector"_s));
    QCOMPARE(m_connection->description().section(u'.', 0, 0), u"PostgreSQL 15"_s);
    QCOMPARE(m_connection->server(),
        (ServerIdentity {u"127.0.0.1:%1"_s.arg(m_server.port()), Privacy::Local, {}}));
}

void TestPostgresConnection::settingOfAnAccountDoesNotWin()
{
    QVERIFY(
        m_server.exec(u"ALTER ROLE kam SET default_transaction_read_only = off;"
                      "ALTER ROLE kam SET statement_timeout = 0; ALTER ROLE kam SET bytea_output = hex"_s));
    const auto connection = connected(specFor(m_server.url(u"presence"_s)));
    QVERIFY(m_server.exec(u"ALTER ROLE kam RESET ALL"_s));
    QVERIFY(connection);
    const auto refused = connection->select({u"CREATE TABLE never (a int)"_s, {}}, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().fault, Fault::Refused);
}

void TestPostgresConnection::statementLimitFollowsTheRead()
{
    const auto limited = [this](int ms) {
        const auto rows =
            m_connection->select({u"SHOW statement_timeout"_s, {}}, {std::chrono::milliseconds(ms)});
        return rows ? rows->rows.at(0).at(0).toString() : rows.error().message;
    };
    QCOMPARE(limited(1'500), u"1500ms"_s);
    QCOMPARE(limited(120'000), u"2min"_s);
    QCOMPARE(limited(30'000), u"30s"_s);
}

void TestPostgresConnection::limitOfTheConnectionIsUsual()
{
    for (const int seconds : {7, 70}) {
        ConnectionSpec spec = specFor(m_server.url(u"presence"_s));
        spec.limits.statement = std::chrono::seconds(seconds);
        const auto connection = connected(spec);
        QVERIFY(connection);
        const Statement ask {u"SELECT setting FROM pg_settings WHERE name = 'statement_timeout'"_s, {}};
        QVERIFY(connection->select(ask, {std::chrono::milliseconds(500)}));
        const auto rows = connection->select(ask, {});
        QVERIFY(rows);
        QCOMPARE(rows->rows.at(0).at(0).toInt(), seconds * 1000);
    }
}

void TestPostgresConnection::gentleLimitIsForRowsOnly()
{
    // Catalog, clock and rights may take their time, and so may the opening.
    ConnectionSpec spec = specFor(m_server.url(u"presence"_s));
    spec.gentleLimit = std::chrono::milliseconds(100);
    const auto connection = connected(spec);
    QVERIFY(connection);
    const auto rows = connection->select({u"SELECT pg_sleep(0.5)"_s, {}}, {});
    QVERIFY2(rows, rows ? "" : qPrintable(rows.error().message));
}

void TestPostgresConnection::limitsOfTheAccountEndTheReadOnly()
{
    QVERIFY(
        m_server.exec(u"ALTER ROLE kam SET temp_file_limit = '2MB'; ALTER ROLE kam SET work_mem = '64kB'"_s));
    const auto connection = connected(specFor(m_server.url(u"presence"_s)));
    QVERIFY(m_server.exec(u"ALTER ROLE kam RESET ALL"_s));
    QVERIFY(connection);
    const auto rows = connection->select(
        {u"SELECT n FROM generate_series(1, 100000) AS n ORDER BY md5(n::text) LIMIT 1 OFFSET 50000"_s, {}},
        {});
    QVERIFY(!rows);
    QVERIFY2(rows.error().detail.contains("53400"_L1), qPrintable(rows.error().detail));
    QCOMPARE(rows.error().fault, Fault::General);
    QVERIFY2(rows.error().message.contains("index"_L1), qPrintable(rows.error().message));
    QVERIFY(connection->isOpen());
    QVERIFY(connection->select({u"SELECT 1"_s, {}}, {}));
}

void TestPostgresConnection::endlessAnswersAreCut()
{
    const auto connection = connected(specFor(m_server.url(u"presence"_s)));
    QVERIFY(connection);
    const auto rows = connection->select(
        {u"SELECT convert_to(repeat('x', 4000000), 'UTF8') FROM generate_series(1, 1000000)"_s, {}}, {});
    QVERIFY(!rows);
    QVERIFY2(rows.error().message.contains("more than any screen"_L1), qPrintable(rows.error().message));
    QVERIFY(!connection->isOpen());
}

void TestPostgresConnection::hugeRowsAreCut()
{
    const auto connection = connected(specFor(m_server.url(u"presence"_s)));
    QVERIFY(connection);
    const auto bodies = [&connection](int megabytes) {
        return connection->select(
            {u"SELECT length(body), body FROM (SELECT repeat('x', %1 << 20) AS body) AS q"_s.arg(megabytes),
                {}},
            {});
    };
    QVERIFY(bodies(60));
    const auto rows = bodies(70);
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::General);
    QVERIFY2(rows.error().message.contains("64 MB"_L1), qPrintable(rows.error().message));
}

void TestPostgresConnection::errorsHaveSentences_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("code");
    QTest::newRow("no such table") << u"SELECT * FROM never"_s << Fault::General << u"42P01"_s;
    QTest::newRow("no such column") << u"SELECT never"_s << Fault::General << u"42703"_s;
    QTest::newRow("no right") << u"SELECT * FROM secret"_s << Fault::Denied << u"42501"_s;
    QTest::newRow("no write") << u"CREATE TABLE t (a int)"_s << Fault::Refused << u"25006"_s;
    QTest::newRow("no lock in time") << u"SELECT * FROM locked FOR SHARE NOWAIT"_s << Fault::Refused
                                     << u"25006"_s;
    QTest::newRow("broken arithmetic") << u"SELECT 1/0"_s << Fault::General << u"22012"_s;
    QTest::newRow("value of another type")
        << u"SELECT 1 WHERE 1 = 'x'::int"_s << Fault::General << u"22P02"_s;
}

void TestPostgresConnection::errorsHaveSentences()
{
    QFETCH(QString, sql);
    QFETCH(QString, code);
    QVERIFY(m_server.exec(u"CREATE TABLE IF NOT EXISTS secret (a int);"
                          "CREATE TABLE IF NOT EXISTS locked (a int); GRANT ALL ON locked TO kam"_s,
        u"presence"_s));
    const auto rows = m_connection->select({sql, {}}, {});
    QVERIFY(!rows);
    QTEST(rows.error().fault, "fault");
    QVERIFY2(rows.error().detail.contains(code), qPrintable(rows.error().detail));
    QVERIFY(rows.error().message.endsWith(u'.'));
    QVERIFY(!rows.error().message.contains(u'%'));
    QCOMPARE(one(u"SELECT 1"_s), QVariant(1LL));
}

void TestPostgresConnection::refusedEntryHasASentence_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("database");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("words");
    QTest::newRow("wrong password") << u"kam"_s << u"wrong"_s << u"presence"_s << Fault::Denied
                                    << u"does not accept the password of “kam”"_s;
    QTest::newRow("no password") << u"kam"_s << u""_s << u"presence"_s << Fault::Denied
                                 << u"wants a password for “kam”"_s;
    QTest::newRow("unknown user") << u"nobody"_s << u"x"_s << u"presence"_s << Fault::Denied
                                  << u"password of “nobody”"_s;
    QTest::newRow("unknown database")
        << u"kam"_s << u"kamailiorw"_s << u"never"_s << Fault::Unreachable << u"no database “never”"_s;
    QTest::newRow("database without the right")
        << u"kam"_s << u"kamailiorw"_s << u"closed"_s << Fault::Denied << u"lacks the right"_s;
    QTest::newRow("no connection to spare") << u"limited"_s << u"canary-7"_s << u"presence"_s
                                            << Fault::Unreachable << u"no connection to spare"_s;
}

void TestPostgresConnection::refusedEntryHasASentence()
{
    QFETCH(QString, user);
    QFETCH(QString, password);
    QFETCH(QString, database);
    QFETCH(QString, words);
    QVERIFY(m_server.exec(u"DROP DATABASE IF EXISTS closed"_s));
    QVERIFY(m_server.exec(u"CREATE DATABASE closed"_s));
    QVERIFY(m_server.exec(u"REVOKE CONNECT ON DATABASE closed FROM public; DROP ROLE IF EXISTS limited;"
                          "CREATE ROLE limited LOGIN PASSWORD 'canary-7' CONNECTION LIMIT 0"_s));
    DatabaseUrl url = m_server.url(database);
    url.user = user;
    const auto opened = openConnection(specFor(url, password.toUtf8()));
    QVERIFY(!opened);
    const Error &error = opened.error();
    QTEST(error.fault, "fault");
    QVERIFY2(error.message.contains(words), qPrintable(error.message + u'\n' + error.detail));
    QVERIFY(!error.detail.contains("LOCATION"_L1));
    if (!password.isEmpty() && password != "x"_L1)
        QVERIFY(!(error.message + error.detail).contains(password));
}

void TestPostgresConnection::socketIsLocal_data()
{
    QTest::addColumn<QString>("socket");
    const auto port = QString::number(m_server.port());
    QTest::newRow("file") << m_server.socket() + u"/.s.PGSQL."_s + port;
}

void TestPostgresConnection::socketIsLocal()
{
    QFETCH(QString, socket);
    ConnectionSpec spec = specFor(m_server.url(u"presence"_s));
    spec.url.hosts.clear();
    spec.url.socket = socket;
    spec.tls.mode = TlsMode::Verified; // nothing to verify where nothing leaves the machine
    const auto connection = connected(spec);
    QVERIFY(connection);
    QCOMPARE(connection->server().privacy, Privacy::Local);
    QVERIFY(connection->server().address.startsWith(m_server.socket()));
    spec.url.socket = u"/nowhere"_s;
    const auto nowhere = openConnection(spec);
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().fault, Fault::Unreachable);
    QVERIFY2(nowhere.error().message.contains("no socket /nowhere"_L1), qPrintable(nowhere.error().message));
}

void TestPostgresConnection::environmentAndHomeTellNothing()
{
    // Everything that libpq would take from elsewhere: another address, TLS that is not there, a password.
    QTemporaryDir home;
    QFile passwords(home.filePath(u".pgpass"_s));
    QVERIFY(passwords.open(QIODevice::WriteOnly));
    passwords.write("*:*:*:*:kamailiorw\n");
    passwords.close();
    passwords.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const QByteArray formerHome = qgetenv("HOME");
    qputenv("HOME", home.path().toUtf8());
    qputenv("PGPASSFILE", passwords.fileName().toUtf8());
    qputenv("PGSSLMODE", "verify-full");
    qputenv("PGOPTIONS", "-c statement_timeout=1");
    qputenv("PGSERVICE", "nowhere");
    qputenv("PGSSLROOTCERT", "/nowhere");
    qputenv("PGHOSTADDR", "192.0.2.1");
    qputenv("PGCLIENTENCODING", "LATIN1");
    // An unknown service stops libpq before anything else; only the start of the program takes it away.
    qunsetenv("PGSERVICE");
    const auto good = openConnection(specFor(m_server.url(u"presence"_s)));
    const auto withoutPassword = openConnection(specFor(m_server.url(u"presence"_s), {}));
    qputenv("HOME", formerHome);
    for (const char *name :
        {"PGPASSFILE", "PGSSLMODE", "PGOPTIONS", "PGSSLROOTCERT", "PGHOSTADDR", "PGCLIENTENCODING"})
        qunsetenv(name);
    QVERIFY2(good, qPrintable(good ? QString() : good.error().message + good.error().detail));
    QVERIFY(!withoutPassword);
    QCOMPARE(withoutPassword.error().fault, Fault::Denied);
}

void TestPostgresConnection::clockIsTheServers()
{
    const auto clock = ServerClock::measure(*m_connection);
    QVERIFY(clock);
    QVERIFY2(qAbs(clock->skewMs) < 1'000, qPrintable(QString::number(clock->skewMs)));
}

void TestPostgresConnection::endedWhileIdleIsKnown()
{
    const auto connection = connected(specFor(m_server.url(u"presence"_s)));
    QVERIFY(connection);
    QVERIFY(connection->isOpen());
    const auto process = connection->select({u"SELECT pg_backend_pid()"_s, {}}, {});
    QVERIFY(process);
    QVERIFY(m_server.exec(u"SELECT pg_terminate_backend(%1)"_s.arg(process->rows.at(0).at(0).toLongLong())));
    QTRY_VERIFY(!connection->isOpen());
    const auto rows = connection->select({u"SELECT 1"_s, {}}, {});
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Unreachable);
}

QTEST_GUILESS_MAIN(TestPostgresConnection)
#include "tst_postgresconnection.moc"
