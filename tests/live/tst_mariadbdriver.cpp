// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/connection.h"
#include "connection/mariadb/mariadbdriver.h"
#include "mariadbserver.h"
#include "patience.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlField>
#include <QSqlIndex>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QTest>

#include <future>

using namespace Qt::StringLiterals;

/// What our driver promises beyond what all drivers of the conformance suite share.
class TestMariaDbDriver : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void unknownOptionsAreErrors_data();
    void unknownOptionsAreErrors();
    void hostsAreNothingElse_data();
    void hostsAreNothingElse();
    void localhostIsTcp();
    void socketIsUsedWhenGiven();
    void environmentIsIgnored();
    void oneStatementPerString();
    void localFilesStayHere();
    void columnsComeAsStored_data();
    void columnsComeAsStored();
    void fieldsTellTextFromBytes();
    void valuesKeepTheirTypes();
    void longValuesAreWhole();
    void halfACharacterIsRefused();
    void catalogIsRead();
    void identifiersAreQuoted_data();
    void identifiersAreQuoted();
    void literalsAreSafe();
    void failedStatementSpoilsCommit();
    void endedTransactionSpoilsCommit();
    void secondStatementWaitsForTheStream();
    void droppedStreamLeavesTheConnectionUsable();
    void cancelFromAnotherThread();
    void lateCancelHitsNothing();
    void resultsOutliveTheConnection();

private:
    QSqlDatabase database() const { return QSqlDatabase::database(u"test"_s, false); }
    MariaDbDriver *driver() const { return static_cast<MariaDbDriver *>(database().driver()); }
    bool open(const QString &options = u"TLS=off"_s, const QString &host = u"127.0.0.1"_s);
    QVariant value(const QString &sql, const QVariantList &values = {}) const;

    MariadbServer m_server;
};

void TestMariaDbDriver::initTestCase()
{
    const auto started = m_server.start();
    QVERIFY2(started, qPrintable(started ? QString() : started.error().message + started.error().detail));
    QVERIFY(m_server.createDatabase(u"kamailio"_s));
}

void TestMariaDbDriver::init()
{
    QSqlDatabase::addDatabase(new MariaDbDriver, u"test"_s);
    QVERIFY(open());
}

void TestMariaDbDriver::cleanup()
{
    database().close();
    QSqlDatabase::removeDatabase(u"test"_s);
}

bool TestMariaDbDriver::open(const QString &options, const QString &host)
{
    QSqlDatabase connection = database();
    connection.close();
    connection.setConnectOptions(options);
    connection.setHostName(host);
    connection.setPort(m_server.port());
    connection.setDatabaseName(u"kamailio"_s);
    return connection.open(QLatin1StringView(kamAccount.name), QLatin1StringView(kamAccount.password));
}

QVariant TestMariaDbDriver::value(const QString &sql, const QVariantList &values) const
{
    QSqlQuery query(database());
    query.prepare(sql);
    for (const QVariant &bound : values)
        query.addBindValue(bound);
    if (!query.exec() || !query.next())
        return query.lastError().text();
    return query.value(0);
}

void TestMariaDbDriver::unknownOptionsAreErrors_data()
{
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("named");
    QTest::newRow("key of Qt's own plugin") << u"SSL_CA=/tmp/ca.pem"_s << u"SSL_CA"_s;
    QTest::newRow("misspelled") << u"TLS=off;READ_TIMEOUTS=3"_s << u"READ_TIMEOUTS"_s;
    QTest::newRow("unknown mode") << u"TLS=maybe"_s << u"TLS"_s;
    QTest::newRow("no number") << u"TLS=off;READ_TIMEOUT=soon"_s << u"READ_TIMEOUT"_s;
    QTest::newRow("empty file") << u"TLS_CA="_s << u"TLS_CA"_s;
}

void TestMariaDbDriver::unknownOptionsAreErrors()
{
    QFETCH(QString, options);
    QFETCH(QString, named);
    QVERIFY(!open(options));
    QVERIFY(!database().isOpen());
    QVERIFY2(database().lastError().text().contains(u"“%1”"_s.arg(named)),
        qPrintable(database().lastError().text()));
}

void TestMariaDbDriver::hostsAreNothingElse_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("empty") << QString();
    QTest::newRow("options of the library") << u"host=127.0.0.1;ssl-enforce=0"_s;
    QTest::newRow("several hosts") << u"nowhere.invalid,127.0.0.1"_s;
    QTest::newRow("handler of connections") << u"replication://127.0.0.1"_s;
    QTest::newRow("space") << u"127.0.0.1 "_s;
}

void TestMariaDbDriver::hostsAreNothingElse()
{
    QFETCH(QString, host);
    QVERIFY(!open(u"TLS=off"_s, host));
    QVERIFY2(database().lastError().text().contains(u"“%1”"_s.arg(host)),
        qPrintable(database().lastError().text()));
}

void TestMariaDbDriver::localhostIsTcp()
{
    QVERIFY(open(u"TLS=off"_s, u"localhost"_s));
    const QString peer = QString::fromUtf8(
        value(u"SELECT HOST FROM information_schema.PROCESSLIST WHERE ID = CONNECTION_ID()"_s).toByteArray());
    // Over a socket the server knows no port of ours.
    QVERIFY2(peer.contains(u':'), qPrintable(peer));
}

void TestMariaDbDriver::socketIsUsedWhenGiven()
{
    QVERIFY(open(u"UNIX_SOCKET="_s + m_server.socket(), u"nowhere.invalid"_s));
    const QString peer = QString::fromUtf8(
        value(u"SELECT HOST FROM information_schema.PROCESSLIST WHERE ID = CONNECTION_ID()"_s).toByteArray());
    QCOMPARE(peer, u"localhost"_s);
}

void TestMariaDbDriver::environmentIsIgnored()
{
    const QByteArray port = QByteArray::number(1);
    qputenv("MYSQL_TCP_PORT", port);
    qputenv("MYSQL_UNIX_PORT", "/nowhere/socket");
    qputenv("MYSQL_PWD", kamAccount.password);
    qputenv("MARIADB_PLUGIN_DIR", "/nowhere");
    QVERIFY(open());
    database().close();
    QVERIFY(!database().open(QLatin1StringView(kamAccount.name), QString()));
    QCOMPARE(database().lastError().nativeErrorCode(), u"1045"_s);
    QVERIFY(database().lastError().text().contains("using password: NO"_L1));
    for (const char *name : {"MYSQL_TCP_PORT", "MYSQL_UNIX_PORT", "MYSQL_PWD", "MARIADB_PLUGIN_DIR"})
        qunsetenv(name);
}

void TestMariaDbDriver::oneStatementPerString()
{
    QSqlQuery query(database());
    QVERIFY(query.exec(u"CREATE OR REPLACE TABLE one (a INT)"_s));
    QVERIFY(!query.exec(u"INSERT INTO one VALUES (1); INSERT INTO one VALUES (2)"_s));
    QCOMPARE(query.lastError().nativeErrorCode(), u"1064"_s);
    QVERIFY(!query.prepare(u"INSERT INTO one VALUES (?); INSERT INTO one VALUES (2)"_s));
    QCOMPARE(query.lastError().nativeErrorCode(), u"1064"_s);
    QCOMPARE(value(u"SELECT COUNT(*) FROM one"_s), QVariant(0));
}

void TestMariaDbDriver::localFilesStayHere()
{
    QSqlQuery query(database());
    QVERIFY(query.exec(u"CREATE OR REPLACE TABLE files (line TEXT)"_s));
    QVERIFY(!query.exec(u"LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE files"_s));
    QVERIFY2(!query.lastError().nativeErrorCode().isEmpty(), qPrintable(query.lastError().text()));
    QVERIFY(open());
    QCOMPARE(value(u"SELECT COUNT(*) FROM files"_s), QVariant(0));
}

void TestMariaDbDriver::columnsComeAsStored_data()
{
    QTest::addColumn<QString>("charset");
    QTest::addColumn<QByteArray>("bytes");
    for (const char *charset : {"latin1", "cp1251", "binary"})
        QTest::newRow(charset) << QString::fromLatin1(charset) << QByteArray("a\xc3\xa9\xe2\x82\xac\xff\x81");
    for (const char *charset : {"utf8mb4", "utf8mb3"})
        QTest::newRow(charset) << QString::fromLatin1(charset) << QByteArray("a\xc3\xa9\xe2\x82\xac");
    QTest::newRow("ucs2") << u"ucs2"_s << QByteArray("\0a\x20\xac", 4);
    QTest::newRow("utf16le") << u"utf16le"_s << QByteArray("a\0\xac\x20", 4);
}

void TestMariaDbDriver::columnsComeAsStored()
{
    QFETCH(QString, charset);
    QFETCH(QByteArray, bytes);
    QSqlQuery query(database());
    QVERIFY(query.exec(u"CREATE OR REPLACE TABLE stored (v VARCHAR(20), t MEDIUMTEXT, e ENUM('x')) "
                       "CHARACTER SET %1"_s.arg(charset)));
    QVERIFY(query.prepare(u"INSERT INTO stored VALUES (?, ?, 'x')"_s));
    query.addBindValue(bytes);
    query.addBindValue(bytes);
    QVERIFY2(query.exec(), qPrintable(query.lastError().text()));
    for (const bool isPrepared : {true, false}) {
        const QString sql = u"SELECT v, t, CAST(v AS BINARY) FROM stored"_s;
        QVERIFY(isPrepared ? query.prepare(sql) && query.exec() : query.exec(sql));
        QVERIFY(query.next());
        for (int column : {0, 1, 2})
            QCOMPARE(query.value(column).toByteArray(), bytes);
    }
}

void TestMariaDbDriver::fieldsTellTextFromBytes()
{
    QSqlQuery query(database());
    QVERIFY(query.exec(u"CREATE OR REPLACE TABLE kinds (t TEXT, b BLOB, v VARCHAR(9), w VARBINARY(9))"_s));
    QVERIFY(query.exec(u"INSERT INTO kinds VALUES ('1', '2', '3', '4')"_s));
    for (const QString &sql :
        {u"SELECT t, v, b, w FROM kinds"_s, u"SELECT t, v, b, w FROM kinds LIMIT 1"_s}) {
        QVERIFY(query.exec(sql));
        const QSqlRecord record = query.record();
        for (int text : {0, 1})
            QCOMPARE(record.field(text).metaType(), QMetaType::fromType<QString>());
        for (int bytes : {2, 3})
            QCOMPARE(record.field(bytes).metaType(), QMetaType::fromType<QByteArray>());
        QVERIFY(query.next());
        for (int column : {0, 1, 2, 3})
            QCOMPARE(query.value(column).typeId(), int(QMetaType::QByteArray));
    }
}

void TestMariaDbDriver::valuesKeepTheirTypes()
{
    const QList<QPair<QString, QVariant>> expected {
        {u"CAST(-5 AS SIGNED)"_s, QVariant(-5LL)},
        {u"CAST(18446744073709551615 AS UNSIGNED)"_s, QVariant(18446744073709551615ULL)},
        {u"CAST(7 AS UNSIGNED)"_s, QVariant(7LL)},
        {u"CAST(1.50 AS DECIMAL(10,2))"_s, QVariant(u"1.50"_s)},
        {u"1.5e0"_s, QVariant(1.5)},
        {u"CAST(1.1 AS FLOAT)"_s, QVariant(double(1.1F))},
        {u"CAST('2026-11-25 01:02:03.456' AS DATETIME(3))"_s, QVariant(u"2026-11-25 01:02:03.456"_s)},
        {u"CAST('2026-11-25' AS DATE)"_s, QVariant(u"2026-11-25"_s)},
        {u"b'1000000001'"_s, QVariant(QByteArray("\x02\x01"))},
        {u"NULL"_s, QVariant()},
    };
    QSqlQuery query(database());
    for (const auto &[sql, wanted] : expected) {
        QVERIFY(query.prepare(u"SELECT "_s + sql) && query.exec() && query.next());
        QCOMPARE(query.value(0).isNull(), wanted.isNull());
        if (!wanted.isNull())
            QCOMPARE(query.value(0), wanted);
        QVERIFY(query.exec(u"SELECT "_s + sql) && query.next());
        QCOMPARE(query.value(0).isNull(), wanted.isNull());
        if (!wanted.isNull())
            QCOMPARE(query.value(0), wanted);
    }
}

void TestMariaDbDriver::longValuesAreWhole()
{
    QSqlQuery query(database());
    QVERIFY(query.exec(u"CREATE OR REPLACE TABLE lengths (n INT PRIMARY KEY, b LONGBLOB)"_s));
    // Around the room that the driver keeps for a value, and far beyond.
    for (const int length : {0, 1, 4095, 4096, 4097, 65'536, 3'000'000}) {
        QByteArray bytes(length, '\0');
        for (int i = 0; i < length; ++i)
            bytes[i] = char(i * 7 + i / 256);
        QVERIFY(query.prepare(u"INSERT INTO lengths VALUES (?, ?)"_s));
        query.addBindValue(length);
        query.addBindValue(bytes);
        QVERIFY2(query.exec(), qPrintable(query.lastError().text()));
        QCOMPARE(value(u"SELECT b FROM lengths WHERE n = ?"_s, {length}).toByteArray(), bytes);
    }
}

void TestMariaDbDriver::halfACharacterIsRefused()
{
    QSqlQuery query(database());
    QVERIFY(query.prepare(u"SELECT ?"_s));
    query.addBindValue(QString(QChar(0xd83d)));
    QVERIFY(!query.exec());
    QCOMPARE(query.lastError().nativeErrorCode(), u"2031"_s);
    QCOMPARE(value(u"SELECT ?"_s, {u"\U0001F600"_s}).toByteArray(), QByteArray("\xf0\x9f\x98\x80"));
}

void TestMariaDbDriver::catalogIsRead()
{
    QSqlQuery query(database());
    QVERIFY(query.exec(u"CREATE OR REPLACE TABLE `odd``name` (id BIGINT UNSIGNED NOT NULL, etag VARCHAR(64), "
                       "body LONGBLOB, PRIMARY KEY (etag, id))"_s));
    QVERIFY(query.exec(u"CREATE OR REPLACE VIEW seen AS SELECT 1 AS one"_s));
    QVERIFY(database().tables().contains(u"odd`name"_s));
    QVERIFY(!database().tables().contains(u"seen"_s));
    QVERIFY(database().tables(QSql::Views).contains(u"seen"_s));
    const QSqlRecord record = database().record(u"odd`name"_s);
    QCOMPARE(record.count(), 3);
    QCOMPARE(record.field(0).metaType(), QMetaType::fromType<qulonglong>());
    QVERIFY(record.field(0).requiredStatus() == QSqlField::Required);
    QCOMPARE(record.field(1).metaType(), QMetaType::fromType<QString>());
    QCOMPARE(record.field(2).metaType(), QMetaType::fromType<QByteArray>());
    const QSqlIndex index = database().primaryIndex(u"odd`name"_s);
    QCOMPARE(index.count(), 2);
    QCOMPARE(index.fieldName(0), u"etag"_s);
    QCOMPARE(index.fieldName(1), u"id"_s);
}

void TestMariaDbDriver::identifiersAreQuoted_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"watchers"_s;
    QTest::newRow("quote inside") << u"a`b; drop"_s;
    QTest::newRow("quoted already") << u"`x` or 1--`"_s;
    QTest::newRow("dot") << u"a.b"_s;
    QTest::newRow("double quotes") << u"\"x\""_s;
    QTest::newRow("letters") << u"présence"_s;
    QTest::newRow("64 characters") << QString(64, u'n');
}

void TestMariaDbDriver::identifiersAreQuoted()
{
    QFETCH(QString, name);
    const QString quoted = driver()->escapeIdentifier(name, QSqlDriver::FieldName);
    QSqlQuery query(database());
    QVERIFY2(query.exec(u"SELECT 7 AS "_s + quoted), qPrintable(query.lastError().text()));
    QCOMPARE(query.record().count(), 1);
    QCOMPARE(query.record().fieldName(0), name);
}

void TestMariaDbDriver::literalsAreSafe()
{
    QSqlField text(u"t"_s, QMetaType::fromType<QString>());
    for (const QString &sample :
        {u"it's"_s, u"back\\slash\\' OR 1=1 -- "_s, u"é€\U0001F600"_s, QString(u""_s)}) {
        text.setValue(sample);
        QSqlQuery query(database());
        QVERIFY(query.exec(u"SELECT "_s + driver()->formatValue(text, false)) && query.next());
        QCOMPARE(query.value(0).toByteArray(), sample.toUtf8());
    }
    QSqlField bytes(u"b"_s, QMetaType::fromType<QByteArray>());
    bytes.setValue(QByteArray("\0'\\\xff", 4));
    QSqlQuery query(database());
    QVERIFY(query.exec(u"SELECT "_s + driver()->formatValue(bytes, false)) && query.next());
    QCOMPARE(query.value(0).toByteArray(), bytes.value().toByteArray());
}

void TestMariaDbDriver::failedStatementSpoilsCommit()
{
    QSqlQuery query(database());
    QVERIFY(query.exec(u"CREATE OR REPLACE TABLE saved (id INT PRIMARY KEY) ENGINE=InnoDB"_s));
    QVERIFY(database().transaction());
    QVERIFY(query.exec(u"INSERT INTO saved VALUES (1)"_s));
    QVERIFY(!query.exec(u"INSERT INTO saved VALUES (1)"_s));
    QCOMPARE(query.lastError().nativeErrorCode(), u"1062"_s);
    QVERIFY(!database().commit());
    QCOMPARE(database().lastError().type(), QSqlError::TransactionError);
    QCOMPARE(database().lastError().nativeErrorCode(), u"1062"_s);
    QCOMPARE(value(u"SELECT COUNT(*) FROM saved"_s), QVariant(0));
    // The next one starts afresh.
    QVERIFY(database().transaction());
    QVERIFY(query.exec(u"INSERT INTO saved VALUES (2)"_s));
    QVERIFY(database().commit());
    QCOMPARE(value(u"SELECT COUNT(*) FROM saved"_s), QVariant(1));
}

void TestMariaDbDriver::endedTransactionSpoilsCommit()
{
    QSqlQuery query(database());
    QVERIFY(query.exec(u"CREATE OR REPLACE TABLE saved (id INT PRIMARY KEY) ENGINE=InnoDB"_s));
    QVERIFY(database().transaction());
    QVERIFY(query.exec(u"INSERT INTO saved VALUES (1)"_s));
    QVERIFY(query.exec(u"CREATE OR REPLACE TABLE another (id INT)"_s));
    QVERIFY(!database().commit());
    QVERIFY(!database().commit());
}

void TestMariaDbDriver::secondStatementWaitsForTheStream()
{
    QSqlQuery stream(database());
    stream.setForwardOnly(true);
    QVERIFY(stream.exec(u"SELECT seq FROM seq_1_to_1000"_s));
    QVERIFY(stream.next());
    QSqlQuery other(database());
    QVERIFY(!other.exec(u"SELECT 1"_s));
    QCOMPARE(other.lastError().nativeErrorCode(), u"2014"_s);
    int rows = 1;
    while (stream.next())
        ++rows;
    QCOMPARE(rows, 1000);
    QVERIFY(!stream.lastError().isValid());
    QVERIFY(other.exec(u"SELECT 1"_s));
}

void TestMariaDbDriver::droppedStreamLeavesTheConnectionUsable()
{
    for (const bool isPrepared : {true, false}) {
        QSqlQuery stream(database());
        stream.setForwardOnly(true);
        const QString sql = u"SELECT seq, REPEAT('x', 1000) FROM seq_1_to_3000000"_s;
        QVERIFY(isPrepared ? stream.prepare(sql) && stream.exec() : stream.exec(sql));
        for (int i = 0; i < 10; ++i)
            QVERIFY(stream.next());
        QElapsedTimer clock;
        clock.start();
        stream.finish();
        // Three gigabytes were not read for nothing.
        QVERIFY2(clock.elapsed() < patienceMs, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(value(u"SELECT 5"_s), QVariant(5));
    }
}

void TestMariaDbDriver::cancelFromAnotherThread()
{
    const auto stop = driver()->stop();
    for (const bool isPrepared : {true, false}) {
        auto cancelled = std::async(std::launch::async, [stop, this] {
            const QString sql = u"SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE INFO LIKE "
                                "'SELECT COUNT(*) FROM seq_1_to_10000000000%'"_s;
            while (m_server.run(sql).operator bool() && (*m_server.run(sql)).first().first().toInt() == 0)
                QThread::yieldCurrentThread();
            QElapsedTimer clock;
            clock.start();
            return stop->cancel() ? clock.elapsed() : -1;
        });
        QSqlQuery query(database());
        const QString sql = u"SELECT COUNT(*) FROM seq_1_to_10000000000 WHERE seq % 2"_s;
        QVERIFY(!(isPrepared ? query.prepare(sql) && query.exec() : query.exec(sql)));
        QCOMPARE(query.lastError().nativeErrorCode(), u"1317"_s);
        const qint64 took = cancelled.get();
        QVERIFY2(took >= 0 && took < patienceMs, qPrintable(QString::number(took)));
        QCOMPARE(value(u"SELECT 5"_s), QVariant(5));
    }
}

void TestMariaDbDriver::lateCancelHitsNothing()
{
    QVERIFY(!driver()->cancelQuery());
    const auto stop = driver()->stop();
    std::atomic<bool> done = false;
    auto stopper = std::async(std::launch::async, [&] {
        while (!done)
            stop->cancel();
    });
    // Whatever the moment, a statement either ends by the request or is complete.
    int complete = 0;
    QString odd;
    for (int i = 0; i < 300; ++i) {
        QSqlQuery query(database());
        if (query.exec(u"SELECT %1"_s.arg(i)) && query.next() && query.value(0) == i)
            ++complete;
        else if (query.lastError().nativeErrorCode() != "1317"_L1)
            odd = query.lastError().text();
    }
    done = true;
    stopper.wait();
    QCOMPARE(odd, QString());
    QCOMPARE(value(u"SELECT 5"_s), QVariant(5));
    QVERIFY(complete > 0);
}

void TestMariaDbDriver::resultsOutliveTheConnection()
{
    QSqlQuery stream(database());
    stream.setForwardOnly(true);
    QVERIFY(stream.exec(u"SELECT seq FROM seq_1_to_1000000"_s));
    QVERIFY(stream.next());
    QSqlQuery prepared(database());
    driver()->close();
    QVERIFY(!stream.next());
    QVERIFY(!prepared.exec(u"SELECT 1"_s));
    QVERIFY(open());
    QCOMPARE(value(u"SELECT 5"_s), QVariant(5));
}

QTEST_GUILESS_MAIN(TestMariaDbDriver)
#include "tst_mariadbdriver.moc"
