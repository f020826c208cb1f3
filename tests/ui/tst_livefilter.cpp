// SPDX-License-Identifier: GPL-3.0-or-later
// Filters while the table lives: of one click, moving with the clock, without a row, across a refresh.
#include "filterhands.h"

class TestLiveFilter : public QObject {
    Q_OBJECT
private slots:
    void quickFilters_data();
    void quickFilters();
    void pendingWatchers_data() { addBothKinds(); }
    void pendingWatchers();
    void noRowMatches_data() { addBothKinds(); }
    void noRowMatches();
    void aMovingFilterFollowsTheClock_data() { addBothKinds(); }
    void aMovingFilterFollowsTheClock();
    void aRefreshKeepsTheFilter_data() { addBothKinds(); }
    void aRefreshKeepsTheFilter();
};

void TestLiveFilter::quickFilters_data()
{
    QTest::addColumn<DemoKind>("kind");
    QTest::addColumn<QString>("button");
    QTest::addColumn<int>("rows");
    for (const DemoKind kind : {DemoKind::Modern, DemoKind::Seed}) {
        const char *name = kind == DemoKind::Modern ? "current Kamailio" : "tables of 2006";
        QTest::addRow("%s, expiring", name) << kind << u"quickExpiring"_s << 7;
        QTest::addRow("%s, expired", name) << kind << u"quickExpired"_s << 3;
    }
}

void TestLiveFilter::quickFilters()
{
    QFETCH(DemoKind, kind);
    QFETCH(QString, button);
    QFETCH(int, rows);
    WindowLab lab(kind);
    const SubscriptionWriter writer(lab);
    setEnds(lab, writer.keyColumn());
    QVERIFY(lab.open());
    auto *quick = lab.findInGrid<QToolButton>(button);
    QTest::mouseClick(quick, Qt::LeftButton);
    QVERIFY(applyMoving(lab));
    const QString now = QString::number(QDateTime::currentSecsSinceEpoch());
    const QString where = rows == 7 ? u"expires BETWEEN %1 AND %1 + 300"_s : u"expires < %1"_s;
    QCOMPARE(shown(lab, writer.keyColumn()), stored(lab, writer.keyColumn(), where.arg(now)));
    QCOMPARE(lab.model().rowCount(), rows);
    QTest::mouseClick(quick, Qt::LeftButton);
    QVERIFY(apply(lab));
    QCOMPARE(lab.model().rowCount(), lab.ask(u"SELECT count(*) FROM active_watchers"_s).toInt());
}

void TestLiveFilter::pendingWatchers()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    QVERIFY(lab.open(TableRole::Watchers));
    QTest::mouseClick(lab.findInGrid<QToolButton>(u"quickPending"_s), Qt::LeftButton);
    QVERIFY(apply(lab));
    const QString where = lab.isSeed() ? u"subs_status = 'pending'"_s : u"status = 2"_s;
    const int expected = lab.ask(u"SELECT count(*) FROM watchers WHERE "_s + where).toInt();
    QVERIFY(expected > 0);
    QCOMPARE(lab.model().rowCount(), expected);
    for (int row = 0; row < expected; ++row)
        QCOMPARE(lab.model().index(row, 0).data(StatusWordRole).toString(), u"pending"_s);
}

void TestLiveFilter::noRowMatches()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    const SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    auto *notice = lab.findInGrid<QLabel>(u"gridNotice"_s);
    auto *button = lab.findInGrid<QPushButton>(u"noticeClearFilter"_s);
    QVERIFY(!notice->isVisible() && !button->isVisible());
    QTest::keyClicks(lab.findInGrid<QLineEdit>(u"freeText"_s), u"nobody at all"_s);
    QVERIFY(apply(lab));
    QCOMPARE(lab.model().rowCount(), 0);
    QVERIFY(notice->isVisible() && button->isVisible());
    QVERIFY2(notice->text().contains(u"filter"_s), qPrintable(notice->text()));
    QVERIFY(lab.tick());
    QVERIFY(button->isVisible());

    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(apply(lab));
    QVERIFY(lab.findInGrid<QLineEdit>(u"freeText"_s)->text().isEmpty());
    QCOMPARE(shown(lab, writer.keyColumn()), stored(lab, writer.keyColumn(), u"1"_s));
    QVERIFY(!notice->isVisible() && !button->isVisible());
}

void TestLiveFilter::aMovingFilterFollowsTheClock()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    SubscriptionWriter writer(lab);
    setEnds(lab, writer.keyColumn());
    QVERIFY(lab.open());
    const QVariant comes = writer.keyAt(10);
    const QVariant goes = writer.keyAt(12);
    QTest::mouseClick(lab.findInGrid<QToolButton>(u"quickExpiring"_s), Qt::LeftButton);
    QVERIFY(applyMoving(lab));
    const QSignalSpy resets(&lab.model(), &QAbstractItemModel::modelReset);
    const QSignalSpy orders(&lab.grid().controller(), &GridController::orderChanged);
    lab.view().setCurrentIndex(lab.model().index(3, 1));
    const QVariant current = writer.keyAt(3);

    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const QString set = u"UPDATE active_watchers SET expires = ? WHERE %1 = ?"_s.arg(writer.keyColumn());
    lab.write(set, {now + 302, comes});
    lab.write(set, {now + 1, goes});
    QVERIFY(lab.tick());
    QVERIFY(!shown(lab, writer.keyColumn()).contains(comes));
    const auto follows = [&] {
        const bool refreshed = lab.tick();
        const QVariantList keys = shown(lab, writer.keyColumn());
        return refreshed && keys.contains(comes) && !keys.contains(goes);
    };
    QTRY_VERIFY(follows());
    QCOMPARE(shown(lab, writer.keyColumn()).size(), 8);
    QCOMPARE(writer.keyAt(lab.view().currentIndex().row()), current);
    QCOMPARE(lab.model().ghostCount(), 0); // it left the filter, not the table
    QCOMPARE(resets.count(), 0);
    QCOMPARE(orders.count(), 0);
}

void TestLiveFilter::aRefreshKeepsTheFilter()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    QVERIFY(addCondition(lab, u"to_domain"_s, FilterOp::Equal, u"example.net"_s));
    QVERIFY(apply(lab));
    QVERIFY(lab.look(0));
    const QVariant leaves = writer.keyAt(4);
    const QVariant dies = writer.keyAt(6);
    const QString set = u"UPDATE active_watchers SET to_domain = ? WHERE %1 = ?"_s.arg(writer.keyColumn());
    const QVariant joins = lab.ask(u"SELECT %1 FROM active_watchers WHERE to_domain <> 'example.net' "
                                   "AND %1 < ? ORDER BY %1 DESC"_s.arg(writer.keyColumn()),
        {writer.keyAt(8)});
    lab.write(set, {u"elsewhere.example"_s, leaves});
    lab.write(set, {u"example.net"_s, joins});
    writer.remove(dies);
    QVERIFY(lab.tick());
    QCOMPARE(lab.model().ghostCount(), 1);
    QCOMPARE(shown(lab, writer.keyColumn()), stored(lab, writer.keyColumn(), u"to_domain = 'example.net'"_s));
    QVERIFY(lab.find<QLabel>(u"statusRows"_s)->text().contains(u"match"_s));
}

QTEST_MAIN(TestLiveFilter)
#include "tst_livefilter.moc"
