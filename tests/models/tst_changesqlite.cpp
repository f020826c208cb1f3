// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/companions.h"
#include "changelab.h"
#include "seeddatabase.h"
#include "sqlanswer.h"
#include "sqliteprogram.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using State = ChangeOutcome::State;

/// Changes of an SQLite file: what is stored afterwards, and what the server beside us notices of it.
class TestChangeSqlite : public QObject {
    Q_OBJECT

private slots:
    void init();
    void updateKeepsStorageClass_data();
    void updateKeepsStorageClass();
    void everySequenceOfBytesStays_data();
    void everySequenceOfBytesStays();
    void conflictWritesNothing_data();
    void conflictWritesNothing();
    void goneRow();
    void setIsTakenBackAsOne();
    void insertIsFoundAndUndone_data();
    void insertIsFoundAndUndone();
    void duplicateIsRefused();
    void deleteAndUndoGiveTheSameRow();
    void undoOfAChangedRowIsAConflict();
    void undoAfterARestart();
    void undoIsUndone();
    void lockedGateWritesNothing();
    void lockedWhileItWaits();
    void lockedFileIsBusy();
    void readOnlyFileIsDenied();
    void journalThatCannotBeWritten();
    void etagFollowsTheDocument();
    void walFileStaysAsItIs();
    void serverBesideLosesNoLock();

private:
    QString path() const { return m_folder->filePath(u"presence.db"_s); }
    ConnectionSpec spec() const { return {.url = {u"sqlite"_s, path()}}; }
    bool make(const QString &sql, const QString &mode = u"delete"_s);
    bool run(const QString &sql) const { return bool(executeSql(path(), sql)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {
/// Root may write everything: the calling thread gives that right up.
bool mayNoMoreThanItsPermissions()
{
    __user_cap_header_struct header {_LINUX_CAPABILITY_VERSION_3, 0};
    std::array<__user_cap_data_struct, 2> sets {};
    if (::syscall(SYS_capget, &header, sets.data()) != 0)
        return false;
    sets[0].effective &= ~(1U << CAP_DAC_OVERRIDE);
    return ::syscall(SYS_capset, &header, sets.data()) == 0;
}

const auto presentity = TableRole::Presentity;
const QString body = u"body"_s;

const QString oneRow =
    u"INSERT INTO presentity (username, domain, event, etag, expires, received_time, body, sender, priority) "
    "VALUES ('alice', 'example.com', 'presence', 'a.1', 4102444800, 1700000000, %1, 'sip:alice@example.com', 0);"_s;

QString refusal(const Result<ChangeReport> &answer)
{
    return answer ? u"answered: "_s + answer->sentence : answer.error().message;
}

State stateOf(const Result<ChangeReport> &answer, qsizetype at = 0)
{
    if (!answer) {
        qWarning("%s %s", qPrintable(answer.error().message), qPrintable(answer.error().detail));
        return State::NotTried;
    }
    if (answer->outcomes.value(at).state != State::Saved)
        qInfo("%s", qPrintable(answer->outcomes.value(at).sentence));
    return answer->outcomes.value(at).state;
}

QByteArray everyByte()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes += char(i);
    return bytes;
}

} // namespace

void TestChangeSqlite::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

bool TestChangeSqlite::make(const QString &sql, const QString &mode)
{
    const auto made = createShippedDatabase(path());
    SqliteProgram program(path());
    return made && run(sql) && program.run(u"PRAGMA journal_mode = %1;"_s.arg(mode)).contains(mode);
}

void TestChangeSqlite::updateKeepsStorageClass_data()
{
    QTest::addColumn<QString>("literal");
    QTest::addColumn<QVariant>("wanted");
    QTest::addColumn<QString>("stored");
    QTest::newRow("text stays text") << u"'<a/>'"_s << QVariant(u"<b/>"_s) << u"text 3c622f3e"_s;
    QTest::newRow("text stays text, given as bytes")
        << u"'<a/>'"_s << QVariant(QByteArray("<b/>")) << u"text 3c622f3e"_s;
    QTest::newRow("blob stays blob") << u"x'3c612f3e'"_s << QVariant(QByteArray("<b/>"))
                                     << u"blob 3c622f3e"_s;
    QTest::newRow("blob stays blob, given as text")
        << u"x'3c612f3e'"_s << QVariant(u"<b/>"_s) << u"blob 3c622f3e"_s;
    QTest::newRow("text with a NUL") << u"CAST(x'610062' AS TEXT)"_s << QVariant(QByteArray("c\0d", 3))
                                     << u"text 630064"_s;
    QTest::newRow("text that is no UTF-8")
        << u"CAST(x'e9' AS TEXT)"_s << QVariant(QByteArray("\xe8")) << u"text e8"_s;
    QTest::newRow("empty") << u"''"_s << QVariant(u""_s) << u"text "_s;
    QTest::newRow("number becomes a document")
        << u"5"_s << QVariant(QByteArray("<b/>")) << u"blob 3c622f3e"_s;
}

void TestChangeSqlite::updateKeepsStorageClass()
{
    QFETCH(QString, literal);
    QFETCH(QVariant, wanted);
    QVERIFY(make(oneRow.arg(literal)));
    ChangeLab lab(spec());
    const auto row = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    QVERIFY(row);
    const auto answer = lab.apply({lab.update(presentity, *row, {{body, wanted}})});
    QCOMPARE(stateOf(answer), State::Saved);
    QCOMPARE(answer->sentence, u"It is saved."_s);
    const QString sql = u"SELECT typeof(body) || ' ' || lower(hex(body)) FROM presentity"_s;
    QTEST(sqlAnswer(path(), sql).toString(), "stored");

    QCOMPARE(stateOf(lab.undo(answer->journalId)), State::Saved);
    QCOMPARE(lab.rowWhere(presentity, u"username"_s, u"alice"_s), row);
    QCOMPARE(sqlAnswer(path(), u"SELECT quote(body) FROM presentity"_s),
        sqlAnswer(path(), u"SELECT quote(%1)"_s.arg(literal)));
}

void TestChangeSqlite::everySequenceOfBytesStays_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto add = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes; };
    add("empty", "");
    add("one NUL", QByteArray(1, '\0'));
    add("every byte", everyByte());
    add("latin1", "\xe9t\xe9");
    add("valid UTF-8", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
    add("broken UTF-8", "a\xc3(b");
    add("overlong", "\xc0\xaf");
    add("surrogate", "\xed\xa0\x80");
    add("byte order mark", "\xef\xbb\xbf<a/>");
    add("UTF-16", QByteArray("\xff\xfe<\0a\0/\0>\0", 10));
    add("line ends", "a\r\nb\rc\n");
    add("quotes", "it's \"x\" \\ `y` %s ? $1 :name");
    add("literal that looks like hex", "\\x3c70");
    add("trailing blanks", "a  ");
    QByteArray large;
    for (int i = 0; i < 60'000; ++i)
        large += char(i * 7919 % 251);
    add("60 kB", large);
}

void TestChangeSqlite::everySequenceOfBytesStays()
{
    QFETCH(QByteArray, bytes);
    const QString hex = QString::fromLatin1(bytes.toHex());
    for (const QString &literal : {u"x'%1'"_s.arg(hex), u"CAST(x'%1' AS TEXT)"_s.arg(hex)}) {
        init();
        QVERIFY(make(oneRow.arg(literal)));
        ChangeLab lab(spec());
        const auto row = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
        QVERIFY(row);
        // Written as it was read, with another column beside so that something changes.
        const RowChange change =
            lab.update(presentity, *row, {{body, valueOf(*row, body)->value}, {u"expires"_s, 5}});
        QCOMPARE(stateOf(lab.apply({change})), State::Saved);
        QCOMPARE(sqlAnswer(path(), u"SELECT quote(body) FROM presentity"_s),
            sqlAnswer(path(), u"SELECT quote(%1)"_s.arg(literal)));
        QCOMPARE(sqlNumber(path(), u"SELECT expires FROM presentity"_s), 5);
    }
}

void TestChangeSqlite::conflictWritesNothing_data()
{
    QTest::addColumn<QString>("meanwhile");
    QTest::addColumn<bool>("remove");
    QTest::newRow("another body") << u"body = x'3c632f3e'"_s << false;
    QTest::newRow("the same bytes as text") << u"body = CAST(body AS TEXT)"_s << false;
    QTest::newRow("one letter's case") << u"body = x'3c412f3e'"_s << false;
    QTest::newRow("NULL instead of nothing") << u"ruid = ''"_s << true;
    QTest::newRow("deleting what has another expiry") << u"expires = 7"_s << true;
}

void TestChangeSqlite::conflictWritesNothing()
{
    QFETCH(QString, meanwhile);
    QFETCH(bool, remove);
    QVERIFY(make(oneRow.arg(u"x'3c612f3e'"_s)));
    ChangeLab lab(spec());
    const auto row = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    QVERIFY(row);
    QVERIFY(run(u"UPDATE presentity SET "_s + meanwhile));
    const auto theirs = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    const RowChange change =
        remove ? lab.remove(presentity, *row) : lab.update(presentity, *row, {{body, QByteArray("<mine/>")}});
    const auto answer = lab.apply({change});
    QCOMPARE(stateOf(answer), State::Conflict);
    QCOMPARE(answer->outcomes.constFirst().current, *theirs);
    QVERIFY(answer->journalId.isEmpty());
    QVERIFY(!answer->wroteAnything());
    QCOMPARE(lab.rowWhere(presentity, u"username"_s, u"alice"_s), theirs);
    QCOMPARE(lab.journal().entries()->constFirst().state, JournalEntry::State::Failed);
}

void TestChangeSqlite::goneRow()
{
    QVERIFY(make(oneRow.arg(u"'x'"_s)));
    ChangeLab lab(spec());
    const auto row = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    QVERIFY(run(u"DELETE FROM presentity"_s));
    QCOMPARE(stateOf(lab.apply({lab.update(presentity, *row, {{body, u"y"_s}})})), State::Gone);
    QCOMPARE(stateOf(lab.apply({lab.remove(presentity, *row)})), State::Gone);
}

void TestChangeSqlite::setIsTakenBackAsOne()
{
    QVERIFY(make(oneRow.arg(u"'x'"_s)
        + u"INSERT INTO presentity (username, domain, event, etag, expires, received_time, body, sender, "
          u"priority) "
          "VALUES ('bob', 'example.com', 'presence', 'b.1', 1, 1, 'x', '', 0);"_s));
    ChangeLab lab(spec());
    const auto alice = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    const auto bob = lab.rowWhere(presentity, u"username"_s, u"bob"_s);
    QVERIFY(run(u"UPDATE presentity SET body = 'theirs' WHERE username = 'bob'"_s));
    const auto answer = lab.apply({lab.update(presentity, *alice, {{body, u"mine"_s}}),
        lab.update(presentity, *bob, {{body, u"mine"_s}}), lab.remove(presentity, *alice)});
    QCOMPARE(stateOf(answer, 0), State::RolledBack);
    QCOMPARE(stateOf(answer, 1), State::Conflict);
    QCOMPARE(stateOf(answer, 2), State::RolledBack);
    QCOMPARE(answer->sentence, answer->outcomes.at(1).sentence);
    QVERIFY(answer->inOneTransaction);
    QCOMPARE(lab.rowWhere(presentity, u"username"_s, u"alice"_s), alice);
}

void TestChangeSqlite::insertIsFoundAndUndone_data()
{
    QTest::addColumn<bool>("seed");
    QTest::newRow("number that SQLite gives") << false;
    QTest::newRow("key of the row's own values") << true;
}

void TestChangeSqlite::insertIsFoundAndUndone()
{
    QFETCH(bool, seed);
    QVERIFY(seed ? bool(createSeedDatabase(path())) : make({}));
    ChangeLab lab(spec());
    QList<NamedValue> values {{u"username"_s, u"carol"_s}, {u"domain"_s, u"example.com"_s},
        {u"event"_s, u"presence"_s}, {u"etag"_s, u"c.1"_s}, {u"expires"_s, 10}, {u"received_time"_s, 9},
        {body, u"<p/>"_s}};
    if (!seed)
        values += {{u"sender"_s, u""_s}, {u"priority"_s, 0}};
    const auto answer = lab.apply({lab.insert(presentity, values)});
    QCOMPARE(stateOf(answer), State::Saved);
    const auto row = lab.row(presentity, answer->outcomes.constFirst().key);
    QVERIFY(row);
    QCOMPARE(valueOf(*row, u"username"_s)->value, QVariant(u"carol"_s));
    // As the server itself would write it.
    QCOMPARE(
        sqlAnswer(path(), u"SELECT typeof(body) FROM presentity"_s), QVariant(seed ? u"text"_s : u"blob"_s));
    QCOMPARE(stateOf(lab.undo(answer->journalId)), State::Saved);
    QCOMPARE(sqlNumber(path(), u"SELECT count(*) FROM presentity"_s), 0);
    QCOMPARE(lab.journal().entry(answer->journalId)->state, JournalEntry::State::Undone);
    QVERIFY(refusal(lab.undo(answer->journalId)).contains("nothing to take back"_L1));
}

void TestChangeSqlite::duplicateIsRefused()
{
    QVERIFY(make(oneRow.arg(u"'x'"_s)));
    ChangeLab lab(spec());
    auto values = *lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    values.removeFirst(); // the number
    const auto answer = lab.apply({lab.insert(presentity, values)});
    QCOMPARE(stateOf(answer), State::Refused);
    QVERIFY2(answer->sentence.contains("presentity.username"_L1), qPrintable(answer->sentence));
    QCOMPARE(sqlNumber(path(), u"SELECT count(*) FROM presentity"_s), 1);
}

void TestChangeSqlite::deleteAndUndoGiveTheSameRow()
{
    QVERIFY(make(oneRow.arg(u"CAST(x'e90041' AS TEXT)"_s)));
    ChangeLab lab(spec());
    const auto row = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    const auto answer = lab.apply({lab.remove(presentity, *row)});
    QCOMPARE(stateOf(answer), State::Saved);
    QCOMPARE(sqlNumber(path(), u"SELECT count(*) FROM presentity"_s), 0);
    QCOMPARE(stateOf(lab.undo(answer->journalId)), State::Saved);
    QCOMPARE(lab.rowWhere(presentity, u"username"_s, u"alice"_s), row);
    QCOMPARE(
        sqlAnswer(path(), u"SELECT typeof(body) || hex(body) FROM presentity"_s), QVariant(u"textE90041"_s));
}

void TestChangeSqlite::undoOfAChangedRowIsAConflict()
{
    QVERIFY(make(oneRow.arg(u"'x'"_s)));
    ChangeLab lab(spec());
    const auto row = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    const auto answer = lab.apply({lab.update(presentity, *row, {{body, u"mine"_s}})});
    QCOMPARE(stateOf(answer), State::Saved);
    QVERIFY(run(u"UPDATE presentity SET body = 'theirs'"_s));
    QCOMPARE(stateOf(lab.undo(answer->journalId)), State::Conflict);
    QCOMPARE(lab.journal().entry(answer->journalId)->state, JournalEntry::State::Made);
    QCOMPARE(sqlAnswer(path(), u"SELECT body FROM presentity"_s), QVariant(u"theirs"_s));
}

void TestChangeSqlite::undoAfterARestart()
{
    QVERIFY(make(oneRow.arg(u"x'00ff'"_s)));
    ChangeLab lab(spec());
    const auto row = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    const auto answer =
        lab.apply({lab.update(presentity, *row, {{body, QByteArray("new")}})}, u"Body of alice"_s);
    QCOMPARE(stateOf(answer), State::Saved);
    lab.restart();
    const auto entries = lab.journal().entries(spec().url.display());
    QVERIFY(entries);
    QCOMPARE(entries->size(), 1);
    QCOMPARE(entries->constFirst().title, u"Body of alice"_s);
    QCOMPARE(stateOf(lab.undo(entries->constFirst().id)), State::Saved);
    QCOMPARE(lab.rowWhere(presentity, u"username"_s, u"alice"_s), row);
    QCOMPARE(lab.journal().entries()->constFirst().undoOf, answer->journalId);
}

void TestChangeSqlite::undoIsUndone()
{
    QVERIFY(make(oneRow.arg(u"'x'"_s)));
    ChangeLab lab(spec());
    const auto row = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    const auto answer = lab.apply({lab.remove(presentity, *row)});
    const auto undone = lab.undo(answer->journalId);
    QCOMPARE(stateOf(undone), State::Saved);
    QCOMPARE(stateOf(lab.undo(undone->journalId)), State::Saved);
    QCOMPARE(sqlNumber(path(), u"SELECT count(*) FROM presentity"_s), 0);
}

void TestChangeSqlite::lockedGateWritesNothing()
{
    QVERIFY(make(oneRow.arg(u"'x'"_s)));
    ChangeLab lab(spec());
    const auto row = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    lab.desk().gate().setLevel(WriteGate::Level::Locked);
    const auto answer = lab.apply({lab.remove(presentity, *row)});
    QVERIFY(!answer);
    QCOMPARE(answer.error().fault, Fault::Refused);
    QVERIFY(lab.journal().entries()->isEmpty());
    QCOMPARE(sqlNumber(path(), u"SELECT count(*) FROM presentity"_s), 1);
}

void TestChangeSqlite::lockedWhileItWaits()
{
    QVERIFY(make(oneRow.arg(u"'x'"_s)));
    ChangeLab lab(spec());
    const auto row = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    std::atomic<bool> go = false;
    lab.session().writer().run([&go](Connection &) {
        while (!go)
            std::this_thread::yield();
        return Result<bool>(true);
    });
    const auto waiting = lab.desk().apply({lab.remove(presentity, *row)}, u"delete"_s);
    lab.desk().gate().setLevel(WriteGate::Level::Locked);
    go = true;
    QTRY_VERIFY(waiting.isFinished());
    QVERIFY(!waiting.result());
    QCOMPARE(waiting.result().error().fault, Fault::Refused);
    QCOMPARE(sqlNumber(path(), u"SELECT count(*) FROM presentity"_s), 1);
}

void TestChangeSqlite::lockedFileIsBusy()
{
    QVERIFY(make(oneRow.arg(u"'x'"_s)));
    ChangeLab lab(spec());
    const auto row = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    SqliteProgram server(path());
    const RowChange change = lab.update(presentity, *row, {{body, u"mine"_s}});
    server.run(u"BEGIN IMMEDIATE;"_s);
    const auto answer = lab.apply({change});
    QVERIFY(!answer);
    QCOMPARE(answer.error().fault, Fault::Busy);
    QVERIFY(answer.error().message.contains("nothing was changed"_L1));
    server.run(u"COMMIT;"_s);
    QCOMPARE(stateOf(lab.apply({change})), State::Saved);
}

void TestChangeSqlite::readOnlyFileIsDenied()
{
    QVERIFY(make(oneRow.arg(u"'x'"_s)));
    ChangeLab lab(spec());
    const auto row = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    QFile::setPermissions(path(), QFile::ReadOwner);
    const auto asAnybody = lab.session().writer().run(
        [](Connection &) -> Result<bool> { return mayNoMoreThanItsPermissions(); });
    QTRY_VERIFY(asAnybody.isFinished());
    QVERIFY(*asAnybody.result());
    const auto answer = lab.apply({lab.remove(presentity, *row)});
    QVERIFY(!answer);
    QCOMPARE(answer.error().fault, Fault::Denied);
}

void TestChangeSqlite::journalThatCannotBeWritten()
{
    QVERIFY(make(oneRow.arg(u"'x'"_s)));
    ChangeLab lab(spec());
    const auto row = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    QDir().mkpath(QFileInfo(lab.journal().path()).path());
    QVERIFY(QFile::link(m_folder->filePath(u"elsewhere"_s), lab.journal().path()));
    const auto answer = lab.apply({lab.remove(presentity, *row)});
    QVERIFY(!answer);
    QCOMPARE(answer.error().fault, Fault::Refused);
    QCOMPARE(sqlNumber(path(), u"SELECT count(*) FROM presentity"_s), 1);
    QVERIFY(!QFile::exists(m_folder->filePath(u"elsewhere"_s)));
}

void TestChangeSqlite::etagFollowsTheDocument()
{
    QVERIFY(make(u"INSERT INTO xcap (username, domain, doc, doc_type, etag, source, doc_uri, port) VALUES "
                 "('alice', 'example.com', x'3c722f3e', 2, 'sr-1-2-3', 0, '/x', 0);"_s));
    ChangeLab lab(spec());
    const auto row = lab.rowWhere(TableRole::Xcap, u"username"_s, u"alice"_s);
    QVERIFY(row);
    const RowChange change =
        withCompanions(lab.update(TableRole::Xcap, *row, {{u"doc"_s, QByteArray("<r>1</r>")}}),
            lab.table(TableRole::Xcap), *row);
    QCOMPARE(change.wanted.size(), 2);
    QVERIFY(lab.desk().plan({change}).sql.constFirst().contains("\"etag\" = 'pi-"_L1));
    const auto answer = lab.apply({change});
    QCOMPARE(stateOf(answer), State::Saved);
    QVERIFY(sqlAnswer(path(), u"SELECT etag FROM xcap"_s).toString().startsWith("pi-"_L1));
    QCOMPARE(stateOf(lab.undo(answer->journalId)), State::Saved);
    QCOMPARE(lab.rowWhere(TableRole::Xcap, u"username"_s, u"alice"_s), row);
}

void TestChangeSqlite::walFileStaysAsItIs()
{
    QVERIFY(make(oneRow.arg(u"'x'"_s), u"wal"_s));
    SqliteProgram server(path());
    server.run(u"UPDATE presentity SET priority = 1;"_s);
    ChangeLab lab(spec());
    const auto row = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    const qint64 size = QFileInfo(path() + u"-wal"_s).size();
    QCOMPARE(stateOf(lab.apply({lab.update(presentity, *row, {{body, u"mine"_s}})})), State::Saved);
    // Still there, and longer: nobody moved the changes but the server.
    QVERIFY(QFileInfo(path() + u"-wal"_s).size() > size);
    QCOMPARE(server.run(u"SELECT body FROM presentity; PRAGMA journal_mode;"_s).simplified(), u"mine wal"_s);
    QVERIFY(server.quit());
    QCOMPARE(sqlAnswer(path(), u"SELECT body FROM presentity"_s), QVariant(u"mine"_s));
}

void TestChangeSqlite::serverBesideLosesNoLock()
{
    QVERIFY(make(oneRow.arg(u"'x'"_s)));
    ChangeLab lab(spec());
    auto row = lab.rowWhere(presentity, u"username"_s, u"alice"_s);
    // As Kamailio: no busy timeout, another row, a publication every few milliseconds.
    QVERIFY(
        run(u"INSERT INTO presentity (username, domain, event, etag, expires, received_time, body, sender, "
            "priority) VALUES ('bob', 'example.com', 'presence', 'b', 1, 1, 'x', '', 0)"_s));
    std::atomic<bool> stop = false;
    std::atomic<int> done = 0;
    std::atomic<int> failed = 0;
    std::atomic<qint64> longest = 0; ///< ms in which it could not write
    SqliteProgram check(path());
    // Another process, as a server is: within one, the kernel would mix up the locks.
    std::thread server([&] {
        SqliteProgram program(path());
        QElapsedTimer sinceSuccess;
        sinceSuccess.start();
        while (!stop) {
            const QString said =
                program.run(u"UPDATE presentity SET expires = expires + 1 WHERE username = 'bob';"_s);
            if (said.isEmpty()) {
                longest = std::max<qint64>(longest, sinceSuccess.restart());
                ++done;
            } else {
                ++failed;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(4));
        }
    });
    int saved = 0;
    for (int i = 0; i < 40; ++i) {
        const QList<NamedValue> wanted {{body, u"mine %1"_s.arg(i)}};
        const auto answer = lab.apply({lab.update(presentity, *row, wanted)});
        if (!answer) {
            QCOMPARE(answer.error().fault, Fault::Busy);
            continue;
        }
        QCOMPARE(stateOf(answer), State::Saved);
        row = overlaid(*row, wanted);
        ++saved;
    }
    stop = true;
    server.join();
    qInfo("%d of ours saved; the server wrote %d times and failed %d times, at most %lld ms without a write",
        saved, done.load(), failed.load(), static_cast<long long>(longest.load()));
    QVERIFY(saved >= 20);
    QVERIFY(done > 0);
    // What both wrote is there, whole.
    QCOMPARE(sqlNumber(path(), u"SELECT expires FROM presentity WHERE username = 'bob'"_s), 1 + done);
    QCOMPARE(check.run(u"PRAGMA integrity_check;"_s).trimmed(), u"ok"_s);
}

QTEST_GUILESS_MAIN(TestChangeSqlite)
#include "tst_changesqlite.moc"
