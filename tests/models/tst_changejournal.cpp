// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changejournal.h"
#include "connection/connection.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <sys/stat.h>
#include <thread>

using namespace Qt::StringLiterals;

/// What is written down before anything is changed, and what is left of it after a crash.
class TestChangeJournal : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void valuesComeBackExactly();
    void newestFirstOfOneDatabase();
    void onlyItsOwnerReadsIt();
    void cutAnywhereNothingElseIsLost();
    void damagedRecordIsToldAndKept();
    void linksAreNotFollowed();
    void severalWritersAtOnce();
    void partlyMadeSets();

private:
    QString path() const { return m_folder->filePath(u"data/changes.jsonl"_s); }
    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    bool setContent(const QByteArray &bytes) const
    {
        QFile file(path());
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

RowChange someChange(const QByteArray &body = "<b/>")
{
    RowChange change;
    change.table = u"presentity"_s;
    change.database = u"other"_s;
    change.role = TableRole::RlsPresentity;
    change.label = u"body of sip:alice@example.com „é“"_s;
    change.key = {{u"id"_s, 7LL}};
    change.seen = {{u"body"_s, QByteArray("<a/>")}};
    change.wanted = {{u"body"_s, body}};
    return change;
}

} // namespace

void TestChangeJournal::valuesComeBackExactly()
{
    QByteArray every;
    for (int i = 0; i < 256; ++i)
        every += char(i);
    RowChange change = someChange(every);
    change.seen = {{u"a"_s, QVariant()}, {u"b"_s, u""_s}, {u"c"_s, u"line\nend \"x\" \u202e 😀"_s},
        {u"d"_s, QVariant::fromValue(RawText {QByteArray("a\0\xe9", 3)})},
        {u"e"_s, std::numeric_limits<qlonglong>::min()}, {u"f"_s, 0.1}, {u"g"_s, -0.0},
        {u"h"_s, std::numeric_limits<double>::max()}, {u"i"_s, QByteArray("")}, {u"j"_s, u"\uFEFFx"_s}};
    const ChangeJournal journal(path());
    const auto id = journal.begin(u"kam@db:3306/kamailio"_s, u"Title"_s, {change, change}, u"earlier"_s);
    QVERIFY(id);
    QCOMPARE(journal.entry(*id)->state, JournalEntry::State::Begun);
    const QList<QList<NamedValue>> keys {{{u"id"_s, 9LL}}, {}};
    QVERIFY(journal.end(*id, JournalEntry::State::Made, keys));
    const auto entry = ChangeJournal(path()).entry(*id);
    QVERIFY(entry);
    QCOMPARE(entry->changes, QList<RowChange>({change, change}));
    QCOMPARE(entry->madeKeys, keys);
    QCOMPARE(entry->title, u"Title"_s);
    QCOMPARE(entry->undoOf, u"earlier"_s);
    QVERIFY(entry->canBeUndone() && entry->isMade(1));
    // What takes it back leaves its keys alone.
    QVERIFY(journal.end(*id, JournalEntry::State::Undone));
    QCOMPARE(journal.entry(*id)->madeKeys, keys);
    QVERIFY(!journal.entry(*id)->canBeUndone());
    QVERIFY(!journal.entry(u"nobody"_s));
}

void TestChangeJournal::newestFirstOfOneDatabase()
{
    const ChangeJournal journal(path());
    QVERIFY(journal.entries()->isEmpty()); // no file is no error
    for (const auto &title : {u"one"_s, u"two"_s, u"three"_s})
        QVERIFY(journal.begin(title == "two"_L1 ? u"b"_s : u"a"_s, title, {someChange()}));
    const auto all = journal.entries();
    QCOMPARE(all->size(), 3);
    QCOMPARE(all->constFirst().title, u"three"_s);
    QCOMPARE(journal.entries(u"a"_s)->size(), 2);
    QCOMPARE(journal.entries(u"b"_s)->constFirst().title, u"two"_s);
}

void TestChangeJournal::onlyItsOwnerReadsIt()
{
    const mode_t mask = ::umask(0);
    const auto id = ChangeJournal(path()).begin(u"a"_s, u"t"_s, {someChange()});
    ::umask(mask);
    QVERIFY(id);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFileInfo(path()).permissions() & others));
    QVERIFY(!(QFileInfo(QFileInfo(path()).path()).permissions() & others));
}

void TestChangeJournal::cutAnywhereNothingElseIsLost()
{
    const ChangeJournal journal(path());
    const auto first = journal.begin(u"a"_s, u"first"_s, {someChange()});
    QVERIFY(first && journal.end(*first, JournalEntry::State::Made));
    const qsizetype whole = content().size();
    QVERIFY(journal.begin(u"a"_s, u"second"_s, {someChange()}));
    const QByteArray both = content();
    for (qsizetype size = whole; size < both.size(); size += 7) {
        QVERIFY(setContent(both.left(size)));
        const auto entries = journal.entries();
        QVERIFY2(entries && entries->size() == 1, qPrintable(QString::number(size)));
        QVERIFY(entries->constFirst().canBeUndone());
        // And the next record stands on a line of its own.
        QVERIFY(journal.begin(u"a"_s, u"third"_s, {someChange()}));
        QCOMPARE(journal.entries()->size(), 2);
        QCOMPARE(journal.entries()->constFirst().title, u"third"_s);
    }
}

void TestChangeJournal::damagedRecordIsToldAndKept()
{
    const ChangeJournal journal(path());
    const auto first = journal.begin(u"a"_s, u"first"_s, {someChange()});
    QVERIFY(journal.begin(u"a"_s, u"second"_s, {someChange()}));
    QByteArray bytes = content();
    bytes[bytes.indexOf("\"kind\"") + 2] = '\x01';
    QVERIFY(setContent(bytes));
    const auto entries = journal.entries();
    QVERIFY(!entries);
    QCOMPARE(entries.error().fault, Fault::Damaged);
    QVERIFY2(entries.error().message.contains("record 1"_L1), qPrintable(entries.error().message));
    // Still appended to, and what is sound can be found.
    const auto third = journal.begin(u"a"_s, u"third"_s, {someChange()});
    QVERIFY(third && journal.entry(*third));
    QVERIFY(!journal.entry(*first));
    QVERIFY(content().startsWith(bytes));
}

void TestChangeJournal::linksAreNotFollowed()
{
    QVERIFY(QDir().mkpath(QFileInfo(path()).path()));
    QVERIFY(QFile::link(m_folder->filePath(u"elsewhere"_s), path()));
    const auto id = ChangeJournal(path()).begin(u"a"_s, u"t"_s, {someChange()});
    QVERIFY(!id);
    QCOMPARE(id.error().fault, Fault::Refused);
    QVERIFY(!QFile::exists(m_folder->filePath(u"elsewhere"_s)));
    // A folder in its place is an error, too.
    const auto inFolder = ChangeJournal(m_folder->path()).begin(u"a"_s, u"t"_s, {someChange()});
    QVERIFY(!inFolder);
    QCOMPARE(inFolder.error().fault, Fault::General);
}

void TestChangeJournal::severalWritersAtOnce()
{
    constexpr int each = 25;
    QVERIFY(ChangeJournal(path()).begin(u"a"_s, u"t"_s, {someChange()}));
    std::vector<std::thread> writers;
    for (int i = 0; i < 4; ++i)
        writers.emplace_back([this] {
            for (int k = 0; k < each; ++k)
                (void)ChangeJournal(path()).begin(u"a"_s, u"t"_s, {someChange(QByteArray(20'000, 'x'))});
        });
    for (std::thread &writer : writers)
        writer.join();
    const auto entries = ChangeJournal(path()).entries();
    QVERIFY(entries);
    QCOMPARE(entries->size(), 1 + 4 * each);
}

void TestChangeJournal::partlyMadeSets()
{
    const ChangeJournal journal(path());
    const auto id = journal.begin(u"a"_s, u"t"_s, {someChange(), someChange(), someChange()});
    QVERIFY(journal.end(*id, JournalEntry::State::Made, {}, {true, false, false}));
    const auto entry = journal.entry(*id);
    QVERIFY(entry->isMade(0) && !entry->isMade(1) && !entry->isMade(2));
}

QTEST_GUILESS_MAIN(TestChangeJournal)
#include "tst_changejournal.moc"
