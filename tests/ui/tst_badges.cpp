// SPDX-License-Identifier: GPL-3.0-or-later
// The tabs say how many rows there are and how many of them end soon, have ended or wait.
#include "subscriptionwriter.h"

#include "grid/tabtitle.h"

#include <QLabel>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace {
QString titleOf(WindowLab &lab, TableRole role)
{
    return lab.tabs().tabText(lab.tabs().indexOf(lab.tabs().gridOf(role)));
}

QString rowsOf(WindowLab &lab, TableRole role)
{
    return QLocale().toString(
        lab.ask(u"SELECT count(*) FROM "_s + lab.tabs().gridOf(role)->table().name).toInt());
}

/// All subscriptions end in two hours but so many.
void setEnds(WindowLab &lab, int expiring, int expired)
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    lab.write(u"UPDATE active_watchers SET expires = ?"_s, {now + 7200});
    const QString some = u"UPDATE active_watchers SET expires = ? WHERE rowid IN "
                         "(SELECT rowid FROM active_watchers LIMIT %1 OFFSET %2)"_s;
    lab.write(some.arg(expiring).arg(0), {now + 200});
    lab.write(some.arg(expired).arg(500), {now - 50});
}
} // namespace

class TestBadges : public QObject {
    Q_OBJECT
private slots:
    void aBeliefIsMarked();
    void everyTableIsCounted_data() { addBothKinds(); }
    void everyTableIsCounted();
    void subscriptions_data();
    void subscriptions();
    void theyFollowWrites_data() { addBothKinds(); }
    void theyFollowWrites();
    void othersAreCountedInTurn_data() { addBothKinds(); }
    void othersAreCountedInTurn();
    void thresholdsComeFromTheSettings_data() { addBothKinds(); }
    void thresholdsComeFromTheSettings();
    void hostileNamesMakeNoMnemonics();
};

void TestBadges::everyTableIsCounted()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    QVERIFY(lab.open());
    QVERIFY(lab.tabs().grids().size() >= 4);
    for (GridTab *grid : lab.tabs().grids()) {
        const TableRole role = grid->table().role;
        const QString start = tabName(role) + u' ' + rowsOf(lab, role);
        QVERIFY2(titleOf(lab, role).startsWith(start), qPrintable(titleOf(lab, role)));
    }
    const int pending =
        lab.ask(lab.isSeed() ? u"SELECT count(*) FROM watchers WHERE subs_status = 'pending'"_s
                             : u"SELECT count(*) FROM watchers WHERE status = 2"_s)
            .toInt();
    QCOMPARE(titleOf(lab, TableRole::Watchers),
        u"Watchers %1 · %2 pending"_s.arg(rowsOf(lab, TableRole::Watchers)).arg(pending));
}

void TestBadges::subscriptions_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<int>("expiring");
    QTest::addColumn<int>("expired");
    QTest::addColumn<QString>("end");
    for (const DemoKind kind : {DemoKind::Modern, DemoKind::Seed}) {
        const char *name = kind == DemoKind::Modern ? "current Kamailio" : "tables of 2006";
        QTest::addRow("%s, both", name) << kind << 7 << 3 << u" · 7 expiring, 3 expired"_s;
        QTest::addRow("%s, expiring only", name) << kind << 12 << 0 << u" · 12 expiring"_s;
        QTest::addRow("%s, expired only", name) << kind << 0 << 1 << u" · 1 expired"_s;
        QTest::addRow("%s, neither", name) << kind << 0 << 0 << QString();
    }
}

void TestBadges::subscriptions()
{
    QFETCH(DemoKind, kind);
    QFETCH(int, expiring);
    QFETCH(int, expired);
    QFETCH(QString, end);
    WindowLab lab(kind);
    setEnds(lab, expiring, expired);
    QVERIFY(lab.open());
    QCOMPARE(titleOf(lab, TableRole::ActiveWatchers),
        u"Subscriptions "_s + rowsOf(lab, TableRole::ActiveWatchers) + end);
}

void TestBadges::theyFollowWrites()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    SubscriptionWriter writer(lab);
    setEnds(lab, 4, 2);
    QVERIFY(lab.open());
    const QString all = rowsOf(lab, TableRole::ActiveWatchers);
    for (const int row : {10, 20, 30}) // in two hours
        writer.insertAfter(writer.keyAt(row));
    lab.write(u"DELETE FROM active_watchers WHERE expires < ?"_s, {QDateTime::currentSecsSinceEpoch()});
    QVERIFY(lab.tick());
    const QString now = rowsOf(lab, TableRole::ActiveWatchers);
    QVERIFY(now != all);
    QCOMPARE(titleOf(lab, TableRole::ActiveWatchers), u"Subscriptions %1 · 4 expiring"_s.arg(now));
    QVERIFY(lab.find<QLabel>(u"statusRows"_s)->text().startsWith(now + u" rows"_s));

    // A quick filter hides rows of the grid, not of the table.
    lab.grid().filterBar().setQuickFilter(QuickFilter::Expiring, true);
    QTRY_COMPARE(lab.model().rowCount(), 4);
    QVERIFY(lab.tick());
    QCOMPARE(titleOf(lab, TableRole::ActiveWatchers), u"Subscriptions %1 · 4 expiring"_s.arg(now));
}

void TestBadges::othersAreCountedInTurn()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    QVERIFY(lab.open());
    lab.write(u"DELETE FROM watchers WHERE rowid % 2 = 0"_s);
    lab.write(u"DELETE FROM presentity WHERE rowid % 3 = 0"_s);
    for (int tick = 0; tick < lab.tabs().count(); ++tick)
        QVERIFY(lab.tick());
    for (const TableRole role : {TableRole::Watchers, TableRole::Presentity})
        QVERIFY2(titleOf(lab, role).startsWith(tabName(role) + u' ' + rowsOf(lab, role)),
            qPrintable(titleOf(lab, role)));
}

void TestBadges::thresholdsComeFromTheSettings()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    setEnds(lab, 6, 0);
    Settings::warnSeconds.store(lab.settings(), 100);
    Settings::alarmSeconds.store(lab.settings(), 30);
    QVERIFY(lab.open());
    QCOMPARE(titleOf(lab, TableRole::ActiveWatchers),
        u"Subscriptions "_s + rowsOf(lab, TableRole::ActiveWatchers));
    Settings::warnSeconds.store(lab.settings(), 300);
    QVERIFY(lab.tick());
    QCOMPARE(titleOf(lab, TableRole::ActiveWatchers),
        u"Subscriptions %1 · 6 expiring"_s.arg(rowsOf(lab, TableRole::ActiveWatchers)));
}

void TestBadges::hostileNamesMakeNoMnemonics()
{
    // The file's name is the user's, the table's name may be an attacker's.
    WindowLab lab(DemoKind::Modern);
    lab.write(u"ALTER TABLE watchers RENAME TO \"w&a<b>tchers\""_s);
    lab.window().openDatabase({u"sqlite"_s, lab.path()}, {{TableRole::Watchers, u"w&a<b>tchers"_s}});
    lab.window().show();
    QTRY_VERIFY(lab.tabs().gridOf(TableRole::Watchers));
    QVERIFY(lab.bringToFront(TableRole::Watchers));
    const int at = lab.tabs().indexOf(&lab.grid());
    QVERIFY(!lab.tabs().tabText(at).contains(u"w&a"_s));
    QVERIFY(!lab.tabs().tabToolTip(at).contains(u"<b>"_s));
}

void TestBadges::aBeliefIsMarked()
{
    TableInfo table;
    table.role = TableRole::ActiveWatchers;
    table.present = true;
    table.estimatedRows = 979'104;
    TableCounts counts = estimatedCounts(table);
    QCOMPARE(tabTitle(table, counts), u"Subscriptions about 979,104"_s);
    counts.rowsExact = true;
    QCOMPARE(tabTitle(table, counts), u"Subscriptions 979,104"_s);
}

QTEST_MAIN(TestBadges)
#include "tst_badges.moc"
