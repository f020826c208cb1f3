// SPDX-License-Identifier: GPL-3.0-or-later
// The details follow the current row, their links lead to the rows that belong to it, and back and forward
// return.
#include "subscriptionwriter.h"

#include "details/detailsdock.h"
#include "details/detailspane.h"
#include "details/rowtable.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {
/// The stored value that the details show for a column.
QString detail(WindowLab &lab, const QString &column)
{
    auto *table = lab.window().details().findChild<RowTable *>();
    const auto found = table->findItems(column, Qt::MatchExactly);
    return found.isEmpty() ? QString() : table->item(found.constFirst()->row(), 2)->text();
}

QPushButton *linkNamed(WindowLab &lab, const QString &start)
{
    for (auto *button : lab.window().details().findChildren<QPushButton *>())
        if (button->isVisible() && button->accessibleName().startsWith(start))
            return button;
    return nullptr;
}

/// The row of a subscription that has a watcher row of the same event.
int subscriptionWithWatcher(WindowLab &lab, const QString &keyColumn)
{
    const QString join = lab.isSeed()
        ? u"w.p_user = a.to_user AND w.p_domain = a.to_domain AND w.w_user = a.from_user AND w.w_domain = a.from_domain"_s
        : u"w.presentity_uri = a.presentity_uri AND w.watcher_username = a.watcher_username "
          "AND w.watcher_domain = a.watcher_domain AND w.event = a.event"_s;
    const QVariant key =
        lab.ask(u"SELECT min(a.%1) FROM active_watchers a JOIN watchers w ON %2"_s.arg(keyColumn, join));
    return lab.ask(u"SELECT count(*) FROM active_watchers WHERE %1 < ?"_s.arg(keyColumn), {key}).toInt();
}

bool arrived(WindowLab &lab, TableRole role)
{
    return QTest::qWaitFor([&lab, role] {
        const GridController &controller = lab.grid().controller();
        return lab.grid().table().role == role && controller.hasLoaded() && !controller.isBusy()
            && controller.filter() == lab.grid().filterBar().filter();
    }) && lab.settle();
}
} // namespace

class TestRelatedRows : public QObject {
    Q_OBJECT
private slots:
    void detailsFollowTheCurrentRow_data() { addBothKinds(); }
    void detailsFollowTheCurrentRow();
    void linksLeadThereAndBack_data() { addBothKinds(); }
    void linksLeadThereAndBack();
    void documentsOfThePresentity_data() { addBothKinds(); }
    void documentsOfThePresentity();
};

void TestRelatedRows::detailsFollowTheCurrentRow()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    for (const int row : {3, 4, 12}) {
        lab.view().setCurrentIndex(lab.model().index(row, 1));
        QTRY_COMPARE(detail(lab, writer.keyColumn()), writer.keyAt(row).toString());
        QCOMPARE(detail(lab, u"callid"_s),
            lab.model().index(row, writer.columnOf(u"callid"_s)).data(RawTextRole).toString());
    }
    writer.change(writer.keyAt(12));
    QVERIFY(lab.tick());
    QTRY_COMPARE(detail(lab, u"contact"_s), u"sip:changed@192.0.2.7"_s);
    // Gone: what was known stays readable until one leaves it.
    writer.remove(writer.keyAt(12));
    QVERIFY(lab.tick());
    QCOMPARE(detail(lab, u"contact"_s), u"sip:changed@192.0.2.7"_s);
    lab.view().setCurrentIndex(lab.model().index(2, 1));
    QTRY_COMPARE(detail(lab, writer.keyColumn()), writer.keyAt(2).toString());
}

void TestRelatedRows::linksLeadThereAndBack()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    const SubscriptionWriter writer(lab);
    QVERIFY(lab.open());
    const int row = subscriptionWithWatcher(lab, writer.keyColumn());
    lab.view().setCurrentIndex(lab.model().index(row, 1));
    const QString presentity = lab.isSeed() ? u"p_user"_s : u"presentity_uri"_s;
    const QString subscribed =
        lab.model()
            .index(row, writer.columnOf(lab.isSeed() ? u"to_user"_s : u"presentity_uri"_s))
            .data(RawValueRole)
            .toString();
    QTRY_VERIFY(linkNamed(lab, u"Watcher row"_s));
    QTest::mouseClick(linkNamed(lab, u"Watcher row"_s), Qt::LeftButton);
    QVERIFY(arrived(lab, TableRole::Watchers));
    QCOMPARE(lab.model().rowCount(), 1);
    QCOMPARE(lab.model().index(0, lab.grid().table().indexOf(presentity)).data(RawValueRole).toString(),
        subscribed);

    QTest::keyClick(&lab.view(), Qt::Key_Left, Qt::AltModifier);
    QVERIFY(arrived(lab, TableRole::ActiveWatchers));
    QVERIFY(lab.grid().controller().filter().isEmpty());
    QCOMPARE(lab.view().currentIndex().row(), row);
    QTest::keyClick(&lab.view(), Qt::Key_Right, Qt::AltModifier);
    QVERIFY(arrived(lab, TableRole::Watchers));
    QCOMPARE(lab.model().rowCount(), 1);

    // And the way back by a link: every row there is about the same two people.
    lab.view().setCurrentIndex(lab.model().index(0, 1));
    QTRY_VERIFY(linkNamed(lab, u"Subscriptions of this watcher"_s));
    QTest::mouseClick(linkNamed(lab, u"Subscriptions of this watcher"_s), Qt::LeftButton);
    QVERIFY(arrived(lab, TableRole::ActiveWatchers));
    QVERIFY(lab.model().rowCount() >= 1);
    for (int shown = 0; shown < lab.model().rowCount(); ++shown)
        QCOMPARE(lab.model()
                     .index(shown, writer.columnOf(lab.isSeed() ? u"to_user"_s : u"presentity_uri"_s))
                     .data(RawValueRole)
                     .toString(),
            subscribed);
}

void TestRelatedRows::documentsOfThePresentity()
{
    QFETCH(DemoKind, kind);
    WindowLab lab(kind);
    QVERIFY(lab.open(TableRole::Presentity));
    lab.view().setCurrentIndex(lab.model().index(1, 1));
    const auto cell = [&lab](const QString &column) {
        return lab.model()
            .index(lab.view().currentIndex().row(), lab.grid().table().indexOf(column))
            .data(RawValueRole)
            .toString();
    };
    const QString user = cell(u"username"_s);
    const QString domain = cell(u"domain"_s);
    QTRY_VERIFY(linkNamed(lab, u"Subscriptions to "_s));
    QTest::mouseClick(linkNamed(lab, u"Subscriptions to "_s), Qt::LeftButton);
    QVERIFY(arrived(lab, TableRole::ActiveWatchers));
    const QString where =
        lab.isSeed() ? u"to_user = ? AND to_domain = ?"_s : u"presentity_uri = 'sip:' || ? || '@' || ?"_s;
    QCOMPARE(lab.model().rowCount(),
        lab.ask(u"SELECT count(*) FROM active_watchers WHERE "_s + where, {user, domain}).toInt());
}

QTEST_MAIN(TestRelatedRows)
#include "tst_relatedrows.moc"
