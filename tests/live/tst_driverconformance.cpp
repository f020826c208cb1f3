// SPDX-License-Identifier: GPL-3.0-or-later
#include "driverlab.h"
#include "mariadbserver.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QSqlField>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;

/// One suite over the three drivers: ours for MariaDB, and Qt's for PostgreSQL and SQLite. Where they differ,
/// DriverHabits says how.
class TestDriverConformance : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data();
    void init();
    void cleanup();
    void cleanupTestCase();

    void numbersComeBack();
    void textComesBack();
    void nullIsNull();
    void preparedAndDirectAgree();
    void bytesComeBack_data();
    void bytesComeBack();
    void bytesInTextColumns_data();
    void bytesInTextColumns();
    void textWithNul();
    void affectedRowsAreFoundRows();
    void errorsHaveNativeCodes();
    void transactions();
    void commitAfterAFailedStatement();
    void statementsInOneString();
    void namesOfPlaceholders();
    void preparedAgainAndAgain();
    void hostileIdentifiers();
    void buffersGoBothWays();
    void insertIds();

private:
    bool run(const QString &sql);
    bool insert(const QString &table, const QVariantList &values);
    QVariant value(const QString &sql);
    QByteArray stored(const QString &sql);
    /// A table with an id and a column of @p type.
    bool makeTable(const QString &name, const QString &type);

    std::map<QString, std::unique_ptr<DriverLab>> m_labs;
    DriverLab *m_lab = nullptr;
};

namespace {
QSqlDatabase database()
{
    return QSqlDatabase::database(u"lab"_s);
}

QByteArray everyByte()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes += char(i);
    return bytes;
}

QByteArray megabyte()
{
    QByteArray bytes(1 << 20, '\0');
    quint32 state = 1;
    for (char &byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = char(state >> 24);
    }
    return bytes;
}

struct Sample {
    const char *name;
    QByteArray bytes;
};

const QList<Sample> &samples()
{
    static const QList<Sample> all {
        {"empty", ""},
        {"ASCII", "<presence/>"},
        {"NUL at the start", QByteArray("\0abc", 4)},
        {"NUL in the middle", QByteArray("a\0b", 3)},
        {"only NUL", QByteArray("\0", 1)},
        {"UTF-8", "h\xc3\xa9\xe2\x82\xac"},
        {"UTF-8 beyond 16 bits", "\xf0\x9f\x98\x80"},
        {"byte order mark", "\xef\xbb\xbf<presence/>"},
        {"Latin-1", "h\xe9llo"},
        {"UTF-16", QByteArray("\xff\xfe<\0p\0>\0", 8)},
        {"broken UTF-8", "a\xc3\x28z"},
        {"half a UTF-8 character", "a\xe2\x82"},
        {"surrogate in UTF-8", "\xed\xa0\x80"},
        {"quotes and backslashes", "'\\'\"\\0%_`"},
        {"looks like hexadecimal", "\\x3c70"},
        {"every byte", everyByte()},
        {"a megabyte", megabyte()},
    };
    return all;
}

bool isUtf8(const QByteArray &bytes)
{
    return QByteArrayView(bytes).isValidUtf8();
}
} // namespace

void TestDriverConformance::initTestCase_data()
{
    QTest::addColumn<QString>("engine");
    for (const char *name : {"MariaDB", "PostgreSQL", "SQLite"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestDriverConformance::init()
{
    QFETCH_GLOBAL(QString, engine);
    auto &lab = m_labs[engine];
    if (!lab)
        lab = DriverLab::make(engine);
    m_lab = lab.get();
    QVERIFY(m_lab);
    QVERIFY2(m_lab->open().isOpen(), qPrintable(m_lab->trouble()));
}

void TestDriverConformance::cleanup()
{
    DriverLab::close();
}

void TestDriverConformance::cleanupTestCase()
{
    m_labs.clear();
}

bool TestDriverConformance::run(const QString &sql)
{
    QSqlQuery query(database());
    const bool done = query.exec(sql);
    if (!done)
        qInfo().noquote() << sql << query.lastError().text();
    return done;
}

bool TestDriverConformance::insert(const QString &table, const QVariantList &values)
{
    QSqlQuery query(database());
    query.prepare(
        u"INSERT INTO %1 VALUES (%2)"_s.arg(table, QStringList(values.size(), u"?"_s).join(u", "_s)));
    for (const QVariant &bound : values)
        query.addBindValue(bound);
    const bool done = query.exec();
    if (!done)
        qInfo().noquote() << query.lastError().text();
    return done;
}

QVariant TestDriverConformance::value(const QString &sql)
{
    QSqlQuery query(database());
    if (!query.exec(sql) || !query.next())
        return query.lastError().text();
    return query.value(0);
}

/// What is stored, past the conversions of a driver.
QByteArray TestDriverConformance::stored(const QString &sql)
{
    const QVariant found = value(sql);
    return found.typeId() == QMetaType::QByteArray ? QByteArray::fromHex(found.toByteArray())
                                                   : QByteArray::fromHex(found.toString().toLatin1());
}

bool TestDriverConformance::makeTable(const QString &name, const QString &type)
{
    return run(u"DROP TABLE IF EXISTS "_s + name)
        && run(u"CREATE TABLE %1 (id INT PRIMARY KEY, v %2)"_s.arg(name, type));
}

void TestDriverConformance::numbersComeBack()
{
    QVERIFY(run(u"DROP TABLE IF EXISTS numbers"_s));
    QVERIFY(run(u"CREATE TABLE numbers (whole BIGINT, real_one %1)"_s.arg(m_lab->habits().realType)));
    const QList<QPair<qlonglong, double>> pairs {{0, 0.0}, {-1, 0.1},
        {std::numeric_limits<qlonglong>::max(), 1e308}, {std::numeric_limits<qlonglong>::min(), -2.5e-300}};
    for (const auto &[whole, real] : pairs) {
        QVERIFY(run(u"DELETE FROM numbers"_s));
        QVERIFY(insert(u"numbers"_s, {whole, real}));
        QSqlQuery query(database());
        QVERIFY(query.exec(u"SELECT whole, real_one FROM numbers"_s) && query.next());
        const bool isUnsigned = m_lab->habits().positiveIsUnsigned && whole >= 0;
        QCOMPARE(query.value(0).typeId(), int(isUnsigned ? QMetaType::ULongLong : QMetaType::LongLong));
        QCOMPARE(query.value(0).toLongLong(), whole);
        QCOMPARE(query.value(1).typeId(), int(QMetaType::Double));
        QCOMPARE(query.value(1).toDouble(), real);
    }
}

void TestDriverConformance::textComesBack()
{
    QVERIFY(makeTable(u"texts"_s, m_lab->habits().textIsBytes ? u"TEXT CHARACTER SET utf8mb4"_s : u"TEXT"_s));
    const QStringList texts {u""_s, u"sip:alice@example.org"_s, u"hé€"_s, u"\U0001F600"_s, u"'\\'\"\\0%_`"_s,
        u"a\r\nb\tc"_s, QString(30'000, u'é')};
    for (int i = 0; i < texts.size(); ++i) {
        QVERIFY(insert(u"texts"_s, {i, texts.at(i)}));
        const QVariant found = value(u"SELECT v FROM texts WHERE id = %1"_s.arg(i));
        QCOMPARE(
            found.typeId(), int(m_lab->habits().textIsBytes ? QMetaType::QByteArray : QMetaType::QString));
        QCOMPARE(found.toString(), texts.at(i));
    }
}

void TestDriverConformance::nullIsNull()
{
    QVERIFY(run(u"DROP TABLE IF EXISTS nulls"_s));
    QVERIFY(run(u"CREATE TABLE nulls (whole INT, text_one TEXT, bytes %1)"_s.arg(m_lab->habits().bytesType)));
    QVERIFY(insert(u"nulls"_s,
        {QVariant(QMetaType::fromType<int>()), QVariant(QMetaType::fromType<QString>()),
            QVariant(QMetaType::fromType<QByteArray>())}));
    for (const bool isPrepared : {true, false}) {
        QSqlQuery query(database());
        const QString sql = u"SELECT whole, text_one, bytes FROM nulls"_s;
        QVERIFY(isPrepared ? query.prepare(sql) && query.exec() : query.exec(sql));
        QVERIFY(query.next());
        for (int column : {0, 1, 2}) {
            QVERIFY(query.isNull(column));
            QVERIFY(query.value(column).isNull());
        }
    }
}

void TestDriverConformance::preparedAndDirectAgree()
{
    QVERIFY(run(u"DROP TABLE IF EXISTS agreed"_s));
    QVERIFY(run(u"CREATE TABLE agreed (a INT, b TEXT, c %1, d %2)"_s.arg(
        m_lab->habits().bytesType, m_lab->habits().realType)));
    QVERIFY(insert(u"agreed"_s, {1, u"one"_s, QByteArray("\0\xff", 2), 0.1}));
    QVERIFY(insert(u"agreed"_s, {2, QVariant(QMetaType::fromType<QString>()), QByteArray(""), -0.0}));
    const QString sql = u"SELECT a, b, c, d FROM agreed ORDER BY a"_s;
    QSqlQuery direct(database());
    QVERIFY(direct.exec(sql));
    QSqlQuery prepared(database());
    QVERIFY(prepared.prepare(sql) && prepared.exec());
    int rows = 0;
    for (; direct.next(); ++rows) {
        QVERIFY(prepared.next());
        for (int column : {0, 1, 2, 3}) {
            QCOMPARE(prepared.value(column), direct.value(column));
            QCOMPARE(prepared.value(column).metaType(), direct.value(column).metaType());
        }
    }
    QCOMPARE(rows, 2);
    QVERIFY(!prepared.next());
    QCOMPARE(prepared.record().fieldName(2), direct.record().fieldName(2));
}

void TestDriverConformance::bytesComeBack_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const Sample &sample : samples())
        QTest::newRow(sample.name) << sample.bytes;
}

void TestDriverConformance::bytesComeBack()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(makeTable(u"blobs"_s, m_lab->habits().bytesType));
    QVERIFY(insert(u"blobs"_s, {1, bytes}));
    for (const bool isForwardOnly : {true, false}) {
        QSqlQuery query(database());
        query.setForwardOnly(isForwardOnly);
        QVERIFY(query.exec(u"SELECT v FROM blobs"_s) && query.next());
        QCOMPARE(query.value(0).typeId(), int(QMetaType::QByteArray));
        QCOMPARE(query.value(0).toByteArray(), bytes);
        QVERIFY(!query.isNull(0));
    }
}

void TestDriverConformance::bytesInTextColumns_data()
{
    QTest::addColumn<QString>("charset");
    QTest::addColumn<QByteArray>("bytes");
    for (const char *charset : {"latin1", "utf8mb4"})
        for (const Sample &sample : samples())
            QTest::newRow(QByteArray(charset) + ", " + sample.name)
                << QString::fromLatin1(charset) << sample.bytes;
}

void TestDriverConformance::bytesInTextColumns()
{
    QFETCH_GLOBAL(QString, engine);
    QFETCH(QString, charset);
    QFETCH(QByteArray, bytes);
    if (engine != "MariaDB"_L1 && charset == "latin1"_L1)
        return; // these know no character set of a column
    QVERIFY(makeTable(
        u"bodies"_s, engine == "MariaDB"_L1 ? u"MEDIUMTEXT CHARACTER SET "_s + charset : u"TEXT"_s));
    QSqlQuery query(database());
    QVERIFY(query.prepare(u"INSERT INTO bodies VALUES (1, ?)"_s));
    query.addBindValue(bytes);
    const bool isTaken = query.exec();
    if (engine == "MariaDB"_L1) {
        // Exact, or refused; never anything else. (Halves of UTF-16 pairs are characters to this server.)
        if (!isTaken) {
            QCOMPARE(query.lastError().nativeErrorCode(), u"1366"_s);
            QVERIFY(charset == "utf8mb4"_L1 && !isUtf8(bytes));
            return;
        }
        QCOMPARE(value(u"SELECT v FROM bodies"_s).toByteArray(), bytes);
        QCOMPARE(stored(u"SELECT HEX(CAST(v AS BINARY)) FROM bodies"_s), bytes);
    } else if (engine == "PostgreSQL"_L1) {
        // The driver writes what looks like a literal for bytes, and nobody complains.
        QVERIFY(isTaken);
        QCOMPARE(stored(u"SELECT encode(convert_to(v, 'UTF8'), 'hex') FROM bodies"_s), "\\x" + bytes.toHex());
    } else {
        QVERIFY(isTaken);
        QCOMPARE(stored(u"SELECT hex(v) FROM bodies"_s), bytes);
        QCOMPARE(value(u"SELECT v FROM bodies"_s).toByteArray(), bytes);
        QCOMPARE(value(u"SELECT typeof(v) FROM bodies"_s), QVariant(u"blob"_s));
    }
}

void TestDriverConformance::textWithNul()
{
    QFETCH_GLOBAL(QString, engine);
    const QString text = u"a"_s + QChar(0) + u"b"_s;
    QVERIFY(makeTable(u"nuls"_s, u"TEXT"_s));
    QSqlQuery query(database());
    QVERIFY(query.prepare(u"INSERT INTO nuls VALUES (1, ?)"_s));
    query.addBindValue(text);
    const bool isTaken = query.exec();
    if (engine == "PostgreSQL"_L1) {
        QVERIFY(!isTaken);
        QCOMPARE(query.lastError().nativeErrorCode(), u"42601"_s);
        return;
    }
    QVERIFY(isTaken);
    QCOMPARE(value(u"SELECT v FROM nuls"_s).toString(), text);
    QCOMPARE(stored(u"SELECT hex(v) FROM nuls"_s), text.toUtf8());
}

void TestDriverConformance::affectedRowsAreFoundRows()
{
    QVERIFY(makeTable(u"counted"_s, u"INT"_s));
    for (int id : {1, 2, 3})
        QVERIFY(insert(u"counted"_s, {id, 7}));
    const QList<QPair<QString, int>> expected {
        {u"UPDATE counted SET v = 8 WHERE id = 1"_s, 1},
        {u"UPDATE counted SET v = 8 WHERE id = 1"_s, 1},
        {u"UPDATE counted SET v = 8 WHERE id = 99"_s, 0},
        {u"UPDATE counted SET v = 9"_s, 3},
        {u"DELETE FROM counted WHERE id > 1"_s, 2},
        {u"INSERT INTO counted VALUES (4, 1)"_s, 1},
        {u"INSERT INTO counted VALUES (4, 1)"_s, -1},
    };
    for (const bool isPrepared : {true, false}) {
        QVERIFY(run(u"DELETE FROM counted"_s));
        for (int id : {1, 2, 3})
            QVERIFY(insert(u"counted"_s, {id, 7}));
        for (const auto &[sql, rows] : expected) {
            QSqlQuery query(database());
            const bool done = isPrepared ? query.prepare(sql) && query.exec() : query.exec(sql);
            QCOMPARE(done, rows >= 0);
            QCOMPARE(query.numRowsAffected(), rows);
        }
    }
}

void TestDriverConformance::errorsHaveNativeCodes()
{
    QVERIFY(makeTable(u"unique_ones"_s, u"INT"_s));
    QVERIFY(insert(u"unique_ones"_s, {1, 1}));
    const QList<QPair<QString, QLatin1StringView>> expected {
        {u"INSERT INTO unique_ones VALUES (1, 2)"_s, m_lab->habits().duplicate},
        {u"SELECT * FROM nowhere"_s, m_lab->habits().noTable},
        {u"SELEKT 1"_s, m_lab->habits().noSyntax},
    };
    for (const bool isPrepared : {true, false}) {
        for (const auto &[sql, code] : expected) {
            QSqlQuery query(database());
            QVERIFY(!(isPrepared ? query.prepare(sql) && query.exec() : query.exec(sql)));
            QCOMPARE(query.lastError().nativeErrorCode(), QString(code));
            const bool isDuplicate = code == m_lab->habits().duplicate;
            QCOMPARE(query.lastError().type(),
                isDuplicate ? m_lab->habits().duplicateType : QSqlError::StatementError);
            QVERIFY(!query.lastError().databaseText().isEmpty());
            QVERIFY(!query.isActive());
        }
    }
    // An error leaves the connection usable, and is not there any more.
    QSqlQuery query(database());
    QVERIFY(query.exec(u"SELECT 1"_s));
    QVERIFY(!query.lastError().isValid());
}

void TestDriverConformance::transactions()
{
    QVERIFY(makeTable(u"kept"_s, u"INT"_s));
    QVERIFY(database().driver()->hasFeature(QSqlDriver::Transactions));
    QVERIFY(database().transaction());
    QVERIFY(insert(u"kept"_s, {1, 1}));
    QVERIFY(database().rollback());
    QCOMPARE(value(u"SELECT COUNT(*) FROM kept"_s).toInt(), 0);
    QVERIFY(database().transaction());
    QVERIFY(insert(u"kept"_s, {2, 1}));
    QVERIFY(database().commit());
    QCOMPARE(value(u"SELECT COUNT(*) FROM kept"_s).toInt(), 1);
    m_lab->open(u"second"_s);
    {
        QSqlQuery second(QSqlDatabase::database(u"second"_s));
        QVERIFY(second.exec(u"SELECT id FROM kept"_s) && second.next());
        QCOMPARE(second.value(0).toInt(), 2);
    }
    DriverLab::close(u"second"_s);
}

void TestDriverConformance::commitAfterAFailedStatement()
{
    QVERIFY(makeTable(u"half"_s, u"INT"_s));
    QVERIFY(database().transaction());
    QVERIFY(insert(u"half"_s, {1, 1}));
    QSqlQuery failing(database());
    QVERIFY(!failing.exec(u"INSERT INTO half VALUES (1, 2)"_s));
    failing.finish();
    QCOMPARE(database().commit(), m_lab->habits().commitAfterFailure);
    if (!m_lab->habits().commitAfterFailure)
        QCOMPARE(database().lastError().type(), QSqlError::TransactionError);
    QCOMPARE(value(u"SELECT COUNT(*) FROM half"_s).toInt(), m_lab->habits().savedAfterFailure);
}

void TestDriverConformance::statementsInOneString()
{
    QVERIFY(makeTable(u"one"_s, u"INT"_s));
    QSqlQuery query(database());
    const QString two = u"INSERT INTO one VALUES (1, 1); INSERT INTO one VALUES (2, 2)"_s;
    const bool runs = m_lab->habits().runsSeveral;
    QCOMPARE(query.exec(two), runs);
    QCOMPARE(value(u"SELECT COUNT(*) FROM one WHERE id = 2"_s).toInt(), runs ? 1 : 0);
    QVERIFY(run(u"DELETE FROM one"_s));
    QCOMPARE(query.prepare(two) && query.exec(), runs);
    QCOMPARE(value(u"SELECT COUNT(*) FROM one WHERE id = 2"_s).toInt(), runs ? 1 : 0);
}

void TestDriverConformance::namesOfPlaceholders()
{
    QSqlQuery query(database());
    const QString big =
        m_lab->habits().name == "MariaDB"_L1 ? u"CAST(:big AS SIGNED)"_s : u"CAST(:big AS BIGINT)"_s;
    QVERIFY(query.prepare(u"SELECT %1, '?', ':small' AS c -- ?\n"_s.arg(big)));
    query.bindValue(u":big"_s, 5);
    QVERIFY2(query.exec() && query.next(), qPrintable(query.lastError().text()));
    QCOMPARE(query.value(0).toInt(), 5);
    QCOMPARE(query.value(1).toString(), u"?"_s);
    QCOMPARE(query.value(2).toString(), u":small"_s);
}

void TestDriverConformance::preparedAgainAndAgain()
{
    QVERIFY(makeTable(u"many"_s, u"TEXT"_s));
    QSqlQuery query(database());
    QVERIFY(query.prepare(u"INSERT INTO many VALUES (?, ?)"_s));
    for (int i = 0; i < 50; ++i) {
        query.bindValue(0, i);
        query.bindValue(1, QString(i * 10, u'x'));
        QVERIFY(query.exec());
    }
    QVERIFY(query.prepare(u"SELECT v FROM many WHERE id = ?"_s));
    for (int i = 0; i < 50; ++i) {
        query.bindValue(0, i);
        QVERIFY(query.exec());
        QVERIFY(query.next());
        QCOMPARE(query.value(0).toString().size(), i * 10);
        // The rest is never read, and in no one's way.
    }
    // One that failed can be used again.
    QVERIFY(query.prepare(u"INSERT INTO many VALUES (?, 'y')"_s));
    query.bindValue(0, 1);
    QVERIFY(!query.exec());
    query.bindValue(0, 1000);
    QVERIFY(query.exec());
}

void TestDriverConformance::hostileIdentifiers()
{
    const QSqlDriver &driver = *database().driver();
    const bool isMariaDb = m_lab->habits().name == "MariaDB"_L1;
    const QString hostile = isMariaDb ? u"`x` or 1--`"_s : u"\"x\" or 1--\""_s;
    const QString quoted = driver.escapeIdentifier(hostile, QSqlDriver::FieldName);
    QCOMPARE(quoted == hostile, m_lab->habits().trustsQuotes);
    const QString dotted = driver.escapeIdentifier(u"a.b"_s, QSqlDriver::FieldName);
    QCOMPARE(dotted != (isMariaDb ? u"`a.b`"_s : u"\"a.b\""_s), m_lab->habits().splitsNames);
}

void TestDriverConformance::buffersGoBothWays()
{
    QSqlQuery query(database());
    QVERIFY(query.exec(QString(m_lab->habits().rows).arg(100).arg(3)));
    QVERIFY(query.last());
    QCOMPARE(query.value(0).toInt(), 100);
    QVERIFY(query.first());
    QCOMPARE(query.value(0).toInt(), 1);
    QVERIFY(query.seek(49));
    QCOMPARE(query.value(0).toInt(), 50);
    QVERIFY(query.previous());
    QCOMPARE(query.value(0).toInt(), 49);
    if (database().driver()->hasFeature(QSqlDriver::QuerySize))
        QCOMPARE(query.size(), 100);
    QVERIFY(!query.seek(100));
}

void TestDriverConformance::insertIds()
{
    QVERIFY(database().driver()->hasFeature(QSqlDriver::LastInsertId));
    QVERIFY(run(u"DROP TABLE IF EXISTS numbered"_s));
    QVERIFY(run(u"CREATE TABLE numbered (id %1, v INT)"_s.arg(m_lab->habits().numberedKey)));
    QSqlQuery query(database());
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(query.exec(u"INSERT INTO numbered (v) VALUES (7)"_s));
        QCOMPARE(query.lastInsertId().toInt(), i);
    }
}

QTEST_GUILESS_MAIN(TestDriverConformance)
#include "tst_driverconformance.moc"
