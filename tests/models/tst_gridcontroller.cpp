// SPDX-License-Identifier: GPL-3.0-or-later
#include "gridlab.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;

namespace {
constexpr WindowLimits small {60, 24, 12};

/// Keeps a database thread busy until it is released, as a slow server would.
class Hold {
public:
    explicit Hold(DatabaseThread &thread)
    {
        thread.run([semaphore = m_semaphore](Connection &) -> Result<int> {
            semaphore->acquire();
            return 0;
        });
    }
    ~Hold() { release(); }
    Hold(const Hold &) = delete;
    Hold &operator=(const Hold &) = delete;
    void release() { m_semaphore->release(); }

private:
    std::shared_ptr<QSemaphore> m_semaphore = std::make_shared<QSemaphore>();
};

RowFilter idsAbove(int id)
{
    return {{{u"id"_s, FilterOp::Greater, {id}}}, {}};
}
} // namespace

/// What the grid does when answers are late, fail, or find nothing where rows were.
class TestGridController : public QObject {
    Q_OBJECT
private slots:
    void aCountOfTheOldFilterSaysNothingAboutTheNewOne()
    {
        GridLab lab(LabKey::Id, 500, small);
        lab.grid().load();
        QVERIFY(lab.settle());
        Hold hold(lab.session().counter());
        lab.grid().recount();
        QVERIFY(lab.grid().setFilter(idsAbove(250)));
        QTRY_VERIFY(!lab.grid().isBusy());
        hold.release();
        QVERIFY(lab.settle());
        QCOMPARE(lab.model().totalRows(), 250);
        QVERIFY(lab.grid().isTotalExact());
        QCOMPARE(lab.difference(), QString());
    }

    void aTableThatIsNotCountedCanBeScrolledToItsEnd()
    {
        GridLab lab(LabKey::Id, 500, small);
        const Hold hold(lab.session().counter());
        lab.grid().load();
        QTRY_VERIFY(lab.grid().hasLoaded());
        for (int i = 0; i < 100 && lab.model().totalRows() < 500; ++i) {
            lab.look(static_cast<int>(lab.model().totalRows()));
            QTRY_VERIFY(!lab.grid().isBusy());
        }
        QCOMPARE(lab.model().totalRows(), 500);
        QCOMPARE(lab.model().index(499, 0).data(RawValueRole).toInt(), 500);
    }

    void allKnownRowsMayVanish()
    {
        GridLab lab(LabKey::Id, 1000, {24, 12, 6});
        lab.grid().load();
        QVERIFY(lab.settle());
        lab.look(500);
        QVERIFY(lab.settle());
        const int first = lab.model().windowFirst();
        QVERIFY(lab.exec(u"DELETE FROM active_watchers WHERE id BETWEEN %1 AND %2"_s.arg(first + 1).arg(
            first + lab.model().windowSize())));
        lab.grid().refresh();
        QVERIFY(lab.settle());
        lab.look(lab.model().windowFirst() + lab.model().windowSize() - 2);
        QVERIFY(lab.settle());
        lab.grid().recount();
        QVERIFY(lab.settle());
        QVERIFY(lab.model().windowSize() >= GridLab::screen);
        QCOMPARE(lab.difference(), QString());
    }

    void aMoveThatFailedIsTriedAgainWhereOneLooks()
    {
        GridLab lab(LabKey::Id, 1000, small);
        lab.grid().load();
        QVERIFY(lab.settle());
        const QSignalSpy failures(&lab.grid(), &GridController::failed);
        const QSignalSpy orders(&lab.grid(), &GridController::orderChanged);
        QVERIFY(lab.exec(u"ALTER TABLE active_watchers RENAME TO gone"_s));
        lab.look(700);
        QVERIFY(lab.settle());
        QCOMPARE(failures.count(), 1);
        QVERIFY(lab.exec(u"ALTER TABLE gone RENAME TO active_watchers"_s));
        lab.grid().refresh();
        QVERIFY(lab.settle());
        QCOMPARE(lab.model().index(700, 0).data(RawValueRole).toInt(), 701);
        QCOMPARE(orders.count(), 0);
    }

    void rowsAboveAreReachedWithoutARank()
    {
        GridLab lab(LabKey::Id, 1000, small);
        QVERIFY(lab.exec(u"UPDATE active_watchers SET id = id + 1000"_s));
        lab.grid().load();
        QVERIFY(lab.settle());
        lab.look(500);
        QVERIFY(lab.settle());
        const Hold hold(lab.session().counter());
        QVERIFY(lab.exec(
            u"INSERT INTO active_watchers SELECT id - 1000, a, b || 'x', expires, note, mixed FROM active_watchers WHERE id <= 1600"_s));
        for (int i = 0; i < 200 && lab.model().index(0, 0).data(RawValueRole).toInt() != 1; ++i) {
            lab.look(std::max(0, lab.model().windowFirst() - 3));
            QTRY_VERIFY(!lab.grid().isBusy());
        }
        QCOMPARE(lab.model().index(0, 0).data(RawValueRole).toInt(), 1);
    }
};

QTEST_GUILESS_MAIN(TestGridController)
#include "tst_gridcontroller.moc"
