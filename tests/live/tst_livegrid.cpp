// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/gridroles.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"
#include "kamailiofixture.h"
#include "machines.h"
#include "mainwindow.h"
#include "settings.h"
#include "tabset.h"

#include <QItemSelectionModel>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// What SIP does to a real Kamailio appears in the program's window within two refresh periods, whichever
/// engine keeps its tables.
class TestLiveGrid : public QObject {
    Q_OBJECT

private slots:
    void initTestCase_data();
    void init();
    void cleanup();

    void subscriptionsAppear();
    void publicationsAppearAndChange();
    void expiryIsSeen();

private:
    bool start(TableRole table);
    bool startServer();
    void openWindow();
    bool hasAnswers(int answers);
    GridTab &grid() { return *m_window->tabs().currentGrid(); }
    LiveGridModel &model() { return grid().controller().model(); }
    int rowWith(const QString &column, const QByteArray &value);
    QVariant cell(int row, const QString &column, int role = Qt::DisplayRole);
    QString badge() { return m_window->tabs().tabText(m_window->tabs().currentIndex()); }
    bool select(int row);
    /// Rows that are there: one that was only counted so far is a placeholder.
    int knownRows();
    /// Empty when the row selected before is still the selected and current one.
    QString lostSelection();

    Machines m_machines;
    std::unique_ptr<KamailioFixture> m_live;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    RowKey m_selected;
};

namespace {

const QByteArray alice = "sip:alice@example.com";
const QByteArray bob = "sip:bob@example.net";
constexpr int longEnough = 15'000; // milliseconds: a server under sanitizers and load

/// Waits, and passes only when what was waited for came with the two next refreshes (one may be under way
/// already). Counted, not timed: a heavy machine is late with everything.
#define ARRIVES_IN_TIME(what)                                                                                \
    do {                                                                                                     \
        const QSignalSpy refreshes(&grid().controller(), &GridController::refreshed);                        \
        QTRY_VERIFY_WITH_TIMEOUT(what, longEnough);                                                          \
        QVERIFY2(refreshes.count() <= 3, QByteArray::number(refreshes.count()));                             \
    } while (false)

QByteArray watcher(int number)
{
    return "sip:watcher" + QByteArray::number(number) + "@example.net";
}

} // namespace

void TestLiveGrid::initTestCase_data()
{
    QTest::addColumn<QString>("engine");
    QTest::addColumn<QString>("journalMode");
    QTest::newRow("rollback journal") << u"sqlite"_s << QString();
    QTest::newRow("WAL") << u"sqlite"_s << u"WAL"_s;
    QTest::newRow("MariaDB") << u"mysql"_s << QString();
    QTest::newRow("PostgreSQL") << u"postgres"_s << QString();
}

void TestLiveGrid::init()
{
    m_live = std::make_unique<KamailioFixture>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    Settings::refreshSeconds.store(*m_settings, 1);
    Settings::markSeconds.store(*m_settings, 2);
}

void TestLiveGrid::cleanup()
{
    if (QTest::currentTestFailed())
        qInfo().noquote() << m_live->server.log().right(2'000);
    m_window.reset();
    QVERIFY2(m_live->server.databaseComplaints().isEmpty(),
        m_live->server.databaseComplaints().join(u'\n').toLocal8Bit());
    QVERIFY(m_live->server.stop());
    m_live.reset();
}

bool TestLiveGrid::startServer()
{
    QFETCH_GLOBAL(QString, engine);
    QFETCH_GLOBAL(QString, journalMode);
    KamailioOptions options;
    options.journalMode = journalMode;
    if (engine != "sqlite"_L1 && !(options.machine = m_machines.running(engine)))
        return false;
    const auto started = m_live->start(options);
    if (!started)
        qWarning().noquote() << explain(started.error());
    return bool(started);
}

/// As an account that may only read, where there are accounts.
void TestLiveGrid::openWindow()
{
    m_window = std::make_unique<MainWindow>(*m_settings);
    m_window->resize(1200, 700);
    DatabaseUrl url = m_live->server.databaseUrl();
    if (url.isFile())
        m_window->openDatabase(url);
    else {
        url.user = QString::fromLatin1(readerAccount.name);
        m_window->openProfile(profileFor(url), Secret(readerAccount.password));
    }
    m_window->show();
}

bool TestLiveGrid::start(TableRole table)
{
    if (!startServer())
        return false;
    openWindow();
    if (!QTest::qWaitFor([this] { return !m_window->tabs().grids().isEmpty(); }, longEnough))
        return false;
    m_window->tabs().showTable(table);
    return QTest::qWaitFor([this] { return grid().controller().hasLoaded(); }, longEnough);
}

/// Waits until the server has answered so many requests, all with 200.
bool TestLiveGrid::hasAnswers(int answers)
{
    const QHash<int, int> expected {{200, answers}};
    return QTest::qWaitFor([this, expected] { return m_live->agent.answerCounts() == expected; }, longEnough);
}

int TestLiveGrid::rowWith(const QString &column, const QByteArray &value)
{
    for (int row = 0; row < model().rowCount(); ++row)
        if (cell(row, column, RawValueRole).toByteArray() == value)
            return row;
    return -1;
}

QVariant TestLiveGrid::cell(int row, const QString &column, int role)
{
    const QList<ColumnInfo> &columns = grid().table().columns;
    for (int i = 0; i < columns.size(); ++i)
        if (columns[i].name == column)
            return model().index(row, i).data(role);
    return {};
}

int TestLiveGrid::knownRows()
{
    int known = 0;
    for (int row = 0; row < model().rowCount(); ++row)
        known += model().entryAt(row) ? 1 : 0;
    return known;
}

bool TestLiveGrid::select(int row)
{
    grid().view().setCurrentIndex(model().index(row, 1));
    grid().view().selectRow(row);
    const GridEntry *entry = model().entryAt(row);
    if (entry)
        m_selected = entry->row.key;
    return entry && lostSelection().isEmpty();
}

QString TestLiveGrid::lostSelection()
{
    const QModelIndexList rows = grid().view().selectionModel()->selectedRows();
    const int row = model().rowOf(m_selected);
    if (rows.size() != 1 || rows.first().row() != row)
        return u"%1 rows are selected, not row %2"_s.arg(rows.size()).arg(row);
    const int current = grid().view().currentIndex().row();
    return current == row ? QString() : u"the current row is %1, not %2"_s.arg(current).arg(row);
}

void TestLiveGrid::subscriptionsAppear()
{
    QVERIFY(start(TableRole::ActiveWatchers));
    SipAgent &agent = m_live->agent;
    const int chosen = agent.subscribe(bob, alice, "presence", 3600);
    QVERIFY(hasAnswers(1));
    ARRIVES_IN_TIME(knownRows() == 1);
    QVERIFY(select(0));

    const int fine = agent.subscribe(watcher(1), alice, "presence", 1800);
    const int warn = agent.subscribe(watcher(2), alice, "presence", 200);
    const int alarm = agent.subscribe(watcher(3), alice, "dialog", 50);
    QVERIFY(hasAnswers(4));
    ARRIVES_IN_TIME(knownRows() == 4);
    const struct {
        int task;
        ExpiryState state;
    } expected[] {{fine, ExpiryState::Fine}, {warn, ExpiryState::Warn}, {alarm, ExpiryState::Alarm}};
    for (const auto &[task, state] : expected) {
        const int row = rowWith(u"callid"_s, agent.task(task).callId);
        QVERIFY(row >= 0);
        QCOMPARE(RowState(cell(row, u"callid"_s, RowStateRole).toInt()), RowState::New);
        QCOMPARE(ExpiryState(cell(row, u"callid"_s, ExpiryStateRole).toInt()), state);
        QCOMPARE(cell(row, u"status"_s, StatusWordRole).toString(), u"active"_s);
        const qint64 left = cell(row, u"expires"_s, SecondsLeftRole).toLongLong();
        const int granted = agent.task(task).expires;
        QVERIFY2(left <= granted && left > granted - 20, QByteArray::number(left));
    }
    ARRIVES_IN_TIME(grid().counts().rows == 4 && grid().counts().expiring == 2);
    QVERIFY2(badge().contains(u"4"_s) && badge().contains(u"2 expiring"_s), badge().toLocal8Bit());
    QCOMPARE(lostSelection(), QString());
    QCOMPARE(rowWith(u"callid"_s, agent.task(chosen).callId), model().rowOf(m_selected));

    // A subscription that ends leaves a ghost for some seconds.
    agent.end(fine);
    QVERIFY(hasAnswers(5));
    ARRIVES_IN_TIME(model().ghostCount() == 1);
    const int ghost = rowWith(u"callid"_s, agent.task(fine).callId);
    QVERIFY(ghost >= 0);
    QCOMPARE(RowState(cell(ghost, u"callid"_s, RowStateRole).toInt()), RowState::Ghost);
    QCOMPARE(lostSelection(), QString());
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 3, longEnough);
    ARRIVES_IN_TIME(grid().counts().rows == 3);
    QCOMPARE(lostSelection(), QString());
}

void TestLiveGrid::publicationsAppearAndChange()
{
    QVERIFY(start(TableRole::Presentity));
    SipAgent &agent = m_live->agent;
    const int task = agent.publish(alice, pidfBody(alice, "t1", "open", "at my desk"), 1800);
    QVERIFY(hasAnswers(1));
    ARRIVES_IN_TIME(knownRows() == 1);
    QCOMPARE(RowState(cell(0, u"etag"_s, RowStateRole).toInt()), RowState::New);
    QCOMPARE(cell(0, u"etag"_s, RawValueRole).toByteArray(), agent.task(task).etag);
    const QString before = cell(0, u"body"_s).toString();
    QVERIFY2(before.contains(u"open"_s), before.toLocal8Bit());
    QVERIFY(select(0));
    QTRY_COMPARE_WITH_TIMEOUT(
        RowState(cell(0, u"etag"_s, RowStateRole).toInt()), RowState::Normal, longEnough);

    agent.modify(task, pidfBody(alice, "t1", "closed", "gone home"), 1800);
    QVERIFY(hasAnswers(2));
    ARRIVES_IN_TIME(cell(0, u"body"_s).toString().contains(u"closed"_s));
    QCOMPARE(model().rowCount(), 1);
    QCOMPARE(RowState(cell(0, u"etag"_s, RowStateRole).toInt()), RowState::Changed);
    QVERIFY(cell(0, u"body"_s, CellChangedRole).toBool());
    QCOMPARE(cell(0, u"body"_s, OldTextRole).toString(), before);
    QVERIFY(!cell(0, u"username"_s, CellChangedRole).toBool());
    QCOMPARE(lostSelection(), QString());
    ARRIVES_IN_TIME(grid().counts().rows == 1);
}

void TestLiveGrid::expiryIsSeen()
{
    QVERIFY(start(TableRole::Presentity));
    SipAgent &agent = m_live->agent;
    agent.publish(bob, pidfBody(bob, "t1", "open", "stays"), 1800);
    const int task = agent.publish(alice, pidfBody(alice, "t1", "open", "short"), 2);
    QVERIFY(hasAnswers(2));
    ARRIVES_IN_TIME(knownRows() == 2);
    QVERIFY(select(rowWith(u"username"_s, "bob")));
    const int row = rowWith(u"etag"_s, agent.task(task).etag);
    const auto state = [&] { return ExpiryState(cell(row, u"etag"_s, ExpiryStateRole).toInt()); };
    QVERIFY(state() == ExpiryState::Alarm || state() == ExpiryState::Expired);
    // No read is needed for this: the row counts down by the server's clock.
    QTRY_COMPARE_WITH_TIMEOUT(state(), ExpiryState::Expired, longEnough);
    QVERIFY(cell(row, u"expires"_s, SecondsLeftRole).toLongLong() <= 0);
    QTRY_COMPARE_WITH_TIMEOUT(grid().counts().expired, 1, longEnough);
    QCOMPARE(lostSelection(), QString());

    const auto cleaned = m_live->server.call(u"presence.cleanup"_s);
    QVERIFY2(cleaned, cleaned ? "" : explain(cleaned.error()).constData());
    ARRIVES_IN_TIME(RowState(cell(row, u"etag"_s, RowStateRole).toInt()) == RowState::Ghost);
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 1, longEnough);
    QTRY_COMPARE_WITH_TIMEOUT(grid().counts().expired, 0, longEnough);
    QCOMPARE(lostSelection(), QString());
}

QTEST_MAIN(TestLiveGrid)
#include "tst_livegrid.moc"
