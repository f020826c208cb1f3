// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/gridcontroller.h"
#include "serverdatabases.h"
#include "serverlab.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// A million subscriptions on a server: what is looked at is right, and costs the server what is looked at
/// and not the table.
class TestServerMillion : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data();
    void init();
    void cleanup();

    void numberIsBelievedFirstAndCountedLater();
    void bothEndsAndFarJumps_data();
    void bothEndsAndFarJumps();
    void orderWithoutAnIndexIsRight();
    void filtersFindTheirRows_data();
    void filtersFindTheirRows();
    void pagesCostWhatTheyShow_data();
    void pagesCostWhatTheyShow();
    void gentleCountsNothing();
    void slowReadsEndWithASentence();

private:
    bool isMaria() const { return engine() == "mysql"_L1; }
    QString engine() const;
    void watch(ConnectionSpec spec);
    void watch() { watch(m_lab.spec(engine(), u"presence"_s)); }
    bool waitForRows();
    bool waitForCount();
    /// The ids of a screen of rows from @p row on, when they are there.
    QList<qint64> seen(int row);
    QList<qint64> truth(const QString &order, qint64 offset, const QString &where = {});
    /// How many rows the server touches for a statement, and how it finds them.
    struct Effort {
        qint64 rows = 0;
        qint64 entries = 0; ///< of indexes, noted in a bitmap beforehand (PostgreSQL)
        QString plan;
    };
    Effort effortOf(const Statement &statement);
    qint64 handlerReads();

    ServerLab m_lab;
    QSet<QString> m_filled;
    std::unique_ptr<Connection> m_connection;
    TableInfo m_table;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<GridController> m_grid;
};

Q_DECLARE_METATYPE(Condition)

namespace {
constexpr int rowCount = 1'000'000;
constexpr int screen = 40;
constexpr qint64 now = 1'800'000'000;
} // namespace

void TestServerMillion::initTestCase_data()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("MariaDB") << u"mysql"_s;
    QTest::newRow("PostgreSQL") << u"postgres"_s;
}

QString TestServerMillion::engine() const
{
    QFETCH_GLOBAL(QString, engine);
    return engine;
}

void TestServerMillion::init()
{
    if (!m_filled.contains(engine())) {
        QVERIFY(createKamailioDatabase(m_lab.server(engine()), u"presence"_s));
        QVERIFY(fillActiveWatchers(m_lab.server(engine()), u"presence"_s, rowCount, now));
        m_filled.insert(engine());
    }
    m_connection = m_lab.open(engine(), u"presence"_s);
    const auto schema = readSchema(*m_connection);
    QVERIFY(schema);
    m_table = *schema->table(TableRole::ActiveWatchers);
}

void TestServerMillion::cleanup()
{
    m_grid.reset();
    m_session.reset();
    m_connection.reset();
}

void TestServerMillion::watch(ConnectionSpec spec)
{
    m_session = std::make_unique<Session>(std::move(spec));
    m_grid = std::make_unique<GridController>(*m_session, m_table);
    connect(m_grid.get(), &GridController::failed, m_grid.get(),
        [](const Error &error) { qWarning().noquote() << error.message << error.detail; });
}

bool TestServerMillion::waitForRows()
{
    return QTest::qWaitFor([this] { return !m_grid->isBusy(); }, 60'000);
}

bool TestServerMillion::waitForCount()
{
    return QTest::qWaitFor([this] { return !m_grid->isBusy() && !m_grid->isCounting(); }, 60'000);
}

QList<qint64> TestServerMillion::seen(int row)
{
    m_grid->setVisibleRows(row, row + screen - 1);
    QList<qint64> ids;
    if (!waitForRows())
        return ids;
    for (int each = row; each < row + screen; ++each)
        if (const GridEntry *entry = m_grid->model().entryAt(each))
            ids.append(entry->row.cells.at(0).toLongLong());
    return ids;
}

QList<qint64> TestServerMillion::truth(const QString &order, qint64 offset, const QString &where)
{
    ServerRows rows(m_lab.server(engine()), u"presence"_s);
    const auto found = rows.select(u"SELECT id FROM active_watchers %1 ORDER BY %2 LIMIT %3 OFFSET %4"_s.arg(
        where.isEmpty() ? QString() : u"WHERE "_s + where, order, QString::number(screen),
        QString::number(offset)));
    QList<qint64> ids;
    for (const QVariantList &row : found ? *found : QList<QVariantList>())
        ids.append(row.at(0).toLongLong());
    return ids;
}

void TestServerMillion::numberIsBelievedFirstAndCountedLater()
{
    QVERIFY2(m_table.estimatedRows > rowCount * 8LL / 10 && m_table.estimatedRows < rowCount * 12LL / 10,
        qPrintable(QString::number(m_table.estimatedRows)));
    watch();
    TotalKind first = TotalKind::Exact;
    qint64 believed = 0;
    connect(m_grid.get(), &GridController::loaded, m_grid.get(), [&] {
        first = m_grid->totalKind();
        believed = m_grid->model().totalRows();
    });
    m_grid->load();
    QVERIFY(waitForCount());
    QCOMPARE(first, TotalKind::About);
    QCOMPARE(believed, m_table.estimatedRows);
    QCOMPARE(m_grid->totalKind(), TotalKind::Exact);
    QCOMPARE(m_grid->model().totalRows(), rowCount);
    // The next count waits its turn.
    QVERIFY(m_session->countBudget().waitMs() > 0);
}

void TestServerMillion::bothEndsAndFarJumps_data()
{
    QTest::addColumn<QString>("sort");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QString>("order");
    QTest::newRow("by key") << u""_s << false << u"id"_s;
    QTest::newRow("by expiry") << u"expires"_s << false << u"expires, id"_s;
    QTest::newRow("by expiry, falling") << u"expires"_s << true << u"expires DESC, id DESC"_s;
    QTest::newRow("by presentity") << u"presentity_uri"_s << false << u"presentity_uri, event, id"_s;
    QTest::newRow("by presentity, falling")
        << u"presentity_uri"_s << true << u"presentity_uri DESC, event DESC, id DESC"_s;
    QTest::newRow("by a column of equal values")
        << u"updated_winfo"_s << false << u"updated_winfo, presentity_uri, id"_s;
}

void TestServerMillion::bothEndsAndFarJumps()
{
    QFETCH(QString, sort);
    QFETCH(bool, descending);
    QFETCH(QString, order);
    watch();
    m_grid->setSort({sort, descending});
    QVERIFY(waitForCount());
    QCOMPARE(m_grid->model().totalRows(), rowCount);
    for (const int row : {0, rowCount - screen, 500'000, 500'300, 123'456, 0}) {
        const QList<qint64> expected = truth(order, row);
        QCOMPARE(expected.size(), screen);
        QCOMPARE(seen(row), expected);
    }
    QVERIFY(m_grid->model().windowSize() <= WindowLimits().most);
    // What is on the screen, read again, is the same.
    const QList<qint64> before = seen(123'456);
    m_grid->refresh();
    QVERIFY(waitForRows());
    QCOMPARE(seen(123'456), before);
}

void TestServerMillion::orderWithoutAnIndexIsRight()
{
    watch();
    m_grid->setSort({u"contact"_s, true});
    QVERIFY(waitForRows());
    QCOMPARE(seen(0), truth(u"contact DESC, id DESC"_s, 0));
}

void TestServerMillion::filtersFindTheirRows_data()
{
    QTest::addColumn<Condition>("condition");
    QTest::addColumn<QString>("where");
    QTest::newRow("a beginning") << Condition {u"presentity_uri"_s, FilterOp::Starts, {u"SIP:user1234"_s}}
                                 << u"presentity_uri LIKE 'sip:user1234%'"_s;
    QTest::newRow("equal") << Condition {u"presentity_uri"_s, FilterOp::Equal, {u"sip:user77@example.com"_s}}
                           << u"presentity_uri = 'sip:user77@example.com'"_s;
    QTest::newRow("soon to expire") << Condition {u"expires"_s, FilterOp::Less, {now - 590}}
                                    << u"expires < 1799999410"_s;
    QTest::newRow("somewhere within")
        << Condition {u"callid"_s, FilterOp::Contains, {u"-4321@192"_s}} << u"callid LIKE '%-4321@192%'"_s;
    QTest::newRow("nothing") << Condition {u"callid"_s, FilterOp::Contains, {u"nowhere"_s}}
                             << u"callid LIKE '%nowhere%'"_s;
}

void TestServerMillion::filtersFindTheirRows()
{
    QFETCH(Condition, condition);
    QFETCH(QString, where);
    watch();
    QVERIFY(m_grid->setFilter({{condition}, {}}));
    QVERIFY(waitForCount());
    const QList<qint64> expected = truth(u"id"_s, 0, where);
    QCOMPARE(seen(0).mid(0, expected.size()), expected);
    ServerRows rows(m_lab.server(engine()), u"presence"_s);
    QCOMPARE(m_grid->model().totalRows(),
        rows.value(u"SELECT count(*) FROM active_watchers WHERE "_s + where).toLongLong());
    QCOMPARE(m_grid->totalKind(), TotalKind::Exact);
}

qint64 TestServerMillion::handlerReads()
{
    const auto rows = m_connection->select({u"SHOW SESSION STATUS LIKE 'Handler_read%'"_s, {}});
    qint64 reads = 0;
    for (const QVariantList &row : rows ? rows->rows : QList<QVariantList>())
        // What is read of a temporary table is our own page.
        if (!row.at(0).toString().contains("rnd"_L1))
            reads += row.at(1).toLongLong();
    return reads;
}

TestServerMillion::Effort TestServerMillion::effortOf(const Statement &statement)
{
    Effort effort;
    const QString explain = isMaria() ? u"EXPLAIN "_s : u"EXPLAIN (ANALYZE, TIMING off) "_s;
    const auto plan = m_connection->select({explain + statement.sql, statement.values});
    for (const QVariantList &row : plan ? plan->rows : QList<QVariantList>()) {
        for (const QVariant &cell : row)
            effort.plan += cell.toString() + u' ';
        effort.plan += u'\n';
    }
    if (isMaria()) {
        const qint64 before = handlerReads();
        const auto rows = m_connection->select(statement);
        effort.rows = rows ? handlerReads() - before : -1;
        return effort;
    }
    // Of each scan the rows it gave, as often as it ran, and those it threw away.
    static const QRegularExpression scan(uR"((Bitmap Index )?Scan .*actual rows=(\d+) loops=(\d+))"_s);
    static const QRegularExpression removed(uR"(Rows Removed by [A-Za-z ]+: (\d+))"_s);
    for (auto each = scan.globalMatch(effort.plan); each.hasNext();) {
        const auto match = each.next();
        qint64 &touched = match.captured(1).isEmpty() ? effort.rows : effort.entries;
        touched += match.captured(2).toLongLong() * match.captured(3).toLongLong();
    }
    for (auto each = removed.globalMatch(effort.plan); each.hasNext();)
        effort.rows += each.next().captured(1).toLongLong();
    return effort;
}

void TestServerMillion::pagesCostWhatTheyShow_data()
{
    QTest::addColumn<QString>("sort");
    QTest::addColumn<bool>("descending");
    for (const bool descending : {false, true})
        for (const QString &sort :
            {u""_s, u"expires"_s, u"presentity_uri"_s, u"updated_winfo"_s, u"callid"_s})
            QTest::addRow(
                "by %s%s", qPrintable(sort.isEmpty() ? u"key"_s : sort), descending ? ", falling" : "")
                << sort << descending;
}

void TestServerMillion::pagesCostWhatTheyShow()
{
    QFETCH(QString, sort);
    QFETCH(bool, descending);
    constexpr int page = 600;
    const WindowQuery query(m_table, m_connection->dialect(), {}, {sort, descending});
    const auto middle = readWindow(*m_connection, query, {Ask::Kind::At, 1, 400'000, {}, {}}, {});
    QVERIFY(middle && middle->rows.size() == 1);
    const Anchor anchor = query.anchorOf(middle->rows.constFirst());
    const auto after = readWindow(*m_connection, query, {Ask::Kind::After, page, 0, anchor, {}}, {});
    QVERIFY(after && after->rows.size() == page);
    const Anchor end = query.anchorOf(after->rows.constLast());

    const QList<Ask> asks {{Ask::Kind::First, page, 0, {}, {}}, {Ask::Kind::Last, page, 0, {}, {}},
        {Ask::Kind::After, page, 0, anchor, {}}, {Ask::Kind::Before, page, 0, anchor, {}},
        {Ask::Kind::Range, 2000, 0, anchor, end}};
    for (const Ask &ask : asks) {
        const Effort effort = effortOf(query.rows(ask));
        const QString said = u"kind %1: %2 rows\n%3\n%4"_s.arg(static_cast<int>(ask.kind))
                                 .arg(effort.rows)
                                 .arg(effort.plan, query.rows(ask).sql);
        QVERIFY2(!effort.plan.contains("filesort"_L1), qPrintable(said));
        QVERIFY2(!effort.plan.contains("Seq Scan"_L1), qPrintable(said));
        QVERIFY2(effort.rows > 0 && effort.rows <= 2 * page + 100, qPrintable(said));
        QVERIFY2(effort.entries < rowCount / 20, qPrintable(said));
    }
}

void TestServerMillion::gentleCountsNothing()
{
    ConnectionSpec spec = m_lab.spec(engine(), u"presence"_s);
    spec.gentleLimit = std::chrono::milliseconds(2'000);
    watch(spec);
    m_grid->load();
    QVERIFY(waitForCount());
    QCOMPARE(m_grid->totalKind(), TotalKind::About);
    const qint64 total = m_grid->model().totalRows();
    QVERIFY(total > rowCount * 8LL / 10 && total < rowCount * 12LL / 10);
    // The end is the table's end all the same.
    const QList<qint64> last = seen(static_cast<int>(total) - screen);
    QCOMPARE(last, truth(u"id"_s, rowCount - screen));
}

void TestServerMillion::slowReadsEndWithASentence()
{
    ConnectionSpec spec = m_lab.spec(engine(), u"presence"_s);
    spec.gentleLimit = std::chrono::milliseconds(50);
    watch(spec);
    QList<Error> errors;
    disconnect(m_grid.get(), &GridController::failed, nullptr, nullptr);
    connect(m_grid.get(), &GridController::failed, m_grid.get(),
        [&errors](const Error &error) { errors.append(error); });
    m_grid->load();
    QVERIFY(waitForRows());
    QVERIFY(errors.isEmpty());
    const QList<qint64> before = seen(0);
    QCOMPARE(before.size(), screen);
    m_grid->setSort({u"contact"_s, false});
    QVERIFY(waitForRows());
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.constFirst().fault, Fault::TimedOut);
    QVERIFY2(errors.constFirst().message.contains("index"_L1), qPrintable(errors.constFirst().message));
    // What was there stays, in its order.
    QCOMPARE(m_grid->sort(), SortOrder());
    QCOMPARE(seen(0), before);
    m_grid->setSort({u"expires"_s, false});
    QVERIFY(waitForRows());
    QCOMPARE(errors.size(), 1);
    QCOMPARE(m_grid->sort(), (SortOrder {u"expires"_s, false}));
}

QTEST_GUILESS_MAIN(TestServerMillion)
#include "tst_servermillion.moc"
