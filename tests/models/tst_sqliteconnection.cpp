// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/sqlite/sqliteconnection.h"
#include "patience.h"
#include "seeddatabase.h"
#include "sqliteprogram.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

/// What a connection to an SQLite file reads, what it leaves alone, and how it follows the file.
class TestSqliteConnection : public QObject {
    Q_OBJECT

private slots:
    void init();
    void valuesAreExact_data();
    void valuesAreExact();
    void textOfUtf16Files();
    void readingLeavesTheFolderAlone_data();
    void readingLeavesTheFolderAlone();
    void neverWrites();
    void pathsWithOddCharacters();
    void followsAReplacedFile_data();
    void followsAReplacedFile();
    void followsALinkThatLeadsElsewhere();
    void tellsADeletedFileAndFindsANewOne();
    void followsTheServerIntoWalAndBack();
    void followsAServerThatStartsAndStops();
    void seesWhatWasWrittenWhileNobodyLooked();
    void readsAWalFileWhoseServerDied();
    void readsACopyWithoutShm();
    void seesTheJournalBehindALink();
    void leavesNoLock_data();
    void leavesNoLock();
    void deadlineStopsALongStatement();
    void cancelFlagStopsALongStatement();

private:
    QString path(const QString &name = u"presence.db"_s) const { return m_folder->filePath(name); }
    bool make(const QString &sql, const QString &journalMode = u"delete"_s);
    std::unique_ptr<Connection> open(const QString &file = {});

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

const QString counted =
    u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000000) "
    "SELECT count(*) FROM n"_s;

QString firstText(Connection &connection, const QString &sql)
{
    const auto rows = connection.select({sql, {}});
    return rows ? rows->rows.value(0).value(0).toString() : u"error: "_s + rows.error().message;
}

SqliteReading readingOf(const std::unique_ptr<Connection> &connection)
{
    return static_cast<const SqliteConnection &>(*connection).reading();
}

/// Every file of a folder with its size, times and contents.
QStringList contentsOf(const QString &folder)
{
    QStringList all;
    for (const QFileInfo &info : QDir(folder).entryInfoList(QDir::Files, QDir::Name)) {
        QFile file(info.filePath());
        const bool opened = file.open(QIODevice::ReadOnly);
        all.append(u"%1 %2 %3"_s.arg(info.fileName(), info.lastModified().toString(Qt::ISODateWithMs),
            opened ? QString::number(qHash(file.readAll())) : u"unreadable"_s));
    }
    return all;
}

} // namespace

void TestSqliteConnection::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

bool TestSqliteConnection::make(const QString &sql, const QString &journalMode)
{
    SqliteProgram program(path());
    const QString mode = program.run(u"PRAGMA journal_mode=%1;"_s.arg(journalMode));
    return mode == journalMode && program.run(sql).isEmpty() && program.quit();
}

std::unique_ptr<Connection> TestSqliteConnection::open(const QString &file)
{
    auto opened = SqliteConnection::open({u"sqlite"_s, file.isEmpty() ? path() : file});
    if (opened)
        return std::move(*opened);
    qWarning().noquote() << opened.error().message << opened.error().detail;
    return {};
}

void TestSqliteConnection::valuesAreExact_data()
{
    QTest::addColumn<QString>("literal");
    QTest::addColumn<QVariant>("value");
    QTest::newRow("NULL") << u"NULL"_s << QVariant();
    QTest::newRow("zero") << u"0"_s << QVariant(0LL);
    QTest::newRow("largest integer") << u"9223372036854775807"_s
                                     << QVariant(std::numeric_limits<qint64>::max());
    QTest::newRow("smallest integer")
        << u"-9223372036854775808"_s << QVariant(std::numeric_limits<qint64>::min());
    QTest::newRow("real") << u"0.1"_s << QVariant(0.1);
    QTest::newRow("whole real") << u"2.0"_s << QVariant(2.0);
    QTest::newRow("huge real") << u"1e308"_s << QVariant(1e308);
    QTest::newRow("text") << u"'alice'"_s << QVariant(u"alice"_s);
    QTest::newRow("empty text") << u"''"_s << QVariant(u""_s);
    QTest::newRow("digits as text") << u"'42'"_s << QVariant(u"42"_s);
    QTest::newRow("beyond the BMP") << u"'\U0001F600'"_s << QVariant(u"\U0001F600"_s);
    QTest::newRow("byte order mark") << u"CAST(x'EFBBBF61' AS TEXT)"_s << QVariant(u"\uFEFFa"_s);
    QTest::newRow("text with NUL") << u"CAST(x'610062' AS TEXT)"_s
                                   << QVariant::fromValue(RawText {QByteArray("a\0b", 3)});
    QTest::newRow("invalid UTF-8") << u"CAST(x'61E962' AS TEXT)"_s
                                   << QVariant::fromValue(RawText {"a\xE9"
                                                                   "b"});
    QTest::newRow("blob") << u"x'00FF10'"_s << QVariant(QByteArray("\0\xFF\x10", 3));
    QTest::newRow("blob that looks like text") << u"x'616263'"_s << QVariant(QByteArray("abc"));
    QTest::newRow("empty blob") << u"x''"_s << QVariant(QByteArray(""));
}

void TestSqliteConnection::valuesAreExact()
{
    QFETCH(QString, literal);
    QFETCH(QVariant, value);
    QVERIFY(make(u"CREATE TABLE t(v); INSERT INTO t VALUES (%1);"_s.arg(literal)));
    const auto connection = open();
    QVERIFY(connection);
    const auto rows = connection->select({u"SELECT v FROM t"_s, {}});
    QVERIFY(rows);
    const QVariant read = rows->rows.value(0).value(0);
    QCOMPARE(read.typeId(), value.typeId());
    QCOMPARE(read, value);
    // Bound back it is the same value of the same storage class.
    const auto same =
        connection->select({u"SELECT count(*) FROM t WHERE v IS ?1 AND typeof(v) = typeof(?1)"_s, {read}});
    QVERIFY(same);
    QCOMPARE(same->rows.value(0).value(0), QVariant(1LL));
}

void TestSqliteConnection::textOfUtf16Files()
{
    QVERIFY(make(u"PRAGMA encoding='UTF-16'; CREATE TABLE t(v); INSERT INTO t VALUES ('h\u00E9llo');"_s));
    const auto connection = open();
    QVERIFY(connection);
    QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), u"h\u00E9llo"_s);
}

void TestSqliteConnection::readingLeavesTheFolderAlone_data()
{
    QTest::addColumn<QString>("journalMode");
    QTest::addColumn<SqliteReading>("reading");
    QTest::newRow("rollback journal") << u"delete"_s << SqliteReading::LockFree;
    QTest::newRow("persistent journal") << u"persist"_s << SqliteReading::LockFree;
    QTest::newRow("idle WAL file") << u"wal"_s << SqliteReading::Immutable;
}

void TestSqliteConnection::readingLeavesTheFolderAlone()
{
    QFETCH(QString, journalMode);
    QVERIFY(make(u"CREATE TABLE t(v); INSERT INTO t VALUES (1);"_s, journalMode));
    const QStringList before = contentsOf(m_folder->path());
    auto connection = open();
    QVERIFY(connection);
    QFETCH(SqliteReading, reading);
    QCOMPARE(readingOf(connection), reading);
    QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), u"1"_s);
    QCOMPARE(contentsOf(m_folder->path()), before);
    connection.reset();
    QCOMPARE(contentsOf(m_folder->path()), before);
}

void TestSqliteConnection::neverWrites()
{
    QVERIFY(make(u"CREATE TABLE t(v); INSERT INTO t VALUES (1);"_s));
    const auto connection = open();
    QVERIFY(connection);
    for (const QString &sql : {u"INSERT INTO t VALUES (2)"_s, u"DROP TABLE t"_s, u"PRAGMA journal_mode=WAL"_s,
             u"ATTACH '%1' AS other"_s.arg(path(u"other.db"_s))})
        (void)connection->select({sql, {}});
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList(u"presence.db"_s));
    QCOMPARE(firstText(*connection, u"SELECT count(*) FROM t"_s), u"1"_s);
    QCOMPARE(firstText(*connection, u"PRAGMA journal_mode"_s), u"delete"_s);
}

void TestSqliteConnection::pathsWithOddCharacters()
{
    QVERIFY(make(u"CREATE TABLE t(v); INSERT INTO t VALUES ('here');"_s));
    for (const QString &name : {u"a b.db"_s, u"100%.db"_s, u"what?mode=rwc.db"_s, u"x#y&z.db"_s,
             u"J\u00FCrgen\u2019s \u202E.db"_s}) {
        QVERIFY(QFile::copy(path(), path(name)));
        const auto connection = open(path(name));
        QVERIFY2(connection, qPrintable(name));
        QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), u"here"_s);
    }
}

void TestSqliteConnection::followsAReplacedFile_data()
{
    QTest::addColumn<QString>("journalMode");
    QTest::newRow("rollback journal") << u"delete"_s;
    QTest::newRow("WAL") << u"wal"_s;
}

void TestSqliteConnection::followsAReplacedFile()
{
    QFETCH(QString, journalMode);
    const QString sql = u"CREATE TABLE t(v); INSERT INTO t VALUES ('%1');"_s;
    QVERIFY(make(sql.arg(u"new"_s), journalMode));
    QVERIFY(QFile::rename(path(), path(u"new.db"_s)));
    QVERIFY(make(sql.arg(u"old"_s), journalMode));
    const auto connection = open();
    QVERIFY(connection);
    QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), u"old"_s);
    QCOMPARE(::rename(path(u"new.db"_s).toUtf8(), path().toUtf8()), 0); // in one step, as an update does
    QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), u"new"_s);
}

void TestSqliteConnection::followsALinkThatLeadsElsewhere()
{
    const QString sql = u"CREATE TABLE t(v); INSERT INTO t VALUES ('%1');"_s;
    QVERIFY(make(sql.arg(u"first"_s)));
    QVERIFY(QFile::rename(path(), path(u"first.db"_s)));
    QVERIFY(make(sql.arg(u"second"_s)));
    const QString link = path(u"link.db"_s);
    QVERIFY(QFile::link(path(u"first.db"_s), link));
    const auto connection = open(link);
    QVERIFY(connection);
    QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), u"first"_s);
    QVERIFY(QFile::remove(link) && QFile::link(path(), link));
    QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), u"second"_s);
}

void TestSqliteConnection::tellsADeletedFileAndFindsANewOne()
{
    const QString sql = u"CREATE TABLE t(v); INSERT INTO t VALUES ('%1');"_s;
    QVERIFY(make(sql.arg(u"old"_s)));
    const auto connection = open();
    QVERIFY(connection);
    QVERIFY(QFile::remove(path()));
    const auto rows = connection->select({u"SELECT v FROM t"_s, {}});
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Unreachable);
    QVERIFY2(rows.error().message.startsWith(u"There is no file"_s), qPrintable(rows.error().message));
    QVERIFY(!QFile::exists(path()));
    QVERIFY(make(sql.arg(u"again"_s)));
    QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), u"again"_s);
}

void TestSqliteConnection::followsTheServerIntoWalAndBack()
{
    QVERIFY(make(u"CREATE TABLE t(v); INSERT INTO t VALUES (1);"_s));
    const auto connection = open();
    QVERIFY(connection);
    QCOMPARE(readingOf(connection), SqliteReading::LockFree);
    SqliteProgram server(path());
    QCOMPARE(server.run(u"PRAGMA journal_mode=wal; UPDATE t SET v = 2;"_s), u"wal"_s);
    QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), u"2"_s);
    QCOMPARE(readingOf(connection), SqliteReading::Wal);
    // A lock of ours would refuse the switch.
    QCOMPARE(server.run(u"PRAGMA journal_mode=delete; UPDATE t SET v = 3;"_s), u"delete"_s);
    QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), u"3"_s);
    QCOMPARE(readingOf(connection), SqliteReading::LockFree);
}

void TestSqliteConnection::followsAServerThatStartsAndStops()
{
    QVERIFY(make(u"CREATE TABLE t(v); INSERT INTO t VALUES (1);"_s, u"wal"_s));
    const auto connection = open();
    QVERIFY(connection);
    QCOMPARE(readingOf(connection), SqliteReading::Immutable);
    for (int round = 2; round < 5; ++round) {
        SqliteProgram server(path());
        QCOMPARE(server.run(u"UPDATE t SET v = %1;"_s.arg(round)), QString());
        QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), QString::number(round));
        QCOMPARE(readingOf(connection), SqliteReading::Wal);
        QVERIFY(server.quit());
        // Nothing of ours kept the server from moving its changes into the file.
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList(u"presence.db"_s));
        QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), QString::number(round));
        QCOMPARE(readingOf(connection), SqliteReading::Immutable);
    }
}

void TestSqliteConnection::seesWhatWasWrittenWhileNobodyLooked()
{
    QVERIFY(make(u"CREATE TABLE t(v); INSERT INTO t VALUES (0);"_s, u"wal"_s));
    const auto connection = open();
    QVERIFY(connection);
    for (int round = 1; round < 6; ++round) {
        QVERIFY(executeSql(path(), u"UPDATE t SET v = %1"_s.arg(round)));
        QVERIFY(!QFile::exists(path() + u"-wal"_s));
        QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), QString::number(round));
    }
}

void TestSqliteConnection::readsAWalFileWhoseServerDied()
{
    QVERIFY(make(u"CREATE TABLE t(v); INSERT INTO t VALUES (1);"_s, u"wal"_s));
    SqliteProgram server(path());
    QCOMPARE(server.run(u"UPDATE t SET v = 2;"_s), QString());
    QVERIFY(server.kill());
    const QStringList before = contentsOf(m_folder->path());
    QCOMPARE(before.size(), 3);
    auto connection = open();
    QVERIFY(connection);
    QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), u"2"_s);
    QCOMPARE(contentsOf(m_folder->path()), before);
    SqliteProgram next(path());
    QCOMPARE(next.run(u"UPDATE t SET v = 3;"_s), QString());
    QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), u"3"_s);
}

void TestSqliteConnection::readsACopyWithoutShm()
{
    QVERIFY(make(u"CREATE TABLE t(v); INSERT INTO t VALUES (1);"_s, u"wal"_s));
    SqliteProgram server(path());
    QCOMPARE(server.run(u"UPDATE t SET v = 'only in the -wal file';"_s), QString());
    QTemporaryDir other;
    const QString copy = other.filePath(u"copy.db"_s);
    QVERIFY(QFile::copy(path(), copy) && QFile::copy(path() + u"-wal"_s, copy + u"-wal"_s));
    const QStringList before = contentsOf(other.path());
    auto connection = open(copy);
    QVERIFY(connection);
    QCOMPARE(readingOf(connection), SqliteReading::WalAlone);
    QCOMPARE(firstText(*connection, u"SELECT v FROM t"_s), u"only in the -wal file"_s);
    connection.reset();
    QCOMPARE(contentsOf(other.path()), before);
}

void TestSqliteConnection::seesTheJournalBehindALink()
{
    QVERIFY(make(u"CREATE TABLE t(v); INSERT INTO t SELECT hex(randomblob(400)) FROM sqlite_master, "
                 "pragma_function_list;"_s));
    QVERIFY(QDir(m_folder->path()).mkdir(u"links"_s));
    const QString link = path(u"links/presence.db"_s);
    QVERIFY(QFile::link(path(), link));
    const auto connection = open(link);
    QVERIFY(connection);
    // A transaction too large for the writer's memory changes the file long before it ends.
    SqliteProgram server(path());
    QCOMPARE(server.run(u"PRAGMA cache_size = 5; BEGIN; UPDATE t SET v = 'half a change';"_s), QString());
    const auto rows = connection->select({u"SELECT count(*) FROM t WHERE v = 'half a change'"_s, {}});
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Busy);
    QCOMPARE(server.run(u"ROLLBACK;"_s), QString());
    QCOMPARE(firstText(*connection, u"SELECT count(*) FROM t WHERE v = 'half a change'"_s), u"0"_s);
}

void TestSqliteConnection::leavesNoLock_data()
{
    followsAReplacedFile_data();
}

void TestSqliteConnection::leavesNoLock()
{
    QFETCH(QString, journalMode);
    QVERIFY(make(u"CREATE TABLE t(v); INSERT INTO t VALUES (1), (2), (3);"_s, journalMode));
    SqliteProgram server(path());
    QCOMPARE(server.run(u"INSERT INTO t VALUES (4);"_s), QString());
    const auto connection = open();
    QVERIFY(connection);
    QCOMPARE(firstText(*connection, u"SELECT count(*) FROM t"_s), u"4"_s);
    // VACUUM needs the whole file for itself, and like Kamailio the program does not wait.
    QCOMPARE(server.run(u"PRAGMA busy_timeout=0;"_s), u"0"_s);
    QCOMPARE(server.run(u"BEGIN EXCLUSIVE; DELETE FROM t WHERE v = 4; COMMIT; VACUUM;"_s), QString());
    QCOMPARE(server.run(u"PRAGMA locking_mode=exclusive; INSERT INTO t VALUES (5);"_s), u"exclusive"_s);
}

void TestSqliteConnection::deadlineStopsALongStatement()
{
    QVERIFY(make(u"CREATE TABLE t(v);"_s));
    const auto connection = open();
    QVERIFY(connection);
    QElapsedTimer timer;
    timer.start();
    const auto rows = connection->select({counted, {}}, {std::chrono::milliseconds(150)});
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::TimedOut);
    QVERIFY2(
        timer.elapsed() >= 150 && timer.elapsed() < patienceMs, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(firstText(*connection, u"SELECT 'still usable'"_s), u"still usable"_s);
}

void TestSqliteConnection::cancelFlagStopsALongStatement()
{
    QVERIFY(make(u"CREATE TABLE t(v);"_s));
    const auto connection = open();
    QVERIFY(connection);
    const auto flag = std::make_shared<std::atomic<bool>>(false);
    connection->setCancelFlag(flag);
    std::thread other([flag] { *flag = true; });
    const auto rows = connection->select({counted, {}});
    other.join();
    QVERIFY(!rows);
    QCOMPARE(rows.error().fault, Fault::Superseded);
    *flag = false;
    QCOMPARE(firstText(*connection, u"SELECT 'still usable'"_s), u"still usable"_s);
}

QTEST_GUILESS_MAIN(TestSqliteConnection)
#include "tst_sqliteconnection.moc"
