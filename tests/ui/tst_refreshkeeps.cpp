// SPDX-License-Identifier: GPL-3.0-or-later
// What a person looks at and holds in hand survives every refresh: place, current cell, selection, an open
// cell.
#include "patience.h"
#include "subscriptionwriter.h"
#include "whatisseen.h"

#include <functional>

using namespace Qt::StringLiterals;

namespace {
constexpr int top = 300; ///< the row at the top of the screen

/// What the server does between two refreshes, and how the grid is meant to play it.
struct Deed {
    const char *name;
    std::function<void(SubscriptionWriter &)> act;
    bool isBatch = false;
    int ghosts = 0;
    bool changesLength = true;
};

void removeRows(SubscriptionWriter &writer, const QList<int> &rows)
{
    QVariantList keys;
    for (const int row : rows)
        keys.append(writer.keyAt(row));
    for (const QVariant &key : std::as_const(keys))
        writer.remove(key);
}

/// Changes, removals and insertions all over the screen.
void scatter(SubscriptionWriter &writer)
{
    for (int row = top - 12; row < top + 30; row += 4) {
        writer.insertAfter(writer.keyAt(row));
        writer.change(writer.keyAt(row + 1));
    }
    removeRows(writer, {top - 7, top + 2, top + 7, top + 19, top + 26});
}

QList<Deed> deeds()
{
    return {
        {"nothing happens", [](SubscriptionWriter &) {}, false, 0, false},
        {"a row comes far above", [](SubscriptionWriter &writer) { writer.insertAfter(writer.keyAt(5)); }},
        {"a row comes above the screen",
            [](SubscriptionWriter &writer) { writer.insertAfter(writer.keyAt(top - 8)); }},
        {"a row comes on the screen",
            [](SubscriptionWriter &writer) { writer.insertAfter(writer.keyAt(top + 2)); }},
        {"a row comes between the selected ones",
            [](SubscriptionWriter &writer) { writer.insertAfter(writer.keyAt(top + 11)); }},
        {"a row comes below the screen",
            [](SubscriptionWriter &writer) { writer.insertAfter(writer.keyAt(top + 35)); }},
        {"a row comes far below", [](SubscriptionWriter &writer) { writer.insertAfter(writer.keyAt(900)); }},
        {"a row goes far above", [](SubscriptionWriter &writer) { removeRows(writer, {5}); }, false, 1,
            false},
        {"a row goes above the screen", [](SubscriptionWriter &writer) { removeRows(writer, {top - 8}); },
            false, 1, false},
        {"the top row goes", [](SubscriptionWriter &writer) { removeRows(writer, {top}); }, false, 1, false},
        {"a selected row goes", [](SubscriptionWriter &writer) { removeRows(writer, {top + 11}); }, false, 1,
            false},
        {"the current row goes", [](SubscriptionWriter &writer) { removeRows(writer, {top + 5}); }, false, 1,
            false},
        {"a row below goes", [](SubscriptionWriter &writer) { removeRows(writer, {top + 35}); }, false, 1,
            false},
        {"the current row changes", [](SubscriptionWriter &writer) { writer.change(writer.keyAt(top + 5)); },
            false, 0, false},
        {"a selected row changes", [](SubscriptionWriter &writer) { writer.change(writer.keyAt(top + 11)); },
            false, 0, false},
        {"much happens all over the screen", scatter, true, 5},
    };
}

/// A table at the top row, scrolled to the right, with several selected ranges and a half-made text selection
/// in an open cell.
bool takeInHand(WindowLab &lab)
{
    if (!lab.readWhole() || !lab.look(top))
        return false;
    GridView &view = lab.view();
    view.horizontalScrollBar()->setValue(view.horizontalScrollBar()->maximum() / 3);
    const auto cells = [&lab](int first, int last, int left, int right) {
        return QItemSelection(lab.model().index(first, left), lab.model().index(last, right));
    };
    const int lastColumn = lab.model().columnCount() - 1;
    QItemSelection selection = cells(top + 3, top + 6, 2, 4);
    selection.merge(cells(top + 10, top + 12, 0, lastColumn), QItemSelectionModel::Select);
    selection.merge(cells(top - 4, top - 2, 1, 6), QItemSelectionModel::Select);
    view.selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    const int column = view.columnAt(view.viewport()->width() / 2);
    view.selectionModel()->setCurrentIndex(lab.model().index(top + 5, column), QItemSelectionModel::NoUpdate);
    QTest::keyClick(&view, Qt::Key_F2);
    auto *editor = view.findChild<QLineEdit *>(u"cellEditor"_s);
    if (!editor)
        return false;
    editor->setSelection(0, qMax(1, static_cast<int>(editor->text().size()) / 2));
    return QTest::qWaitFor([editor] { return editor->hasFocus(); });
}
} // namespace

class TestRefreshKeeps : public QObject {
    Q_OBJECT
private slots:
    void everythingInHand_data();
    void everythingInHand();
    void manySelectedRows_data() { addBothKinds(); }
    void manySelectedRows();
    void aGhostStaysWhileItIsHeld_data() { addBothKinds(); }
    void aGhostStaysWhileItIsHeld();
    void everyRowIsThereAfterwards_data() { addBothKinds(); }
    void everyRowIsThereAfterwards();
    void switchingTablesKeepsTheirPlaces_data() { addBothKinds(); }
    void switchingTablesKeepsTheirPlaces();
};

void TestRefreshKeeps::everythingInHand_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<int>("deed");
    const QList<Deed> all = deeds();
    for (int i = 0; i < all.size(); ++i) {
        QTest::addRow("current Kamailio, %s", all.at(i).name) << DemoKind::Modern << i;
        QTest::addRow("tables of 2006, %s", all.at(i).name) << DemoKind::Seed << i;
    }
}

void TestRefreshKeeps::everythingInHand()
{
    QFETCH(DemoKind, kind);
    QFETCH(int, deed);
    const Deed what = deeds().at(deed);
    WindowLab lab(kind);
    SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    QVERIFY(takeInHand(lab));
    const QSignalSpy resets(&lab.model(), &QAbstractItemModel::modelReset);
    const QSignalSpy layouts(&lab.model(), &QAbstractItemModel::layoutChanged);
    const int length = lab.model().rowCount();
    const WhatIsSeen before(lab);
    QVERIFY(before.selectedCells() > 30);

    what.act(writer);
    for (int tick = 0; tick < 3; ++tick) {
        QVERIFY(lab.tick());
        const QString lost = before.lostIn(WhatIsSeen(lab));
        QVERIFY2(lost.isEmpty(), qPrintable(u"refresh %1: %2"_s.arg(tick).arg(lost)));
    }
    QCOMPARE(resets.count(), 0);
    QCOMPARE(layouts.count() > 0, what.isBatch);
    QCOMPARE(lab.model().ghostCount(), what.ghosts);
    QCOMPARE(lab.model().rowCount() != length, what.changesLength);
    QCOMPARE(lab.model().totalRows() - lab.model().ghostCount(),
        lab.ask(u"SELECT count(*) FROM active_watchers"_s));
}

void TestRefreshKeeps::manySelectedRows()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    QVERIFY(lab.readWhole());
    QVERIFY(lab.look(top));
    lab.view().selectionModel()->select(
        QItemSelection(lab.model().index(50, 0), lab.model().index(1549, lab.model().columnCount() - 1)),
        QItemSelectionModel::ClearAndSelect);
    lab.view().selectionModel()->setCurrentIndex(
        lab.model().index(top + 2, 1), QItemSelectionModel::NoUpdate);
    const WhatIsSeen before(lab);
    QCOMPARE(before.selectedCells(), 1500 * lab.model().columnCount());
    const QSignalSpy resets(&lab.model(), &QAbstractItemModel::modelReset);
    QSignalSpy chosen(lab.view().selectionModel(), &QItemSelectionModel::selectionChanged);

    // Rows that change and go are selected before and after; those that come in a selected run are not part
    // of it.
    for (int row = top - 10; row < top + 30; row += 3)
        writer.change(writer.keyAt(row));
    removeRows(writer, {top - 8, top + 2, top + 9, top + 17, top + 25});
    for (int row = top - 9; row < top + 30; row += 9)
        writer.insertAfter(writer.keyAt(row));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(lab.tick());
    const qint64 took = timer.elapsed();
    const QString lost = before.lostIn(WhatIsSeen(lab));
    QVERIFY2(lost.isEmpty(), qPrintable(lost));
    QCOMPARE(lab.model().ghostCount(), 5);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(chosen.count(), 0);
#ifndef __SANITIZE_ADDRESS__
    QVERIFY2(
        took < patienceMs, qPrintable(u"%1 ms"_s.arg(took))); // a cubic selection would need many minutes
#else
    qInfo("took %lld ms", took);
#endif
}

void TestRefreshKeeps::aGhostStaysWhileItIsHeld()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    Settings::markSeconds.store(lab.settings(), 1);
    SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    QVERIFY(lab.readWhole());
    QVERIFY(lab.look(top));
    lab.view().setCurrentIndex(lab.model().index(top + 4, 1));
    const QString text = lab.view().currentIndex().data().toString();
    const QSignalSpy resets(&lab.model(), &QAbstractItemModel::modelReset);
    removeRows(writer, {top + 2, top + 4, top + 8});
    QVERIFY(lab.tick());
    QCOMPARE(lab.model().ghostCount(), 3);
    const QModelIndex held = lab.view().currentIndex();
    QCOMPARE(held.data(RowStateRole).toInt(), static_cast<int>(RowState::Ghost));
    QCOMPARE(held.data().toString(), text);

    QTRY_COMPARE(lab.model().ghostCount(), 1);
    QVERIFY(lab.tick());
    QCOMPARE(lab.view().currentIndex().data(RowStateRole).toInt(), static_cast<int>(RowState::Ghost));
    QCOMPARE(lab.view().currentIndex().data().toString(), text);
    lab.view().setCurrentIndex(lab.model().index(lab.view().currentIndex().row() + 3, 1));
    QTRY_COMPARE(lab.model().ghostCount(), 0);
    QCOMPARE(lab.model().rowCount(), lab.ask(u"SELECT count(*) FROM active_watchers"_s).toInt());
    QCOMPARE(resets.count(), 0);
}

void TestRefreshKeeps::everyRowIsThereAfterwards()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    QVERIFY(lab.readWhole());
    QVERIFY(lab.look(top));
    for (const int row : {5, 6, 7, 1200, 1201})
        writer.insertAfter(writer.keyAt(row));
    QVERIFY(lab.tick());
    // Rows came where nobody looked: whoever goes there finds no gap, whatever end they begin at.
    for (const int row : {lab.model().rowCount(), 0, 1190, lab.model().rowCount()}) {
        QVERIFY(lab.look(row));
        QVERIFY(lab.tick());
        for (int shown = lab.view().firstVisibleRow(); shown <= lab.view().lastVisibleRow(); ++shown)
            QVERIFY2(!lab.model().index(shown, 0).data(PlaceholderRole).toBool(),
                qPrintable(u"row %1 of %2"_s.arg(shown).arg(lab.model().rowCount())));
    }
    QCOMPARE(lab.model().rowCount(), lab.ask(u"SELECT count(*) FROM active_watchers"_s).toInt());
}

void TestRefreshKeeps::switchingTablesKeepsTheirPlaces()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    QVERIFY(lab.look(top));
    lab.view().setCurrentIndex(lab.model().index(top + 4, 2));
    const WhatIsSeen before(lab);
    QVERIFY(lab.bringToFront(TableRole::Watchers));
    QVERIFY(lab.look(40));
    lab.view().setCurrentIndex(lab.model().index(45, 1));
    const WhatIsSeen watchers(lab);
    QVERIFY(lab.tick());
    QVERIFY(lab.bringToFront(TableRole::ActiveWatchers));
    const QString lost = before.lostIn(WhatIsSeen(lab));
    QVERIFY2(lost.isEmpty(), qPrintable(lost));
    QVERIFY(lab.bringToFront(TableRole::Watchers));
    const QString lostWatchers = watchers.lostIn(WhatIsSeen(lab));
    QVERIFY2(lostWatchers.isEmpty(), qPrintable(lostWatchers));
}

QTEST_MAIN(TestRefreshKeeps)
#include "tst_refreshkeeps.moc"
