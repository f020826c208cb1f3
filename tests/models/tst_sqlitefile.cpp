// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/session.h"
#include "connection/sqlite/sqliteconnection.h"
#include "grid/gridcontroller.h"
#include "seeddatabase.h"
#include "sqliteprogram.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

/// Files that cannot be read, each told by its own sentence, and files of which a part can.
class TestSqliteFile : public QObject {
    Q_OBJECT

private slots:
    void init();
    void eachHasItsSentence_data();
    void eachHasItsSentence();
    void unreadableFile();
    void walFileInAFolderThatCannotBeWritten();
    void truncatedFile();
    void hotJournal();
    void lockWithoutAJournal();
    void exclusiveWalFile();
    void idleWriterDisturbsNobody();
    void corruptTableLeavesTheOthers();

private:
    QString path(const QString &name = u"presence.db"_s) const { return m_folder->filePath(name); }
    bool write(const QByteArray &bytes);
    /// Why the file cannot be opened, or read when opening is not yet enough.
    Error faultOf(const QString &file);

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

const QString manyRows = u"CREATE TABLE t(v); INSERT INTO t SELECT hex(randomblob(400)) FROM "
                         "pragma_function_list;"_s;

QByteArray noise(int size)
{
    QRandomGenerator random(7);
    QByteArray bytes;
    for (int i = 0; i < size; ++i)
        bytes.append(char(random.bounded(256)));
    return bytes;
}

/// What the command-line program says when a user without rights starts it.
QString askAsNobody(const QString &file, const QStringList &command)
{
    constexpr uint nobody = 65534;
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    if (::geteuid() == 0)
        process.setChildProcessModifier([] {
            if (::setgid(nobody) != 0 || ::setuid(nobody) != 0)
                ::_exit(125);
        });
    // A copy, because the build may lie where nobody else may go.
    const QTemporaryDir folder;
    const QString program = folder.filePath(u"program"_s);
    const QFile::Permissions forAll =
        QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther;
    if (!QFile::copy(QStringLiteral(CLI_PROGRAM), program) || !QFile::setPermissions(program, forAll)
        || !QFile::setPermissions(folder.path(), forAll))
        return u"The program cannot be copied to %1."_s.arg(program);
    process.start(program, QStringList {u"--db"_s, file} + command);
    return process.waitForFinished() ? QString::fromUtf8(process.readAll()) : process.errorString();
}

} // namespace

void TestSqliteFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

bool TestSqliteFile::write(const QByteArray &bytes)
{
    QFile file(path());
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

Error TestSqliteFile::faultOf(const QString &file)
{
    const auto opened = SqliteConnection::open({u"sqlite"_s, file});
    if (!opened)
        return opened.error();
    const auto rows = (*opened)->select({u"SELECT count(*) FROM t"_s, {}});
    return rows ? Error {u"It could be read."_s, {}, Fault::General} : rows.error();
}

void TestSqliteFile::eachHasItsSentence_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("name");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("words");
    const QString file = u"presence.db"_s;
    const QByteArray text = "CREATE TABLE presentity (id INTEGER);\n";
    QTest::newRow("missing") << QByteArray() << u"other.db"_s << Fault::Unreachable << u"There is no file"_s;
    QTest::newRow("missing folder") << QByteArray() << u"no/such.db"_s << Fault::Unreachable
                                    << u"There is no file"_s;
    QTest::newRow("folder") << QByteArray() << u"folder"_s << Fault::Unreachable << u"is a folder"_s;
    QTest::newRow("pipe") << QByteArray() << u"pipe"_s << Fault::Unreachable << u"not a regular file"_s;
    QTest::newRow("empty") << QByteArray() << file << Fault::Damaged << u"is empty"_s;
    QTest::newRow("short text") << text << file << Fault::Damaged << u"not an SQLite database"_s;
    QTest::newRow("long text") << text.repeated(200) << file << Fault::Damaged << u"not an SQLite database"_s;
    QTest::newRow("zip") << QByteArray("PK\x03\x04\x14\0\0\0\x08\0", 10) + QByteArray(5000, 'x') << file
                         << Fault::Damaged << u"not an SQLite database"_s;
    QTest::newRow("PNG") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) + QByteArray(5000, '\0') << file
                         << Fault::Damaged << u"not an SQLite database"_s;
    QTest::newRow("encrypted") << noise(8192) << file << Fault::Damaged << u"is encrypted"_s;
    QTest::newRow("first bytes only")
        << QByteArray("SQLite format 3\0\x10", 17) << file << Fault::Damaged << u"is truncated"_s;
}

void TestSqliteFile::eachHasItsSentence()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, name);
    QVERIFY(write(content));
    QVERIFY(QDir(m_folder->path()).mkdir(u"folder"_s));
    QCOMPARE(::mkfifo(QFile::encodeName(path(u"pipe"_s)), 0600), 0);
    const QStringList before = QDir(m_folder->path()).entryList(QDir::System | QDir::AllEntries);
    const Error error = faultOf(path(name));
    QTEST(error.fault, "fault");
    QFETCH(QString, words);
    QVERIFY2(error.message.contains(words), qPrintable(error.message));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::System | QDir::AllEntries), before);
}

void TestSqliteFile::unreadableFile()
{
    QVERIFY(createSeedDatabase(path()));
    QVERIFY(QFile(m_folder->path())
                .setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther
                    | QFile::ExeOther));
    QVERIFY(QFile(path()).setPermissions(QFile::Permissions()));
    const QString said = askAsNobody(path(), {u"tables"_s});
    QVERIFY2(said.contains(u"You may not read"_s), qPrintable(said));
}

void TestSqliteFile::walFileInAFolderThatCannotBeWritten()
{
    SqliteProgram server(path());
    QCOMPARE(server.run(u"PRAGMA journal_mode=wal;"_s), u"wal"_s);
    QVERIFY(createSeedDatabase(path()));
    QVERIFY(QFile(path()).setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QVERIFY(QFile(m_folder->path())
                .setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther
                    | QFile::ExeOther));
    for (const QString &beside : {u"-wal"_s, u"-shm"_s})
        if (QFile::exists(path() + beside))
            QVERIFY(QFile(path() + beside)
                        .setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    const QStringList command {u"tables"_s, u"--format"_s, u"json"_s};
    const QString live = askAsNobody(path(), command);
    QVERIFY2(live.contains(u"\"presentity\""_s), qPrintable(live));
    QVERIFY(server.quit());
    QVERIFY(!QFile::exists(path() + u"-wal"_s));
    const QString idle = askAsNobody(path(), command);
    QVERIFY2(idle.contains(u"\"presentity\""_s), qPrintable(idle));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList(u"presence.db"_s));
}

void TestSqliteFile::truncatedFile()
{
    QVERIFY(executeSql(path(), manyRows));
    const qint64 size = QFileInfo(path()).size();
    QVERIFY(size > 40'000);
    QVERIFY(QFile::resize(path(), size / 2));
    const Error error = faultOf(path());
    QCOMPARE(error.fault, Fault::Damaged);
    QVERIFY2(error.message.contains(u"is truncated"_s), qPrintable(error.message));
    QVERIFY2(error.message.contains(QString::number(size)), qPrintable(error.message));
}

void TestSqliteFile::hotJournal()
{
    QVERIFY(executeSql(path(), manyRows));
    SqliteProgram server(path());
    QCOMPARE(server.run(u"PRAGMA cache_size = 5; BEGIN; UPDATE t SET v = 'half a change';"_s), QString());
    // While the server is alive it may still end well.
    const Error busy = faultOf(path());
    QCOMPARE(busy.fault, Fault::Busy);
    QVERIFY(server.kill());
    const Error error = faultOf(path());
    QCOMPARE(error.fault, Fault::Unreachable);
    QVERIFY2(error.message.contains(u"died in the middle of a write"_s), qPrintable(error.message));
    QVERIFY(QFile::exists(path() + u"-journal"_s));
    // Any writer repairs it, as the sentence says.
    QVERIFY(executeSql(path(), u"UPDATE t SET v = 'repaired'"_s));
    QCOMPARE(faultOf(path()).fault, Fault::General);
}

void TestSqliteFile::lockWithoutAJournal()
{
    QVERIFY(executeSql(path(), manyRows));
    SqliteProgram server(path());
    QCOMPARE(server.run(u"PRAGMA journal_mode=memory; PRAGMA cache_size = 5;"_s), u"memory"_s);
    QCOMPARE(server.run(u"BEGIN EXCLUSIVE; UPDATE t SET v = 'half a change';"_s), QString());
    const Error error = faultOf(path());
    QCOMPARE(error.fault, Fault::Busy);
    QVERIFY2(error.message.contains(u"has locked the database"_s), qPrintable(error.message));
    QCOMPARE(server.run(u"COMMIT;"_s), QString());
    QCOMPARE(faultOf(path()).fault, Fault::General);
}

void TestSqliteFile::exclusiveWalFile()
{
    SqliteProgram server(path());
    QCOMPARE(server.run(u"PRAGMA journal_mode=wal;"_s), u"wal"_s);
    QCOMPARE(server.run(manyRows), QString());
    QCOMPARE(server.run(u"PRAGMA locking_mode=exclusive; INSERT INTO t VALUES (1);"_s), u"exclusive"_s);
    const Error error = faultOf(path());
    QCOMPARE(error.fault, Fault::Busy);
    QVERIFY2(error.message.contains(u"has locked the database"_s), qPrintable(error.message));
    QVERIFY(server.quit());
    QCOMPARE(faultOf(path()).fault, Fault::General);
}

void TestSqliteFile::idleWriterDisturbsNobody()
{
    QVERIFY(executeSql(path(), manyRows));
    SqliteProgram server(path());
    // A change that is still in the writer's memory is nobody else's business.
    QCOMPARE(server.run(u"BEGIN IMMEDIATE; INSERT INTO t VALUES (1);"_s), QString());
    QCOMPARE(faultOf(path()).fault, Fault::General);
}

void TestSqliteFile::corruptTableLeavesTheOthers()
{
    QVERIFY(createSeedDatabase(path()));
    QVERIFY(executeSql(path(),
        u"INSERT INTO presentity VALUES ('alice','example.com','presence','e1',2000000000,1,'body');"
        "INSERT INTO active_watchers(to_user,to_domain,from_user,from_domain,event_id,to_tag,from_tag,callid,"
        "cseq,contact,record_route,expires) SELECT 'a','b','c','d','','t','f'||rowid,'c',1,'','',2000000000 "
        "FROM pragma_function_list;"_s));
    int root = 0;
    {
        const auto connection = SqliteConnection::open({u"sqlite"_s, path()});
        QVERIFY(connection);
        const auto rows =
            (*connection)
                ->select({u"SELECT rootpage FROM sqlite_master WHERE name='active_watchers' AND "
                          "type='table'"_s,
                    {}});
        QVERIFY(rows);
        root = rows->rows.value(0).value(0).toInt();
    }
    QFile file(path());
    QVERIFY(root > 1 && file.open(QIODevice::ReadWrite) && file.seek((root - 1) * 4096));
    QCOMPARE(file.write(QByteArray(4096, '\xFF')), 4096);
    file.close();

    Session session({u"sqlite"_s, path()});
    const auto schema =
        session.reader().run([](Connection &connection) { return readSchema(connection); }).result();
    QVERIFY2(schema, schema ? "" : qPrintable(schema.error().message));
    GridController sound(session, *schema->table(TableRole::Presentity));
    sound.load();
    QTRY_VERIFY(sound.hasLoaded());
    QCOMPARE(sound.model().rowCount(), 1);
    GridController damaged(session, *schema->table(TableRole::ActiveWatchers));
    QList<Error> errors;
    connect(&damaged, &GridController::failed, this, [&errors](const Error &error) { errors.append(error); });
    damaged.load();
    QTRY_VERIFY(!errors.isEmpty());
    QVERIFY2(
        errors.first().fault == Fault::Damaged, qPrintable(errors.first().message + errors.first().detail));
    QVERIFY2(errors.first().message.contains(u"part of the file is damaged"_s),
        qPrintable(errors.first().message));
    sound.refresh();
    QTRY_VERIFY(!sound.isBusy());
    QCOMPARE(sound.model().rowCount(), 1);
}

QTEST_GUILESS_MAIN(TestSqliteFile)
#include "tst_sqlitefile.moc"
