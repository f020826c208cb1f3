// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakegrid.h"

#include "grid/columnlayout.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;

namespace {
QStringList shownNames(const QHeaderView *header, const TableInfo &table)
{
    QStringList names;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        if (!header->isSectionHidden(logical))
            names << table.columns.at(logical).name;
    }
    return names;
}

/// A view whose columns are those of a table.
class View : public QTableView {
public:
    explicit View(const TableInfo &shown) : table(shown), grid(shown, 3) { setModel(&grid); }
    ~View() override { setModel(nullptr); }
    QStringList names() const { return shownNames(horizontalHeader(), table); }

    TableInfo table;
    FakeGrid grid;
};
} // namespace

class TestColumnLayout : public QObject {
    Q_OBJECT

private slots:
    void init();
    void identityFirstTagsLast();
    void orderWidthAndHidingComeBack();
    void anUpgradeDisturbsNothing();
    void generationsAreRememberedApart();
    void resetForgets();
    void strangeNamesAreKept();
    void damagedMemoryIsIgnored();
    void oneColumnAlwaysStays();
    void keyboardMovesAColumnOverHiddenOnes();
    void fittedColumnsAreNotEndless();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
};

void TestColumnLayout::init()
{
    m_settings = std::make_unique<QSettings>(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_settings->clear();
}

void TestColumnLayout::identityFirstTagsLast()
{
    View view(subscriptionsTable());
    ColumnLayout(*m_settings).applyTo(view.horizontalHeader(), view.table);
    QCOMPARE(view.names(),
        (QStringList {u"presentity_uri"_s, u"watcher_username"_s, u"event"_s, u"status"_s, u"expires"_s,
            u"callid"_s, u"user_agent"_s, u"id"_s, u"local_cseq"_s, u"to_tag"_s}));
    QVERIFY(view.columnWidth(8) > view.columnWidth(6)); // a date with its distance is wider than a number
}

void TestColumnLayout::orderWidthAndHidingComeBack()
{
    ColumnLayout layout(*m_settings);
    {
        View view(subscriptionsTable());
        layout.applyTo(view.horizontalHeader(), view.table);
        view.horizontalHeader()->moveSection(4, 0); // expires
        view.setColumnWidth(5, 77);
        view.setColumnWidth(9, 88);
        view.setColumnHidden(9, true);
        layout.saveFrom(view.horizontalHeader(), view.table);
    }
    m_settings->sync();
    View view(subscriptionsTable());
    layout.applyTo(view.horizontalHeader(), view.table);
    QCOMPARE(view.names().first(), u"expires"_s);
    QVERIFY(view.isColumnHidden(9));
    QCOMPARE(view.columnWidth(5), 77);
    view.setColumnHidden(9, false);
    QVERIFY(view.columnWidth(9) > 30); // not the 0 of a hidden section
}

void TestColumnLayout::anUpgradeDisturbsNothing()
{
    ColumnLayout layout(*m_settings);
    View old(subscriptionsTable());
    layout.applyTo(old.horizontalHeader(), old.table);
    old.horizontalHeader()->moveSection(6, 0); // user_agent
    old.setColumnWidth(9, 123);
    layout.saveFrom(old.horizontalHeader(), old.table);

    TableInfo newer = subscriptionsTable();
    newer.columns.insert(
        0, ColumnInfo {u"status2"_s, {}, ColumnKind::Integer, 0, false, true, false, Meaning::Status});
    newer.columns.removeAt(newer.indexOf(u"user_agent"_s));
    View view(newer);
    layout.applyTo(view.horizontalHeader(), view.table);
    QCOMPARE(view.names().first(), u"presentity_uri"_s);
    QCOMPARE(view.names().indexOf(u"status2"_s), view.names().indexOf(u"event"_s) + 1); // its usual place
    layout.saveFrom(view.horizontalHeader(), view.table);

    View again(subscriptionsTable());
    layout.applyTo(again.horizontalHeader(), again.table);
    QCOMPARE(again.columnWidth(9), 123); // the column that was away kept its memory
}

void TestColumnLayout::generationsAreRememberedApart()
{
    ColumnLayout layout(*m_settings);
    View view(subscriptionsTable());
    layout.applyTo(view.horizontalHeader(), view.table);
    view.setColumnHidden(1, true);
    layout.saveFrom(view.horizontalHeader(), view.table);
    TableInfo other = subscriptionsTable();
    other.generation = u"I32"_s;
    View second(other);
    layout.applyTo(second.horizontalHeader(), other);
    QVERIFY(!second.isColumnHidden(1));
    QVERIFY(m_settings->contains(u"columns/active_watchers/K53"_s));
}

void TestColumnLayout::resetForgets()
{
    ColumnLayout layout(*m_settings);
    View view(subscriptionsTable());
    layout.applyTo(view.horizontalHeader(), view.table);
    const QStringList usual = view.names();
    view.horizontalHeader()->moveSection(0, 5);
    view.setColumnHidden(3, true);
    layout.saveFrom(view.horizontalHeader(), view.table);
    layout.reset(view.horizontalHeader(), view.table);
    QCOMPARE(view.names(), usual);
    QVERIFY(!m_settings->contains(u"columns/active_watchers/K53"_s));
}

void TestColumnLayout::strangeNamesAreKept()
{
    const QString strange = u" a b, \"c\"=1 |%\u202E"_s;
    TableInfo table = subscriptionsTable();
    table.columns << ColumnInfo {strange, {}, ColumnKind::Text, 0, false, false, false, Meaning::Plain};
    ColumnLayout layout(*m_settings);
    View view(table);
    layout.applyTo(view.horizontalHeader(), table);
    view.setColumnWidth(10, 99);
    layout.saveFrom(view.horizontalHeader(), table);
    m_settings->sync();
    QSettings fresh(m_settings->fileName(), QSettings::IniFormat);
    View second(table);
    ColumnLayout(fresh).applyTo(second.horizontalHeader(), table);
    QCOMPARE(second.columnWidth(10), 99);
}

void TestColumnLayout::damagedMemoryIsIgnored()
{
    m_settings->setValue(u"columns/active_watchers/K53"_s,
        QStringList {u""_s, u"x"_s, u"12"_s, u"abc 1 callid"_s, u"-5 1 event"_s, u"99999999 1 to_tag"_s,
            u"50 1 callid"_s, u"60 1 callid"_s});
    View view(subscriptionsTable());
    ColumnLayout(*m_settings).applyTo(view.horizontalHeader(), view.table);
    QCOMPARE(view.names().size(), 10);
    QCOMPARE(view.columnWidth(5), 50);
    QVERIFY(view.columnWidth(3) > 0);
    QVERIFY(view.columnWidth(4) <= 4'000);
}

void TestColumnLayout::oneColumnAlwaysStays()
{
    View view(subscriptionsTable());
    QMenu menu;
    fillColumnMenu(&menu, view.horizontalHeader(), view.table);
    QCOMPARE(menu.actions().size(), 10);
    for (int i = 1; i < 10; ++i)
        menu.actions().at(i)->trigger();
    QCOMPARE(view.names().size(), 1);
    QVERIFY(!menu.actions().first()->isEnabled());
    menu.actions().last()->trigger();
    QVERIFY(menu.actions().first()->isEnabled());
}

void TestColumnLayout::keyboardMovesAColumnOverHiddenOnes()
{
    View view(subscriptionsTable());
    view.setColumnHidden(1, true);
    moveColumn(view.horizontalHeader(), 0, +1);
    QCOMPARE(view.names().mid(0, 2), (QStringList {u"watcher_username"_s, u"id"_s}));
    moveColumn(view.horizontalHeader(), 0, -1);
    QCOMPARE(view.names().first(), u"id"_s);
    moveColumn(view.horizontalHeader(), 0, -1); // already the first
    QCOMPARE(view.names().first(), u"id"_s);
}

void TestColumnLayout::fittedColumnsAreNotEndless()
{
    View view(subscriptionsTable());
    view.resize(800, 300);
    view.show();
    view.grid.put(0, 5, Qt::DisplayRole, QString(u'M').repeated(256));
    view.grid.put(0, 6, Qt::DisplayRole, u"1"_s);
    fitColumns(&view);
    QVERIFY(view.columnWidth(5) <= view.viewport()->width() / 2);
    QVERIFY(view.columnWidth(6) < 120);
}

QTEST_MAIN(TestColumnLayout)
#include "tst_columnlayout.moc"
