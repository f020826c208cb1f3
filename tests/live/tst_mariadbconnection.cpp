// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"
#include "mariadbserver.h"
#include "patience.h"
#include "roguemariadb.h"

#include <QElapsedTimer>
#include <QScopeGuard>
#include <QTest>

#include <future>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A MariaDB server as the program reads it: values, limits, and every way in which it can fail.
class TestMariaDbConnection : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void saysWhatItIs();
    void valuesAreExact();
    void boundValuesFindWhatIsStored();
    void clockAndVersion();
    void readsOnly_data();
    void readsOnly();
    void guardsAreReadBack();
    void seesWhatOthersCommit();
    void serverEndsSlowReads();
    void limitOfTheConnectionIsUsual();
    void gentleLimitIsForRowsOnly();
    void flagEndsARead();
    void locksAreNotWaitedFor();
    void failures_data();
    void failures();
    void failuresWhileOpening_data();
    void failuresWhileOpening();
    void noPasswordInAnyText();
    void fullServer();
    void refusedAtTheDoor_data();
    void refusedAtTheDoor();
    void frozenServer();
    void frozenServerWhileOpening();
    void killedServer();
    void endedConnection();

private:
    ConnectionSpec spec(const ServerAccount &account = kamAccount) const;
    std::unique_ptr<Connection> open(const ConnectionSpec &spec) const;
    std::unique_ptr<Connection> open() const { return open(spec()); }
    QVariant value(Connection &connection, const QString &sql, const QVariantList &values = {}) const;

    MariadbServer m_server;
};

namespace {
QString described(const Error &error)
{
    return u"%1 | %2 | %3"_s.arg(error.message, error.detail).arg(int(error.fault));
}

/// Ends only when it is stopped.
QString endless()
{
    return u"SELECT COUNT(*) FROM seq_1_to_10000000000 WHERE seq % 2"_s;
}
} // namespace

void TestMariaDbConnection::initTestCase()
{
    const auto started = m_server.start();
    QVERIFY2(started, qPrintable(started ? QString() : described(started.error())));
    QVERIFY(m_server.createDatabase(u"kamailio"_s));
}

void TestMariaDbConnection::init()
{
    if (!m_server.isRunning())
        QVERIFY(m_server.start());
}

ConnectionSpec TestMariaDbConnection::spec(const ServerAccount &account) const
{
    ConnectionSpec spec;
    spec.url = m_server.url(u"kamailio"_s, account);
    spec.tls.mode = TlsMode::Off;
    spec.password = Secret(account.password);
    return spec;
}

std::unique_ptr<Connection> TestMariaDbConnection::open(const ConnectionSpec &spec) const
{
    auto connection = openConnection(spec);
    if (!connection)
        qWarning().noquote() << described(connection.error());
    return connection ? std::move(*connection) : nullptr;
}

QVariant TestMariaDbConnection::value(
    Connection &connection, const QString &sql, const QVariantList &values) const
{
    const auto rows = connection.select({sql, values});
    return rows ? rows->rows.value(0).value(0) : QVariant(described(rows.error()));
}

void TestMariaDbConnection::saysWhatItIs()
{
    const auto connection = open();
    QVERIFY(connection);
    QVERIFY2(connection->description().startsWith("MariaDB 1"_L1), qPrintable(connection->description()));
    QVERIFY2(!connection->description().contains(u'-'), qPrintable(connection->description()));
    QVERIFY2(connection->manners().contains("the server refuses every change"_L1),
        qPrintable(connection->manners()));
    const ServerIdentity server = connection->server();
    QCOMPARE(server.address, u"127.0.0.1:%1"_s.arg(m_server.port()));
    QCOMPARE(server.privacy, Privacy::Local);
    QCOMPARE(server.cipher, QString());
    QVERIFY(connection->isOpen());
    ConnectionSpec socket = spec();
    socket.url.hosts.clear();
    socket.url.socket = m_server.socket();
    socket.tls.mode = TlsMode::Verified;
    const auto local = open(socket);
    QVERIFY(local);
    QCOMPARE(local->server().address, m_server.socket());
    QCOMPARE(local->server().privacy, Privacy::Local);
}

void TestMariaDbConnection::valuesAreExact()
{
    QVERIFY(m_server.exec(
        u"CREATE OR REPLACE TABLE exact (t TEXT, raw TEXT, b BLOB, e BLOB, n INT, u BIGINT UNSIGNED, "
        "d DOUBLE, m DECIMAL(10,2), w DATETIME, nothing INT) CHARACTER SET latin1; "
        "INSERT INTO exact VALUES (x'EFBBBFc3a9', x'c328', x'00ff', '', -1, 18446744073709551615, 0.25, "
        "1.50, "
        "'2026-11-25 01:02:03', NULL)"_s,
        u"kamailio"_s));
    const auto connection = open();
    QVERIFY(connection);
    const auto rows = connection->select({u"SELECT * FROM exact"_s, {}});
    QVERIFY2(rows, qPrintable(rows ? QString() : described(rows.error())));
    QCOMPARE(rows->columns,
        (QStringList {
            u"t"_s, u"raw"_s, u"b"_s, u"e"_s, u"n"_s, u"u"_s, u"d"_s, u"m"_s, u"w"_s, u"nothing"_s}));
    const QVariantList expected {u"\uFEFFé"_s, QVariant::fromValue(RawText {"\xc3\x28"}),
        QByteArray("\0\xff", 2), QByteArray(""), -1LL, u"18446744073709551615"_s, 0.25, u"1.50"_s,
        u"2026-11-25 01:02:03"_s, QVariant()};
    QCOMPARE(rows->rows.size(), 1);
    for (int i = 0; i < expected.size(); ++i) {
        const QVariant found = rows->rows.first().at(i);
        QCOMPARE(found.metaType(), expected.at(i).metaType());
        if (expected.at(i).canConvert<RawText>())
            QCOMPARE(found.value<RawText>().bytes, expected.at(i).value<RawText>().bytes);
        else
            QCOMPARE(found, expected.at(i));
    }
}

void TestMariaDbConnection::boundValuesFindWhatIsStored()
{
    QVERIFY(m_server.exec(u"CREATE OR REPLACE TABLE users (latin VARCHAR(20) CHARACTER SET latin1, "
                          "utf VARCHAR(20) CHARACTER SET utf8mb4, bytes VARBINARY(20)); "
                          "INSERT INTO users VALUES (x'c3a9', x'c3a9', x'c3a9'), (x'ff', 'y', x'ff')"_s,
        u"kamailio"_s));
    const auto connection = open();
    QVERIFY(connection);
    const Dialect &dialect = connection->dialect();
    const QString count = u"SELECT COUNT(*) FROM users WHERE %1 = %2"_s;
    const QVariant text = u"é"_s;
    QCOMPARE(value(*connection, count.arg(u"latin"_s, dialect.textParameter(u"latin1_swedish_ci"_s)), {text}),
        QVariant(1LL));
    QCOMPARE(value(*connection, count.arg(u"utf"_s, dialect.textParameter(u"utf8mb4_general_ci"_s)), {text}),
        QVariant(1LL));
    QCOMPARE(value(*connection, count.arg(u"bytes"_s, QString::fromLatin1(dialect.bytesOfText)), {text}),
        QVariant(1LL));
    const QVariant raw = QVariant::fromValue(RawText {"\xff"});
    QCOMPARE(value(*connection, count.arg(u"latin"_s, dialect.textParameter(u"latin1_swedish_ci"_s)), {raw}),
        QVariant(1LL));
}

void TestMariaDbConnection::clockAndVersion()
{
    const auto connection = open();
    QVERIFY(connection);
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const QVariant clock = value(*connection, QString::fromLatin1(connection->dialect().clock));
    QCOMPARE(clock.typeId(), int(QMetaType::LongLong));
    QVERIFY(std::abs(clock.toLongLong() - before) < 2'000);
    QVERIFY(value(*connection, QString::fromLatin1(connection->dialect().version))
                .toString()
                .contains("MariaDB"_L1));
}

void TestMariaDbConnection::readsOnly_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("insert") << u"INSERT INTO kept VALUES (2)"_s;
    QTest::newRow("update") << u"UPDATE kept SET id = 3"_s;
    QTest::newRow("delete") << u"DELETE FROM kept"_s;
    QTest::newRow("create") << u"CREATE TABLE made (id INT)"_s;
    QTest::newRow("drop") << u"DROP TABLE kept"_s;
    QTest::newRow("truncate") << u"TRUNCATE kept"_s;
    QTest::newRow("lock for writing") << u"LOCK TABLES kept WRITE"_s;
}

void TestMariaDbConnection::readsOnly()
{
    QFETCH(QString, sql);
    QVERIFY(m_server.exec(
        u"CREATE OR REPLACE TABLE kept (id INT); INSERT INTO kept VALUES (1)"_s, u"kamailio"_s));
    const auto connection = open();
    QVERIFY(connection);
    const auto tried = connection->select({sql, {}});
    QVERIFY(!tried);
    QCOMPARE(tried.error().fault, Fault::Refused);
    QVERIFY2(tried.error().detail.contains("(code 1792)"_L1), qPrintable(described(tried.error())));
    const auto left = m_server.run(u"SELECT id FROM kept"_s, u"kamailio"_s);
    QVERIFY(left);
    QCOMPARE(*left, (QList<QVariantList> {{1LL}}));
}

void TestMariaDbConnection::guardsAreReadBack()
{
    ConnectionSpec wanted = spec();
    wanted.limits.statement = 7s;
    wanted.limits.lock = 2s;
    const auto connection = open(wanted);
    QVERIFY(connection);
    QCOMPARE(
        value(*connection, u"SELECT @@sql_mode"_s), QVariant(u"STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION"_s));
    QCOMPARE(value(*connection, u"SELECT @@innodb_lock_wait_timeout"_s), QVariant(2LL));
    QCOMPARE(value(*connection, u"SELECT @@lock_wait_timeout"_s), QVariant(2LL));
    QCOMPARE(value(*connection, u"SELECT @@tx_read_only"_s), QVariant(1LL));
    QVERIFY(value(*connection, u"SELECT @@character_set_results"_s).isNull());
    const auto limited = connection->select({u"SELECT @@max_statement_time * 1000"_s, {}}, {7s});
    QVERIFY(limited);
    QCOMPARE(limited->rows.first().first().toDouble(), 7000.0);
}

void TestMariaDbConnection::seesWhatOthersCommit()
{
    QVERIFY(m_server.exec(u"SET GLOBAL autocommit = 0"_s));
    const auto back = qScopeGuard([this] { (void)m_server.exec(u"SET GLOBAL autocommit = 1"_s); });
    const auto connection = open();
    QVERIFY(connection);
    QVERIFY(m_server.exec(u"CREATE OR REPLACE TABLE seen (id INT) ENGINE = InnoDB; INSERT INTO seen VALUES "
                          "(1); COMMIT"_s,
        u"kamailio"_s));
    QCOMPARE(value(*connection, u"SELECT id FROM seen"_s), QVariant(1LL));
    QVERIFY(m_server.exec(u"UPDATE seen SET id = 2; COMMIT"_s, u"kamailio"_s));
    QCOMPARE(value(*connection, u"SELECT id FROM seen"_s), QVariant(2LL));
}

void TestMariaDbConnection::serverEndsSlowReads()
{
    const auto connection = open();
    QVERIFY(connection);
    QElapsedTimer clock;
    clock.start();
    const auto rows = connection->select({endless(), {}}, {400ms});
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::TimedOut);
    QVERIFY2(rows.error().detail.contains("1969"_L1), qPrintable(described(rows.error())));
    QVERIFY2(clock.elapsed() < patienceMs, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(value(*connection, u"SELECT 5"_s), QVariant(5LL));
}

void TestMariaDbConnection::limitOfTheConnectionIsUsual()
{
    for (const int seconds : {7, 70}) {
        ConnectionSpec limited = spec();
        limited.limits.statement = std::chrono::seconds(seconds);
        const auto connection = open(limited);
        QVERIFY(connection);
        const Statement ask {u"SELECT @@SESSION.max_statement_time"_s, {}};
        QVERIFY(connection->select(ask, {500ms}));
        const auto rows = connection->select(ask);
        QVERIFY(rows);
        QCOMPARE(rows->rows.at(0).at(0).toInt(), seconds);
    }
}

void TestMariaDbConnection::gentleLimitIsForRowsOnly()
{
    // Catalog, clock and rights may take their time.
    ConnectionSpec gentle = spec();
    gentle.gentleLimit = 100ms;
    const auto connection = open(gentle);
    QVERIFY(connection);
    const auto rows = connection->select({u"SELECT SLEEP(0.5)"_s, {}});
    QVERIFY2(rows, rows ? "" : qPrintable(described(rows.error())));
    QCOMPARE(rows->rows.at(0).at(0).toInt(), 0); // 1: it was ended
}

void TestMariaDbConnection::flagEndsARead()
{
    const auto connection = open();
    QVERIFY(connection);
    const auto flag = std::make_shared<std::atomic<bool>>(false);
    connection->setCancelFlag(flag);
    auto raised = std::async(std::launch::async, [&] {
        const QString running =
            u"SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE COMMAND = 'Execute' AND STATE = 'Sending data'"_s;
        while (m_server.run(running)->first().first().toInt() == 0)
            QThread::yieldCurrentThread();
        *flag = true;
        QElapsedTimer clock;
        clock.start();
        return clock;
    });
    const auto rows = connection->select({endless(), {}});
    QVERIFY(!rows);
    const qint64 took = raised.get().elapsed();
    QCOMPARE(rows.error().fault, Fault::Superseded);
    QVERIFY2(took < patienceMs, qPrintable(QString::number(took)));
    // Nothing is asked of the server while the flag is up.
    QCOMPARE(connection->select({u"SELECT 5"_s, {}}).error().fault, Fault::Superseded);
    *flag = false;
    QCOMPARE(value(*connection, u"SELECT 5"_s), QVariant(5LL));
}

void TestMariaDbConnection::locksAreNotWaitedFor()
{
    QVERIFY(m_server.exec(u"CREATE OR REPLACE TABLE locked (id INT) ENGINE=MyISAM"_s, u"kamailio"_s));
    ConnectionSpec hasty = spec();
    hasty.limits.lock = 1s;
    const auto connection = open(hasty);
    QVERIFY(connection);
    auto holder = std::async(std::launch::async,
        [this] { return bool(m_server.exec(u"LOCK TABLES locked WRITE; DO SLEEP(4)"_s, u"kamailio"_s)); });
    const QString held = u"SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE STATE = 'User sleep'"_s;
    QTRY_COMPARE(m_server.run(held)->first().first().toInt(), 1);
    const auto rows = connection->select({u"SELECT * FROM locked"_s, {}});
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Busy);
    QVERIFY(rows.error().detail.contains("(code 1205)"_L1));
    QVERIFY(connection->isOpen());
    QVERIFY(m_server.exec(u"KILL QUERY %1"_s.arg(m_server
                                                     .run(u"SELECT ID FROM information_schema.PROCESSLIST "
                                                          "WHERE STATE = 'User sleep'"_s)
                                                     ->first()
                                                     .first()
                                                     .toInt())));
    holder.wait();
}

void TestMariaDbConnection::failures_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("code");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("words");
    QTest::newRow("no such table") << u"SELECT * FROM nowhere"_s << 1146 << Fault::General
                                   << u"not there any more"_s;
    QTest::newRow("no such column") << u"SELECT nothing FROM DUAL"_s << 1054 << Fault::General
                                    << u"not there any more"_s;
    QTest::newRow("no right") << u"SELECT * FROM mysql.global_priv"_s << 1142 << Fault::Denied
                              << u"GRANT SELECT"_s;
    QTest::newRow("no SQL") << u"SELEKT"_s << 1064 << Fault::General << u"refused a read"_s;
}

void TestMariaDbConnection::failures()
{
    QFETCH(QString, sql);
    QFETCH(int, code);
    QFETCH(Fault, fault);
    QFETCH(QString, words);
    const auto connection = open(spec(readerAccount));
    QVERIFY(connection);
    const auto rows = connection->select({sql, {}});
    QVERIFY(!rows);
    QVERIFY2(rows.error().message.contains(words), qPrintable(described(rows.error())));
    QVERIFY2(rows.error().detail.contains(u"(code %1)"_s.arg(code)), qPrintable(described(rows.error())));
    QCOMPARE(rows.error().fault, fault);
    QVERIFY(!rows.error().message.contains(u'%'));
}

void TestMariaDbConnection::failuresWhileOpening_data()
{
    using Change = std::function<void(ConnectionSpec &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const Change &change, Fault fault, const QString &words) {
        QTest::newRow(name) << change << fault << words;
    };
    row(
        "wrong password", [](ConnectionSpec &spec) { spec.password = Secret("wrong"); }, Fault::Denied,
        u"does not accept the password of “kam”"_s);
    row(
        "no password", [](ConnectionSpec &spec) { spec.password = {}; }, Fault::Denied,
        u"wants a password for “kam”"_s);
    row(
        "unknown user", [](ConnectionSpec &spec) { spec.url.user = u"nobody"_s; }, Fault::Denied,
        u"“nobody”"_s);
    row(
        "unknown database", [](ConnectionSpec &spec) { spec.url.path = u"kamaillio"_s; }, Fault::Denied,
        u"may not use the database “kamaillio”"_s);
    row(
        "right on no other database", [](ConnectionSpec &spec) { spec.url.path = u"mysql"_s; }, Fault::Denied,
        u"may not use the database “mysql”"_s);
    row(
        "nobody listens",
        [](ConnectionSpec &spec) {
            spec.url.hosts = {{u"127.0.0.1"_s, 1}};
        },
        Fault::Unreachable, u"Nobody answers at 127.0.0.1:1."_s);
    row(
        "unknown host",
        [](ConnectionSpec &spec) {
            spec.url.hosts = {{u"nowhere.invalid"_s, 3306}};
            spec.plaintextAccepted = true;
        },
        Fault::Unreachable, u"“nowhere.invalid”"_s);
    row(
        "no socket",
        [](ConnectionSpec &spec) {
            spec.url.hosts.clear();
            spec.url.socket = u"/nowhere/socket"_s;
        },
        Fault::Unreachable, u"There is no socket /nowhere/socket"_s);
    row(
        "no TLS there", [](ConnectionSpec &spec) { spec.tls.mode = TlsMode::Required; }, Fault::Refused,
        u"offers no TLS"_s);
    row(
        "no user", [](ConnectionSpec &spec) { spec.url.user.clear(); }, Fault::Usage,
        u"A user name is needed"_s);
}

void TestMariaDbConnection::failuresWhileOpening()
{
    using Change = std::function<void(ConnectionSpec &)>;
    QFETCH(Change, change);
    QFETCH(Fault, fault);
    QFETCH(QString, words);
    ConnectionSpec changed = spec();
    change(changed);
    const auto connection = openConnection(changed);
    QVERIFY(!connection);
    QVERIFY2(connection.error().message.contains(words), qPrintable(described(connection.error())));
    QCOMPARE(connection.error().fault, fault);
    QVERIFY2(!connection.error().message.contains(u'%'), qPrintable(connection.error().message));
}

void TestMariaDbConnection::noPasswordInAnyText()
{
    ConnectionSpec canary = spec();
    canary.password = Secret("kanarienvogel");
    const auto refused = openConnection(canary);
    QVERIFY(!refused);
    QVERIFY(!described(refused.error()).contains("kanarienvogel"_L1));
    // A server that repeats it, as in a statement that holds it.
    ConnectionSpec good = spec();
    const auto connection = open(good);
    QVERIFY(connection);
    const auto rows =
        connection->select({u"SELECT 1 FROM %1"_s.arg(QLatin1StringView(kamAccount.password)), {}});
    QVERIFY(!rows);
    QVERIFY2(!described(rows.error()).contains(QLatin1StringView(kamAccount.password)),
        qPrintable(described(rows.error())));
}

void TestMariaDbConnection::fullServer()
{
    QVERIFY(m_server.exec(u"SET GLOBAL max_connections = 10"_s));
    std::vector<std::unique_ptr<Connection>> crowd;
    Result<std::unique_ptr<Connection>> next = openConnection(spec());
    while (next && crowd.size() < 20) {
        crowd.push_back(std::move(*next));
        next = openConnection(spec());
    }
    crowd.clear();
    // Those who left still count for a moment.
    QTRY_VERIFY(m_server.exec(u"SET GLOBAL max_connections = 100"_s));
    QVERIFY(!next);
    QCOMPARE(next.error().fault, Fault::Unreachable);
    QVERIFY2(next.error().message.contains("no connection to spare"_L1), qPrintable(described(next.error())));
    QVERIFY(m_server.exec(u"ALTER USER kam WITH MAX_USER_CONNECTIONS 1"_s));
    const auto first = open();
    const auto second = openConnection(spec());
    QVERIFY(m_server.exec(u"ALTER USER kam WITH MAX_USER_CONNECTIONS 0"_s));
    QVERIFY(!second);
    QCOMPARE(second.error().fault, Fault::Unreachable);
    QVERIFY2(second.error().message.contains(u"“kam”"_s), qPrintable(described(second.error())));
}

void TestMariaDbConnection::refusedAtTheDoor_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("words");
    QTest::newRow("host not allowed")
        << 1130 << Fault::Denied << u"does not accept connections from this machine"_s;
    QTest::newRow("host blocked") << 1129 << Fault::Denied << u"FLUSH HOSTS"_s;
    QTest::newRow("full") << 1040 << Fault::Unreachable << u"no connection to spare"_s;
    QTest::newRow("stopping") << 1053 << Fault::Unreachable << u"hung up"_s;
    QTest::newRow("something else") << 1105 << Fault::Unreachable << u"The details say why"_s;
}

void TestMariaDbConnection::refusedAtTheDoor()
{
    QFETCH(int, code);
    QFETCH(Fault, fault);
    QFETCH(QString, words);
    RogueScript script;
    script.refusal = quint16(code);
    const RogueMariaDb rogue(script);
    ConnectionSpec refused = spec();
    refused.url.hosts = {{u"127.0.0.1"_s, rogue.port()}};
    const auto connection = openConnection(refused);
    QVERIFY(!connection);
    QCOMPARE(connection.error().fault, fault);
    QVERIFY2(connection.error().message.contains(words), qPrintable(described(connection.error())));
    QVERIFY2(connection.error().detail.contains(u"(code %1)"_s.arg(code)),
        qPrintable(described(connection.error())));
}

void TestMariaDbConnection::frozenServer()
{
    auto connection = open();
    QVERIFY(connection);
    QCOMPARE(value(*connection, u"SELECT 5"_s), QVariant(5LL));
    m_server.freeze();
    QElapsedTimer clock;
    clock.start();
    const auto rows = connection->select({u"SELECT 6"_s, {}}, {500ms});
    const qint64 took = clock.elapsed();
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Unreachable);
    QVERIFY2(
        rows.error().message.contains("does not answer any more"_L1), qPrintable(described(rows.error())));
    QVERIFY2(took < patienceMs, qPrintable(QString::number(took)));
    QVERIFY(!connection->isOpen());
    clock.restart();
    connection.reset();
    QVERIFY2(clock.elapsed() < patienceMs, qPrintable(QString::number(clock.elapsed())));
    m_server.thaw();
    const auto again = open();
    QVERIFY(again);
    QCOMPARE(value(*again, u"SELECT 5"_s), QVariant(5LL));
}

void TestMariaDbConnection::frozenServerWhileOpening()
{
    m_server.freeze();
    ConnectionSpec hasty = spec();
    hasty.limits.connect = 1s;
    QElapsedTimer clock;
    clock.start();
    const auto connection = openConnection(hasty);
    const qint64 took = clock.elapsed();
    m_server.thaw();
    QVERIFY(!connection);
    QCOMPARE(connection.error().fault, Fault::Unreachable);
    QVERIFY2(connection.error().message.contains("frozen"_L1), qPrintable(described(connection.error())));
    QVERIFY2(took < patienceMs, qPrintable(QString::number(took)));
}

void TestMariaDbConnection::killedServer()
{
    const auto connection = open();
    QVERIFY(connection);
    auto killer = std::async(std::launch::async, [this] {
        const QString running =
            u"SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE COMMAND = 'Execute' AND STATE = 'Sending data'"_s;
        while (m_server.run(running)->first().first().toInt() == 0)
            QThread::yieldCurrentThread();
    });
    auto rows = std::async(std::launch::async, [&] { return connection->select({endless(), {}}); });
    killer.wait();
    m_server.kill();
    QVERIFY(!rows.get());
    const auto later = connection->select({u"SELECT 1"_s, {}});
    QVERIFY(!later);
    QCOMPARE(later.error().fault, Fault::Unreachable);
    QVERIFY2(later.error().message.contains("was lost"_L1), qPrintable(described(later.error())));
    QVERIFY(!connection->isOpen());
    QVERIFY(!openConnection(spec()));
    QVERIFY(m_server.start());
    const auto again = open();
    QVERIFY(again);
    QCOMPARE(value(*again, u"SELECT @@tx_read_only"_s), QVariant(1LL));
}

void TestMariaDbConnection::endedConnection()
{
    const auto connection = open();
    QVERIFY(connection);
    const qlonglong id = value(*connection, u"SELECT CONNECTION_ID()"_s).toLongLong();
    QVERIFY(m_server.exec(u"KILL CONNECTION %1"_s.arg(id)));
    QTRY_VERIFY(!connection->isOpen());
    const auto rows = connection->select({u"SELECT 1"_s, {}});
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Unreachable);
}

QTEST_GUILESS_MAIN(TestMariaDbConnection)
#include "tst_mariadbconnection.moc"
