// SPDX-License-Identifier: GPL-3.0-or-later
#include "bigdatabase.h"
#include "gridvisitor.h"
#include "rowwriter.h"

#include <QFile>
#include <QRandomGenerator>
#include <QSemaphore>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

#include <unistd.h>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(BigKind)

namespace {
constexpr WindowLimits limits;
constexpr qint64 mib = 1024 * 1024;

#if defined(__SANITIZE_ADDRESS__)
// Everything takes several times as long, and freed memory is kept in quarantine.
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
constexpr int million = sanitized ? 200'000 : 1'000'000;

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    const bool open = file.open(QIODevice::ReadOnly);
    return open ? file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE) : 0;
}

TableRole roleOf(BigKind kind)
{
    return kind == BigKind::NoKey ? TableRole::Watchers : TableRole::ActiveWatchers;
}

/// A statement of the base class would ask for the whole table.
QString strangeRead(GridVisitor &visitor)
{
    const QString baseSelect = visitor.grid().tableModel().query().lastQuery();
    for (const LoggedRead &read : visitor.log().reads()) {
        const bool readsKeysOnly = read.rows <= 100;
        if ((!read.isPage() && !read.isCount() && !readsKeysOnly) || read.rows > limits.most
            || read.sql == baseSelect)
            return u"%1 rows of %2"_s.arg(read.rows).arg(read.sql);
    }
    return {};
}

/// The wheel: three rows at a time.
bool wheel(GridVisitor &visitor, int from, int rows)
{
    for (int row = from; std::abs(row - from) < std::abs(rows); row += rows > 0 ? 3 : -3) {
        visitor.look(row);
        if (!visitor.settle() || !visitor.model().entryAt(visitor.topRow()))
            return false;
    }
    return true;
}

/// Filters that many, few and no rows pass. The rare ones have an index: else one page costs seconds.
QList<KnownFilter> filtersFor(BigKind kind)
{
    const bool modern = kind == BigKind::Modern;
    const QVariant pending = modern ? QVariant(2) : QVariant(u"pending"_s);
    const QString watcher = modern ? u"watcher_username"_s : u"from_user"_s;
    const QString nobody = modern ? u"callid"_s : u"from_tag"_s;
    const QString sip = u"sip:user77@example.com"_s;
    const KnownFilter rare = modern
        ? KnownFilter {{{{u"presentity_uri"_s, FilterOp::Equal, {sip}}}, {}},
            u"presentity_uri = '%1'"_s.arg(sip)}
        : KnownFilter {
            {{{nobody, FilterOp::GreaterEqual, {u"77"_s}}, {nobody, FilterOp::Less, {u"7702"_s}}}, {}},
            nobody + u" >= '77' AND from_tag < '7702'"_s};
    return {{}, {}, {{{{watcher, FilterOp::Contains, {u"er12"_s}}}, {}}, watcher + u" LIKE '%er12%'"_s},
        {{{{u"expires"_s, FilterOp::GreaterEqual, {bigNow + 3000}}}, {}},
            u"expires >= %1"_s.arg(bigNow + 3000)},
        {{{{u"status"_s, FilterOp::Equal, {pending}}}, {}}, u"status = '%1'"_s.arg(pending.toString())},
        {{{{u"event_id"_s, FilterOp::Null, {}}}, {}}, u"event_id IS NULL"_s}, rare,
        {{{{nobody, FilterOp::Equal, {u"nobody"_s}}}, {}}, nobody + u" = 'nobody'"_s}};
}

const QStringList assignments {u"expires = expires + 3600"_s, u"expires = 0"_s, u"event_id = NULL"_s,
    u"event_id = 'new'"_s, u"version = version + 1"_s, u"record_route = NULL"_s, u"status = status"_s,
    u"contact = contact || ';x'"_s};

/// A view, a server and the dice.
struct Mixer {
    Mixer(const QString &path, BigKind kind, QList<SortOrder> choice, quint32 seed)
        : visitor(path, roleOf(kind))
        , writer(path, visitor.table())
        , filters(filtersFor(kind))
        , orders(std::move(choice))
        , random(seed)
    {
    }

    GridVisitor visitor;
    RowWriter writer;
    QList<KnownFilter> filters;
    QList<SortOrder> orders;
    QRandomGenerator random;

    /// Does something with up to four rows on the screen.
    template <typename Action>
    bool changeSeen(Action action)
    {
        QVariantList keys;
        for (const GridEntry *entry : visitor.seen())
            keys.append(visitor.keyOf(*entry));
        for (int i = random.bounded(4); i >= 0 && !keys.isEmpty(); --i)
            if (!action(keys.takeAt(random.bounded(keys.size()))))
                return false;
        return true;
    }

    void move()
    {
        const int total = visitor.model().rowCount();
        switch (random.bounded(6)) {
        case 0:
            return visitor.lookAtEnd();
        case 1:
            return visitor.look(0);
        case 2:
        case 3:
            return visitor.look(random.bounded(total + 1));
        default:
            return visitor.look(visitor.topRow() + random.bounded(-900, 900));
        }
    }

    bool step()
    {
        switch (random.bounded(12)) {
        case 0:
        case 1:
        case 2:
            move();
            return true;
        case 3:
        case 4:
            return changeSeen([this](const QVariant &key) {
                return writer.update(key, assignments.at(random.bounded(assignments.size())));
            });
        case 5:
            return changeSeen([this](const QVariant &key) { return writer.remove(key); });
        case 6:
            return writer.restore() && writer.restore();
        case 7:
            return changeSeen([this](const QVariant &key) { return writer.copy(key); });
        case 8:
            visitor.grid().setSort(orders.at(random.bounded(orders.size())));
            return true;
        case 9:
            visitor.setFilter(filters.at(random.bounded(filters.size())));
            return true;
        case 10:
            visitor.model().expireMarks(std::numeric_limits<qint64>::max(), [](int) { return false; });
            return true;
        default:
            visitor.grid().refresh();
            return true;
        }
    }
};
} // namespace

/// A million rows through session, controller and model: what is held, asked and shown. Without a model
/// tester, which would walk all cells at each signal.
class TestLiveGridMillion : public QObject {
    Q_OBJECT

private slots:
    void scrollsFromEndToEnd_data();
    void scrollsFromEndToEnd();
    void draggingAsksForFewPages_data() { everyKind(); }
    void draggingAsksForFewPages();
    void selectOfTheTableModelReachesNoConnection_data() { everyKind(); }
    void selectOfTheTableModelReachesNoConnection();
    void randomMixes_data();
    void randomMixes();

private:
    static void everyKind();
    QString fileOf(BigKind kind);

    QTemporaryDir m_folder;
};

void TestLiveGridMillion::everyKind()
{
    QTest::addColumn<BigKind>("kind");
    QTest::newRow("number as key") << BigKind::Modern;
    QTest::newRow("random text as key") << BigKind::Seed;
    QTest::newRow("no key, row number of SQLite") << BigKind::NoKey;
}

/// Made when first asked for, once for all tests.
QString TestLiveGridMillion::fileOf(BigKind kind)
{
    const QString path = m_folder.filePath(u"%1.sqlite"_s.arg(static_cast<int>(kind)));
    if (!QFile::exists(path) && !makeBigDatabase(path, million, kind))
        qFatal("the big file cannot be made");
    return path;
}

void TestLiveGridMillion::scrollsFromEndToEnd_data()
{
    everyKind();
}

void TestLiveGridMillion::scrollsFromEndToEnd()
{
    QFETCH(BigKind, kind);
    GridVisitor visitor(fileOf(kind), roleOf(kind));
    const qint64 before = residentBytes();
    visitor.grid().load();
    QVERIFY(visitor.settle());
    QCOMPARE(visitor.model().totalRows(), million);
    QVERIFY(visitor.grid().isTotalExact());
    QCOMPARE(visitor.difference(), QString());
    QVERIFY(visitor.log().rows() <= limits.most);

    constexpr int part = 12'000;
    QVERIFY(wheel(visitor, 0, part));
    QCOMPARE(visitor.difference(), QString());
    constexpr int half = million / 2;
    for (const int row :
        {million / 4, half - 10, half + 10, half + million / 4, million / 3, million - 1000}) {
        visitor.look(row);
        QVERIFY(visitor.settle());
        QCOMPARE(visitor.topRow(), row);
        QCOMPARE(visitor.difference(), QString());
        QCOMPARE(visitor.misplaced(), QString());
    }
    QVERIFY(wheel(visitor, half, part));
    QCOMPARE(visitor.misplaced(), QString());
    visitor.lookAtEnd();
    QVERIFY(visitor.settle());
    QCOMPARE(visitor.topRow() + visitor.screen(), million);
    QCOMPARE(visitor.misplaced(), QString());
    QVERIFY(wheel(visitor, million - visitor.screen(), -part));
    QCOMPARE(visitor.difference(), QString());
    visitor.look(0);
    QVERIFY(visitor.settle());
    QCOMPARE(visitor.misplaced(), QString());

    const qint64 growth = residentBytes() - before;
    const qint64 pages = visitor.log().pages();
    qInfo("%lld pages with %lld rows, most rows held %d, memory grew by %.1f MiB",
        static_cast<long long>(pages), static_cast<long long>(visitor.log().rows()), visitor.mostRowsHeld(),
        double(growth) / double(mib));
    QVERIFY(visitor.mostRowsHeld() <= limits.most);
    // Each page moves the window by its own length; jumps and ends cost a few more.
    QVERIFY2(pages <= 3 * part / limits.page + 40, qPrintable(QString::number(pages)));
    QVERIFY(pages <= visitor.grid().readCount());
    QCOMPARE(strangeRead(visitor), QString());
    QVERIFY(sanitized || growth < 48 * mib);
}

void TestLiveGridMillion::draggingAsksForFewPages()
{
    QFETCH(BigKind, kind);
    GridVisitor visitor(fileOf(kind), roleOf(kind));
    visitor.grid().load();
    QVERIFY(visitor.settle());
    visitor.log().clear();
    // The reader is busy for as long as the scroll bar is dragged: no step is answered before the last one.
    QSemaphore dragged;
    visitor.session().reader().run([&dragged](Connection &) -> Result<int> {
        dragged.acquire();
        return 0;
    });
    constexpr int steps = 400;
    for (int i = 1; i <= steps; ++i)
        visitor.look(i * (million / steps));
    dragged.release();
    QVERIFY(visitor.settle());
    QCOMPARE(visitor.difference(), QString());
    QCOMPARE(visitor.topRow() + visitor.screen(), million);
    QVERIFY2(visitor.log().pages() <= 3, qPrintable(QString::number(visitor.log().pages())));
    QVERIFY(visitor.mostRowsHeld() <= limits.most);
}

void TestLiveGridMillion::selectOfTheTableModelReachesNoConnection()
{
    QFETCH(BigKind, kind);
    GridVisitor visitor(fileOf(kind), roleOf(kind));
    visitor.grid().load();
    QVERIFY(visitor.settle());
    visitor.log().clear();
    const qint64 sent = visitor.grid().readCount();
    for (int i = 1; i <= 5; ++i) {
        QVERIFY(visitor.grid().tableModel().select());
        QVERIFY(visitor.settle());
        QCOMPARE(visitor.grid().readCount(), sent + i);
        QCOMPARE(visitor.log().pages(), i);
        QVERIFY(visitor.log().rows() <= i * 3LL * visitor.screen());
    }
    QVERIFY(visitor.grid().tableModel().rowCount() <= limits.most);
    QCOMPARE(strangeRead(visitor), QString());
}

void TestLiveGridMillion::randomMixes_data()
{
    QTest::addColumn<BigKind>("kind");
    QTest::addColumn<QList<SortOrder>>("orders");
    QTest::addColumn<int>("mixes");
    const QList<SortOrder> indexed {{}, {u"id"_s, true}, {u"expires"_s, false}, {u"expires"_s, true},
        {u"presentity_uri"_s, false}, {u"presentity_uri"_s, true}};
    const QList<SortOrder> byKey {{}, {u"from_tag"_s, false}, {u"from_tag"_s, true}};
    // Without an index each page reads the whole table; in long runs that is done as often as the rest.
    const QList<SortOrder> unindexed {{u"event_id"_s, false}, {u"event_id"_s, true},
        {u"record_route"_s, false}, {u"record_route"_s, true}, {u"status"_s, false}, {u"contact"_s, true}};
    const int slowMixes = qEnvironmentVariableIsSet("PRESENCE_LONG") ? 300 : 8;
    QTest::newRow("number as key, orders with an index") << BigKind::Modern << indexed << 165;
    QTest::newRow("random text as key, order of the key") << BigKind::Seed << byKey << 125;
    QTest::newRow("number as key, orders without an index") << BigKind::Modern << unindexed << slowMixes;
    QTest::newRow("random text as key, orders without an index") << BigKind::Seed << unindexed << slowMixes;
}

void TestLiveGridMillion::randomMixes()
{
    QFETCH(BigKind, kind);
    QFETCH(QList<SortOrder>, orders);
    QFETCH(int, mixes);
    mixes /= sanitized ? 4 : 1;
    Mixer mixer(fileOf(kind), kind, orders, 20261125);
    GridVisitor &visitor = mixer.visitor;
    visitor.grid().load();
    QVERIFY(visitor.settle());
    for (int mix = 0; mix < mixes; ++mix) {
        for (int i = 0; i < 4; ++i)
            QVERIFY(mixer.step());
        QVERIFY(visitor.settle());
        QVERIFY(visitor.refresh());
        const QString difference = visitor.difference();
        QVERIFY2(difference.isEmpty(), qPrintable(u"mix %1: %2"_s.arg(mix).arg(difference)));
        if (mix % 10 == 0) {
            visitor.grid().recount();
            QVERIFY(visitor.settle());
            QCOMPARE(visitor.model().totalRows() - visitor.model().ghostCount(), visitor.trueTotal());
        }
    }
    QVERIFY2(visitor.mostRowsHeld() <= limits.most + limits.page,
        qPrintable(QString::number(visitor.mostRowsHeld())));
    QCOMPARE(strangeRead(visitor), QString());
}

QTEST_GUILESS_MAIN(TestLiveGridMillion)
#include "tst_livegridmillion.moc"
