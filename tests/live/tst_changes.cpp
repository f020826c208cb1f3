// SPDX-License-Identifier: GPL-3.0-or-later
#include "changelab.h"
#include "serverdatabases.h"
#include "serverlab.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using State = ChangeOutcome::State;

namespace {

/// One way in which a server keeps bodies.
struct Keeping {
    const char *name;
    const char *engine;
    const char *alter; ///< what is done to Kamailio's table; nullptr: the seed's tables, which are MyISAM
    const char *hex; ///< of the body as it is stored
    const char *literal; ///< a body of these bytes (%1 in hex)
    bool takesEverything; ///< any bytes; else UTF-8 only
    bool takesNul;
};

constexpr std::array keepings {
    Keeping {"MariaDB blob", "mysql", "", "LOWER(HEX(body))", "x'%1'", true, true},
    Keeping {"MariaDB text latin1", "mysql", "ALTER TABLE presentity MODIFY body MEDIUMTEXT NOT NULL",
        "LOWER(HEX(body))", "x'%1'", true, true},
    Keeping {"MariaDB text utf8mb4", "mysql",
        "ALTER TABLE presentity CONVERT TO CHARACTER SET utf8mb4; ALTER TABLE presentity MODIFY body "
        "MEDIUMTEXT "
        "CHARACTER SET utf8mb4 NOT NULL",
        "LOWER(HEX(body))", "x'%1'", false, true},
    Keeping {"seed, MyISAM", "mysql", nullptr, "LOWER(HEX(body))", "x'%1'", true, true},
    Keeping {"PostgreSQL bytea", "postgres", "", "encode(body, 'hex')", "decode('%1', 'hex')", true, true},
    Keeping {"PostgreSQL text", "postgres",
        "ALTER TABLE presentity ALTER body DROP DEFAULT; ALTER TABLE presentity ALTER body TYPE text USING "
        "''",
        "encode(convert_to(body, 'UTF8'), 'hex')", "convert_from(decode('%1', 'hex'), 'UTF8')", false, false},
};

const auto presentity = TableRole::Presentity;
const QString body = u"body"_s;

struct Sample {
    const char *name;
    QByteArray bytes;
    bool isUtf8;
};

QList<Sample> samples()
{
    QByteArray every;
    QByteArray large;
    for (int i = 0; i < 256; ++i)
        every += char(i);
    for (int i = 0; i < 60'000; ++i)
        large += char('a' + i * 7919 % 26);
    return {
        {"empty", "", true},
        {"every byte", every, false},
        {"NUL", QByteArray("a\0b", 3), true},
        {"latin1", "\xe9t\xe9", false},
        {"UTF-8", "\xc3\xa9\xe2\x82\xac", true},
        {"emoji", "\xf0\x9f\x98\x80", true},
        {"broken UTF-8", "a\xc3(b", false},
        {"overlong", "\xc0\xaf", false},
        {"surrogate", "\xed\xa0\x80", false},
        {"byte order mark", "\xef\xbb\xbf<a/>", true},
        {"UTF-16", QByteArray("\xff\xfe<\0a\0/\0>\0", 10), false},
        {"line ends", "a\r\nb\rc\n", true},
        {"quotes", "it's \"x\" \\ `y` %s ? $1 :name \\' --", true},
        {"looks like hex", "\\x3c70", true},
        {"trailing blanks", "a  ", true},
        {"60 kB", large, true},
    };
}

State stateOf(const Result<ChangeReport> &answer, qsizetype at = 0)
{
    if (!answer) {
        qWarning("%s %s", qPrintable(answer.error().message), qPrintable(answer.error().detail));
        return State::NotTried;
    }
    const ChangeOutcome outcome = answer->outcomes.value(at);
    if (outcome.state != State::Saved)
        qInfo("%s %s", qPrintable(outcome.sentence), qPrintable(outcome.detail));
    return outcome.state;
}

} // namespace

/// Changes on real servers: what is stored afterwards, byte for byte.
class TestChanges : public QObject {
    Q_OBJECT

private slots:
    void everySequenceOfBytes_data() { addKeepings(); }
    void everySequenceOfBytes();
    void conflictAndGone_data() { addKeepings(); }
    void conflictAndGone();
    void oversize_data() { addKeepings(); }
    void oversize();
    void rowsComeAndGoAndComeBack_data() { addKeepings(); }
    void rowsComeAndGoAndComeBack();
    void setOfChanges_data() { addKeepings(); }
    void setOfChanges();
    void theSessionReadsOnlyAgain_data() { addKeepings(); }
    void theSessionReadsOnlyAgain();
    void lockedRow_data() { addEngines(); }
    void lockedRow();
    void noRightToWrite_data() { addEngines(); }
    void noRightToWrite();
    void columnsTellTheirDefaults_data() { addEngines(); }
    void columnsTellTheirDefaults();

private:
    static void addKeepings();
    static void addEngines();
    /// A new database with one row in it, and a desk for it.
    void prepare();
    bool exec(const QString &sql) { return m_lab.exec(engine(), sql, m_database); }
    QString engine() const { return QString::fromLatin1(m_keeping->engine); }
    bool isSeed() const { return m_keeping->alter == nullptr; }
    bool store(const QString &user, const QByteArray &bytes);
    QString storedHex(const QString &user);
    QList<NamedValue> rowOf(const QString &user);

    ServerLab m_lab;
    QString m_database;
    const Keeping *m_keeping = nullptr;
    std::unique_ptr<ChangeLab> m_desk;
    int m_count = 0;
};

void TestChanges::addKeepings()
{
    QTest::addColumn<int>("keeping");
    for (int i = 0; i < int(keepings.size()); ++i)
        QTest::newRow(keepings[size_t(i)].name) << i;
}

void TestChanges::addEngines()
{
    QTest::addColumn<int>("keeping");
    QTest::newRow("MariaDB") << 0;
    QTest::newRow("PostgreSQL") << 4;
}

void TestChanges::prepare()
{
    QFETCH(int, keeping);
    m_desk.reset();
    m_keeping = &keepings[size_t(keeping)];
    m_database = u"changes_%1"_s.arg(++m_count);
    ServerMachine &server = m_lab.server(engine());
    if (isSeed())
        QVERIFY(createSeedDatabase(server, m_database));
    else
        QVERIFY(createKamailioDatabase(server, m_database));
    for (const QString &sql : QString::fromLatin1(m_keeping->alter).split(u';', Qt::SkipEmptyParts))
        QVERIFY(exec(sql));
    QVERIFY(store(u"alice"_s, "<a/>"));
    ConnectionSpec spec = m_lab.spec(engine(), m_database);
    spec.limits.lock = std::chrono::seconds(1);
    m_desk = std::make_unique<ChangeLab>(spec);
    QVERIFY2(m_desk->trouble().isEmpty(), qPrintable(m_desk->trouble()));
}

bool TestChanges::store(const QString &user, const QByteArray &bytes)
{
    const QString literal = QString::fromLatin1(m_keeping->literal).arg(QString::fromLatin1(bytes.toHex()));
    const QString more = isSeed() ? QString() : u", sender, priority"_s;
    const QString values = isSeed() ? QString() : u", '', 0"_s;
    return exec(u"DELETE FROM presentity WHERE username = '%1'"_s.arg(user))
        && exec(u"INSERT INTO presentity (username, domain, event, etag, expires, received_time, body%1) "
                "VALUES ('%2', 'example.com', 'presence', 'a.1', 4000, 3000, %3%4)"_s.arg(
                    more, user, literal, values));
}

QString TestChanges::storedHex(const QString &user)
{
    const auto rows = m_lab.server(engine()).run(
        u"SELECT %1 FROM presentity WHERE username = '%2'"_s.arg(QLatin1StringView(m_keeping->hex), user),
        m_database);
    return rows && rows->size() == 1 ? rows->constFirst().value(0).toString() : u"no single row"_s;
}

QList<NamedValue> TestChanges::rowOf(const QString &user)
{
    return m_desk->rowWhere(presentity, u"username"_s, user).value_or(QList<NamedValue>());
}

void TestChanges::everySequenceOfBytes()
{
    prepare();
    for (const Sample &sample : samples()) {
        const bool isTaken = (m_keeping->takesEverything || sample.isUtf8)
            && (m_keeping->takesNul || !sample.bytes.contains('\0'));
        const QString hex = QString::fromLatin1(sample.bytes.toHex());
        // Typed here.
        QVERIFY2(store(u"alice"_s, "<a/>"), sample.name);
        const auto row = rowOf(u"alice"_s);
        const auto edited = m_desk->apply({m_desk->update(presentity, row, {{body, sample.bytes}})});
        if (!isTaken) {
            QVERIFY2(!edited && edited.error().fault == Fault::Refused, sample.name);
            QCOMPARE(storedHex(u"alice"_s), u"3c612f3e"_s);
            continue;
        }
        QVERIFY2(stateOf(edited) == State::Saved, sample.name);
        QCOMPARE(storedHex(u"alice"_s), hex);
        // Stored by others, read, and written back unedited beside another column.
        QVERIFY2(store(u"alice"_s, sample.bytes), sample.name);
        const auto read = rowOf(u"alice"_s);
        const RowChange unedited =
            m_desk->update(presentity, read, {{body, valueOf(read, body)->value}, {u"expires"_s, 4001}});
        QVERIFY2(stateOf(m_desk->apply({unedited})) == State::Saved, sample.name);
        QCOMPARE(storedHex(u"alice"_s), hex);
    }
    // What was stored last is found again by its bytes.
    QCOMPARE(stateOf(m_desk->apply({m_desk->remove(presentity, rowOf(u"alice"_s))})), State::Saved);
}

void TestChanges::conflictAndGone()
{
    prepare();
    const auto row = rowOf(u"alice"_s);
    const RowChange mine = m_desk->update(presentity, row, {{body, QByteArray("<mine/>")}});
    // Equal for every collation, and not the same bytes.
    QVERIFY(store(u"alice"_s, "<A/>"));
    if (!isSeed())
        QVERIFY(exec(u"UPDATE presentity SET id = %1"_s.arg(valueOf(row, u"id"_s)->value.toLongLong())));
    const auto answer = m_desk->apply({mine});
    QCOMPARE(stateOf(answer), State::Conflict);
    QCOMPARE(answer->outcomes.constFirst().current, rowOf(u"alice"_s));
    QVERIFY(!answer->wroteAnything());
    QCOMPARE(stateOf(m_desk->apply({m_desk->remove(presentity, row)})), State::Conflict);
    QCOMPARE(storedHex(u"alice"_s), u"3c412f3e"_s);
    QVERIFY(exec(u"DELETE FROM presentity"_s));
    QCOMPARE(stateOf(m_desk->apply({mine})), State::Gone);
    QCOMPARE(m_desk->journal().entries()->constFirst().state, JournalEntry::State::Failed);
}

void TestChanges::oversize()
{
    prepare();
    const auto row = rowOf(u"alice"_s);
    const auto tryOut = [&](const QString &column, const QByteArray &bytes) {
        return m_desk->apply({m_desk->update(presentity, row, {{column, bytes}})});
    };
    const QList<NamedValue> name {{u"etag"_s, QString(200, u'x')}};
    const auto tooWide = m_desk->apply({m_desk->update(presentity, row, name)});
    QVERIFY(!tooWide);
    QVERIFY2(tooWide.error().message.contains("characters at most"_L1), qPrintable(tooWide.error().message));
    const bool isBounded = isSeed() || m_keeping == &keepings[0];
    if (isBounded) {
        const auto tooLarge = tryOut(body, QByteArray(65'536, 'x'));
        QVERIFY(!tooLarge);
        QVERIFY2(tooLarge.error().message.contains("65,535"_L1), qPrintable(tooLarge.error().message));
    }
    QCOMPARE(storedHex(u"alice"_s), u"3c612f3e"_s);
    QVERIFY(m_desk->journal().entries()->isEmpty());
    // Just as large as it may be.
    const QByteArray largest(isBounded ? 65'535 : 1'000'000, 'x');
    QCOMPARE(stateOf(tryOut(body, largest)), State::Saved);
    QCOMPARE(storedHex(u"alice"_s).size(), 2 * largest.size());
}

void TestChanges::rowsComeAndGoAndComeBack()
{
    prepare();
    QList<NamedValue> values {{u"username"_s, u"carol é"_s}, {u"domain"_s, u"example.com"_s},
        {u"event"_s, u"presence"_s}, {u"etag"_s, u"c.1"_s}, {u"expires"_s, 10}, {u"received_time"_s, 9},
        {body, QByteArray("<p/>")}};
    if (!isSeed())
        values += {{u"sender"_s, u""_s}, {u"priority"_s, u"7"_s}, {u"ruid"_s, QVariant()}};
    const auto inserted = m_desk->apply({m_desk->insert(presentity, values)});
    QCOMPARE(stateOf(inserted), State::Saved);
    const auto row = m_desk->row(presentity, inserted->outcomes.constFirst().key);
    QVERIFY(row);
    QCOMPARE(valueOf(*row, u"username"_s)->value, QVariant(u"carol é"_s));
    // The same again collides.
    const auto twice = m_desk->apply({m_desk->insert(presentity, values)});
    QCOMPARE(stateOf(twice), State::Refused);
    QVERIFY2(twice->sentence.contains("already a row"_L1), qPrintable(twice->sentence));
    // Undone, and that undone, it is the same row.
    const auto undone = m_desk->undo(inserted->journalId);
    QCOMPARE(stateOf(undone), State::Saved);
    QVERIFY(!m_desk->row(presentity, inserted->outcomes.constFirst().key));
    QCOMPARE(stateOf(m_desk->undo(undone->journalId)), State::Saved);
    const auto back = m_desk->rowWhere(presentity, u"etag"_s, u"c.1"_s);
    QVERIFY(back);
    QCOMPARE(valueOf(*back, body)->value, valueOf(*row, body)->value);
    // A deleted row comes back as it was, its number too.
    const auto removed = m_desk->apply({m_desk->remove(presentity, *back)});
    QCOMPARE(stateOf(removed), State::Saved);
    m_desk->restart();
    QCOMPARE(stateOf(m_desk->undo(removed->journalId)), State::Saved);
    QCOMPARE(m_desk->rowWhere(presentity, u"etag"_s, u"c.1"_s), back);
}

void TestChanges::setOfChanges()
{
    prepare();
    QVERIFY(store(u"bob"_s, "<b/>"));
    QVERIFY(store(u"carol"_s, "<c/>"));
    const auto change = [&](const QString &user) {
        return m_desk->update(presentity, rowOf(user), {{body, QByteArray("<mine/>")}});
    };
    const QList<RowChange> set {change(u"alice"_s), change(u"bob"_s), change(u"carol"_s)};
    QVERIFY(exec(u"UPDATE presentity SET expires = 4711, body = %1 WHERE username = 'bob'"_s.arg(
        QString::fromLatin1(m_keeping->literal).arg(u"21"_s))));
    const auto answer = m_desk->apply(set);
    QCOMPARE(stateOf(answer, 1), State::Conflict);
    QCOMPARE(answer->inOneTransaction, !isSeed());
    QCOMPARE(storedHex(u"bob"_s), u"21"_s);
    QCOMPARE(storedHex(u"carol"_s), u"3c632f3e"_s);
    if (!isSeed()) {
        QCOMPARE(stateOf(answer, 0), State::RolledBack);
        QCOMPARE(stateOf(answer, 2), State::RolledBack);
        QCOMPARE(storedHex(u"alice"_s), u"3c612f3e"_s);
        return;
    }
    // Without transactions the first one stays, is said to, and only it is taken back.
    QCOMPARE(stateOf(answer, 0), State::Saved);
    QCOMPARE(stateOf(answer, 2), State::NotTried);
    QVERIFY2(answer->sentence.startsWith("1 of 3"_L1), qPrintable(answer->sentence));
    QCOMPARE(storedHex(u"alice"_s), u"3c6d696e652f3e"_s);
    const auto undone = m_desk->undo(answer->journalId);
    QCOMPARE(stateOf(undone), State::Saved);
    QCOMPARE(undone->changes.size(), 1);
    QCOMPARE(storedHex(u"alice"_s), u"3c612f3e"_s);
}

void TestChanges::theSessionReadsOnlyAgain()
{
    prepare();
    const auto forbidden = [this] {
        const auto tried = m_desk->session().writer().run([](Connection &connection) {
            return connection.select({u"UPDATE presentity SET expires = 1"_s, {}});
        });
        return QTest::qWaitFor([&tried] { return tried.isFinished(); }) && !tried.result()
            && tried.result().error().fault == Fault::Refused;
    };
    QVERIFY(forbidden());
    const auto row = rowOf(u"alice"_s);
    QCOMPARE(stateOf(m_desk->apply({m_desk->update(presentity, row, {{u"expires"_s, 4001}})})), State::Saved);
    QVERIFY(forbidden());
    // After a refusal and a duplicate, too.
    QCOMPARE(
        stateOf(m_desk->apply({m_desk->update(presentity, row, {{u"expires"_s, 4002}})})), State::Conflict);
    QVERIFY(forbidden());
    const auto now = rowOf(u"alice"_s);
    QCOMPARE(stateOf(m_desk->apply({m_desk->insert(presentity, now)})), State::Refused);
    QVERIFY(forbidden());
    QCOMPARE(valueOf(rowOf(u"alice"_s), u"expires"_s)->value, QVariant(4001LL));
}

void TestChanges::lockedRow()
{
    prepare();
    const auto row = rowOf(u"alice"_s);
    // Another session holds the row until it ends.
    const bool isMariaDb = engine() == "mysql"_L1;
    const QString sleep = isMariaDb ? u"SELECT SLEEP(60)"_s : u"SELECT pg_sleep(60)"_s;
    std::atomic<bool> ended = false;
    std::thread other([&] {
        exec(u"BEGIN; UPDATE presentity SET expires = 5000; %1; ROLLBACK"_s.arg(sleep));
        ended = true;
    });
    const auto holder = [&]() -> qint64 {
        const auto rows = m_lab.server(engine()).run(isMariaDb
                ? u"SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE 'SELECT SLEEP%'"_s
                : u"SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'"_s);
        return rows && rows->size() == 1 ? rows->constFirst().value(0).toLongLong() : 0;
    };
    QTRY_VERIFY(holder() > 0);
    const auto answer = m_desk->apply({m_desk->update(presentity, row, {{body, QByteArray("<mine/>")}})});
    const bool wasLocked = !ended;
    exec((isMariaDb ? u"KILL %1"_s : u"SELECT pg_terminate_backend(%1)"_s).arg(holder()));
    other.join();
    QVERIFY(wasLocked);
    QCOMPARE(stateOf(answer), State::Refused);
    QVERIFY2(answer->sentence.contains("locked"_L1), qPrintable(answer->sentence));
    QCOMPARE(rowOf(u"alice"_s), row);
    QCOMPARE(stateOf(m_desk->apply({m_desk->update(presentity, row, {{body, QByteArray("<mine/>")}})})),
        State::Saved);
}

void TestChanges::noRightToWrite()
{
    prepare();
    ChangeLab reader(m_lab.spec(engine(), m_database, readerAccount));
    const auto row = reader.rowWhere(presentity, u"username"_s, u"alice"_s);
    QVERIFY(row);
    const auto answer = reader.apply({reader.remove(presentity, *row)});
    QCOMPARE(stateOf(answer), State::Refused);
    QVERIFY2(answer->sentence.contains("INSERT, UPDATE and DELETE"_L1), qPrintable(answer->sentence));
    QVERIFY(!rowOf(u"alice"_s).isEmpty());
}

void TestChanges::columnsTellTheirDefaults()
{
    prepare();
    const TableInfo &table = m_desk->table(TableRole::ActiveWatchers);
    const auto column = [&table](const QString &name) { return table.columns.at(table.indexOf(name)); };
    QVERIFY(column(u"id"_s).isGenerated);
    QVERIFY(!column(u"event"_s).isGenerated);
    QVERIFY2(
        column(u"event"_s).defaultValue.contains("presence"_L1), qPrintable(column(u"event"_s).defaultValue));
    QVERIFY(column(u"callid"_s).defaultValue.isNull());
}

QTEST_GUILESS_MAIN(TestChanges)
#include "tst_changes.moc"
