// SPDX-License-Identifier: GPL-3.0-or-later
// Sorting by the header and going to rows, in the real window over real files.
#include "bigdatabase.h"
#include "subscriptionwriter.h"

#include <QHeaderView>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace {
/// NULL has a type in one driver and none in the other.
QVariant plain(const QVariant &value)
{
    return value.isNull() ? QVariant() : value;
}

QVariantList shown(WindowLab &lab, const QString &column, int rows)
{
    QVariantList values;
    for (int row = 0; row < rows; ++row)
        values.append(plain(lab.model().index(row, lab.grid().table().indexOf(column)).data(RawValueRole)));
    return values;
}

QVariantList stored(WindowLab &lab, const QString &column, const QString &order, int rows)
{
    QVariantList values;
    for (const QVariantList &row :
        lab.askRows(u"SELECT %1 FROM active_watchers ORDER BY %2 LIMIT %3"_s.arg(column, order).arg(rows)))
        values.append(plain(row.constFirst()));
    return values;
}

/// Clicks the header of a column and waits for the order.
bool clickHeader(WindowLab &lab, const QString &column)
{
    QHeaderView *header = lab.view().horizontalHeader();
    const int section = lab.grid().table().indexOf(column);
    lab.view().scrollTo(lab.model().index(lab.view().firstVisibleRow(), section));
    QSignalSpy ordered(&lab.grid().controller(), &GridController::orderChanged);
    const int x = header->sectionViewportPosition(section) + header->sectionSize(section) / 2;
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {x, header->height() / 2});
    return QTest::qWaitFor([&ordered] { return !ordered.isEmpty(); }) && lab.settle();
}
} // namespace

class TestSortAndGo : public QObject {
    Q_OBJECT
private slots:
    void threeClicks_data();
    void threeClicks();
    void sortingFromTheKeyboard_data() { addBothKinds(); }
    void sortingFromTheKeyboard();
    void theSortedTableLives_data() { addBothKinds(); }
    void theSortedTableLives();
    void endsOfALongTable_data() { addBothKinds(); }
    void endsOfALongTable();
    void goToRow_data() { addBothKinds(); }
    void goToRow();
};

void TestSortAndGo::threeClicks_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<QString>("column");
    for (const char *column : {"expires", "status", "event_id", "contact", "to_domain"}) {
        QTest::addRow("current Kamailio, %s", column) << DemoKind::Modern << QString::fromLatin1(column);
        QTest::addRow("tables of 2006, %s", column) << DemoKind::Seed << QString::fromLatin1(column);
    }
}

void TestSortAndGo::threeClicks()
{
    QFETCH(DemoKind, kind);
    QFETCH(QString, column);
    constexpr int rows = 300;
    WindowLab lab(kind);
    const SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    const QString key = writer.keyColumn();
    QHeaderView *header = lab.view().horizontalHeader();
    QVERIFY(!header->isSortIndicatorShown());
    const auto sql = [&](const QString &direction) { return column + direction + u", "_s + key + direction; };

    QVERIFY(clickHeader(lab, column));
    QVERIFY(header->isSortIndicatorShown());
    QCOMPARE(header->sortIndicatorSection(), writer.columnOf(column));
    QCOMPARE(header->sortIndicatorOrder(), Qt::AscendingOrder);
    QCOMPARE(shown(lab, column, rows), stored(lab, column, sql({}), rows));
    QCOMPARE(shown(lab, key, rows), stored(lab, key, sql({}), rows));

    QVERIFY(clickHeader(lab, column));
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    QCOMPARE(shown(lab, column, rows), stored(lab, column, sql(u" DESC"_s), rows));

    QVERIFY(clickHeader(lab, column));
    QVERIFY(!header->isSortIndicatorShown());
    QCOMPARE(shown(lab, key, rows), stored(lab, key, key, rows));
    QVERIFY(lab.view().selectionModel()->selection().isEmpty());
}

void TestSortAndGo::sortingFromTheKeyboard()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    const SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    lab.view().setCurrentIndex(lab.model().index(3, writer.columnOf(u"expires"_s)));
    QSignalSpy ordered(&lab.grid().controller(), &GridController::orderChanged);
    QTest::keyClick(&lab.view(), Qt::Key_S, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&ordered] { return !ordered.isEmpty(); }) && lab.settle());
    QCOMPARE(shown(lab, u"expires"_s, 100), stored(lab, u"expires"_s, u"expires"_s, 100));
    // The current row moved with its content, or is out of sight; it never became another row.
    QCOMPARE(lab.view().horizontalHeader()->sortIndicatorSection(), writer.columnOf(u"expires"_s));
}

void TestSortAndGo::theSortedTableLives()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    QVERIFY(clickHeader(lab, u"expires"_s));
    QVERIFY(lab.readWhole() && lab.look(0));
    const QSignalSpy resets(&lab.model(), &QAbstractItemModel::modelReset);
    const QVariant moves = writer.keyAt(6);
    const QVariant dies = writer.keyAt(9);
    const QVariant current = writer.keyAt(12);
    lab.view().setCurrentIndex(lab.model().index(12, 1));
    lab.write(u"UPDATE active_watchers SET expires = (SELECT max(expires) + 1 FROM active_watchers) "
              "WHERE %1 = ?"_s.arg(writer.keyColumn()),
        {moves});
    writer.remove(dies);
    QVERIFY(lab.tick());
    QCOMPARE(lab.model().ghostCount(), 1); // the one that moved is no ghost
    QCOMPARE(writer.keyAt(lab.view().currentIndex().row()), current);
    QVERIFY(lab.look(lab.model().rowCount()));
    QVERIFY(lab.tick());
    QVERIFY(lab.look(lab.model().rowCount()));
    QCOMPARE(writer.keyAt(lab.model().rowCount() - 1), moves);
    QCOMPARE(resets.count(), 0);
}

void TestSortAndGo::endsOfALongTable()
{
    QFETCH(DemoKind, kind);
    QTemporaryDir folder;
    const QString path = folder.filePath(u"big"_s);
    constexpr int rows = 20'000;
    QVERIFY(makeBigDatabase(path, rows, kind == DemoKind::Seed ? BigKind::Seed : BigKind::Modern));
    WindowLab lab(path, kind);
    QVERIFY(lab.open());
    QTRY_COMPARE(lab.model().rowCount(), rows);
    const QString key = lab.isSeed() ? u"from_tag"_s : u"id"_s;
    const int keyColumn = lab.grid().table().indexOf(key);
    lab.view().setCurrentIndex(lab.model().index(2, 3));
    const int sideways = lab.view().horizontalScrollBar()->value();
    const auto arrived = [&lab] { return !lab.view().currentIndex().data(PlaceholderRole).toBool(); };

    QTest::keyClick(&lab.view(), Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(lab.view().currentIndex(), lab.model().index(rows - 1, 3));
    QTRY_VERIFY(arrived());
    QCOMPARE(lab.view().currentIndex().siblingAtColumn(keyColumn).data(RawValueRole),
        lab.ask(u"SELECT max(%1) FROM active_watchers"_s.arg(key)));
    QTest::keyClick(&lab.view(), Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(lab.view().currentIndex(), lab.model().index(0, 3));
    QTRY_VERIFY(arrived());
    QCOMPARE(lab.view().currentIndex().siblingAtColumn(keyColumn).data(RawValueRole),
        lab.ask(u"SELECT min(%1) FROM active_watchers"_s.arg(key)));
    QCOMPARE(lab.view().horizontalScrollBar()->value(), sideways);
    QTest::keyClick(&lab.view(), Qt::Key_PageDown);
    QVERIFY(lab.view().currentIndex().row() > 10);
}

void TestSortAndGo::goToRow()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    QTest::keyClick(&lab.view(), Qt::Key_G, Qt::ControlModifier);
    auto *number = lab.find<QSpinBox>(u"rowNumber"_s);
    QVERIFY(number && number->isVisible());
    QCOMPARE(number->maximum(), lab.model().rowCount());
    number->selectAll();
    QTest::keyClicks(number, u"1501"_s);
    QTest::keyClick(number, Qt::Key_Return);
    QCOMPARE(lab.view().currentIndex().row(), 1500);
    QTRY_VERIFY(!lab.model().index(1500, 0).data(PlaceholderRole).toBool());
    QVERIFY(lab.view().firstVisibleRow() <= 1500 && lab.view().lastVisibleRow() >= 1500);
    QCOMPARE(writer.keyAt(1500),
        lab.ask(u"SELECT %1 FROM active_watchers ORDER BY %1 LIMIT 1 OFFSET 1500"_s.arg(writer.keyColumn())));
    QCOMPARE(lab.window().focusWidget(), &lab.view());
}

QTEST_MAIN(TestSortAndGo)
#include "tst_sortandgo.moc"
