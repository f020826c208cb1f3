// SPDX-License-Identifier: GPL-3.0-or-later
#include "gridlab.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;

namespace {
constexpr WindowLimits small {60, 24, 12};

/// Makes the grid read its whole window again and count, after which it must equal the database.
bool readAll(GridLab &lab)
{
    // Looking about may move the window and make it larger.
    for (int offset = 0; offset <= lab.model().windowSize(); offset += GridLab::screen * 2) {
        lab.look(lab.model().windowFirst() + offset);
        if (!lab.settle())
            return false;
        lab.grid().refresh();
        if (!lab.settle())
            return false;
    }
    lab.grid().recount();
    return lab.settle();
}

const QList<SortOrder> orders {{}, {u"expires"_s, false}, {u"expires"_s, true}, {u"note"_s, false},
    {u"note"_s, true}, {u"mixed"_s, false}, {u"mixed"_s, true}, {u"a"_s, true}};

void randomStep(GridLab &lab)
{
    QRandomGenerator &random = lab.random();
    const int total = static_cast<int>(lab.model().totalRows());
    switch (random.bounded(12)) {
    case 0:
    case 1:
        return lab.look(random.bounded(total + 1));
    case 2:
        return lab.look(lab.model().windowFirst() + random.bounded(-20, 60));
    case 3:
        return lab.insertRows(1 + random.bounded(6));
    case 4:
    case 5:
        return lab.updateRows(1 + random.bounded(6));
    case 6:
        return lab.deleteRows(1 + random.bounded(5));
    case 7:
        return lab.grid().refresh();
    case 8:
        return lab.grid().setSort(orders.at(random.bounded(orders.size())));
    case 9:
        return lab.model().expireMarks(
            random.bounded(2) ? std::numeric_limits<qint64>::max() : 0, [](int) { return false; });
    case 10: {
        RowFilter filter;
        if (random.bounded(2))
            filter.conditions = {{u"expires"_s, FilterOp::GreaterEqual, {random.bounded(15)}}};
        QVERIFY(lab.grid().setFilter(filter));
        return;
    }
    default:
        return lab.grid().recount();
    }
}

/// Persistent indexes with the key that they had when they were made.
struct Watched {
    QPersistentModelIndex index;
    RowKey key;
};

QString wrongPersistent(const GridLab &, const LiveGridModel &model, const QList<Watched> &watched)
{
    for (const Watched &watch : watched) {
        const GridEntry *entry = watch.index.isValid() ? model.entryAt(watch.index.row()) : nullptr;
        if (entry && entry->row.key != watch.key)
            return u"index of %1 names %2"_s.arg(
                QString::fromUtf8(watch.key), QString::fromUtf8(entry->row.key));
    }
    return {};
}
} // namespace

class TestLiveGrid : public QObject {
    Q_OBJECT
private slots:
    void randomMixes_data()
    {
        QTest::addColumn<LabKey>("key");
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 3; ++seed) {
            QTest::addRow("id key, seed %u", seed) << LabKey::Id << seed;
            QTest::addRow("natural key of two columns, seed %u", seed) << LabKey::Natural << seed;
            QTest::addRow("random text key, seed %u", seed) << LabKey::RandomText << seed;
            QTest::addRow("hidden row number, seed %u", seed) << LabKey::RowidOnly << seed;
        }
    }
    void randomMixes()
    {
        QFETCH(LabKey, key);
        QFETCH(quint32, seed);
        GridLab lab(key, 240, small, seed);
        LiveGridModel &model = lab.model();
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QList<Watched> watched;
        lab.grid().load();
        QVERIFY(lab.settle());
        for (int step = 0; step < 110; ++step) {
            for (int i = 0; i < 3; ++i)
                randomStep(lab);
            QVERIFY(lab.settle());
            QVERIFY(readAll(lab));
            const QString difference = lab.difference();
            QVERIFY2(difference.isEmpty(), qPrintable(u"step %1: %2"_s.arg(step).arg(difference)));
            const QString wrong = wrongPersistent(lab, model, watched);
            QVERIFY2(wrong.isEmpty(), qPrintable(u"step %1: %2"_s.arg(step).arg(wrong)));
            QVERIFY(model.windowSize() - model.ghostCount() <= small.most + small.page);
            if (model.windowSize() > 0) {
                const int row = model.windowFirst() + lab.random().bounded(model.windowSize());
                watched.append({model.index(row, lab.random().bounded(model.columnCount())),
                    model.entryAt(row)->row.key});
            }
        }
        QCOMPARE(resets.count(), 0);
    }

    void visibleRowsArrive()
    {
        GridLab lab(LabKey::Id, 2000, small);
        lab.grid().load();
        QVERIFY(lab.settle());
        QCOMPARE(lab.model().totalRows(), 2000);
        for (const int row : {0, 15, 31, 1990, 1000, 1013, 700, 0, 1999}) {
            lab.look(row);
            QVERIFY(lab.settle());
            for (int i = 0; i < GridLab::screen && row + i < 2000; ++i)
                QVERIFY2(!lab.model().index(row + i, 0).data(PlaceholderRole).toBool(),
                    qPrintable(QString::number(row + i)));
            QCOMPARE(lab.model().index(row, 0).data(RawValueRole).toInt(), row + 1);
        }
    }

    void rowsAboveTheWindowOnlyMoveIt()
    {
        GridLab lab(LabKey::Id, 1000, small);
        lab.grid().load();
        QVERIFY(lab.settle());
        lab.look(500);
        QVERIFY(lab.settle());
        const QPersistentModelIndex watched = lab.model().index(505, 1);
        QVERIFY(lab.exec(u"DELETE FROM active_watchers WHERE id <= 100"_s));
        lab.grid().refresh();
        QVERIFY(lab.settle());
        lab.grid().recount();
        QVERIFY(lab.settle());
        QCOMPARE(lab.model().totalRows(), 900);
        QCOMPARE(watched.row(), 405);
        QCOMPARE(lab.model().index(405, 0).data(RawValueRole).toInt(), 506);
        QCOMPARE(lab.difference(), QString());
    }

    void rowsBehindTheRefreshedPartAreFound()
    {
        GridLab lab(LabKey::Id, 50, small);
        lab.grid().load();
        QVERIFY(lab.settle());
        lab.look(0);
        QVERIFY(lab.settle());
        lab.insertRows(40);
        lab.grid().refresh();
        QVERIFY(lab.settle());
        QCOMPARE(lab.model().totalRows(), 90);
        lab.look(80);
        QVERIFY(lab.settle());
        QCOMPARE(lab.model().index(89, 0).data(RawValueRole).toInt(), 90);
        QCOMPARE(lab.difference(), QString());
    }

    void rowsBeforeTheRefreshedPartAreFound()
    {
        GridLab lab(LabKey::Natural, 50, small);
        lab.grid().load();
        QVERIFY(lab.settle());
        lab.look(40);
        QVERIFY(lab.settle());
        QVERIFY(lab.exec(
            u"INSERT INTO active_watchers (id, a, b, expires) VALUES (1000, 'a first', 'tag', 1)"_s));
        lab.grid().refresh();
        QVERIFY(lab.settle());
        QCOMPARE(lab.model().totalRows(), 51);
        lab.look(0);
        QVERIFY(lab.settle());
        QCOMPARE(lab.model().index(0, 1).data(RawValueRole).toString(), u"a first"_s);
        QCOMPARE(lab.difference(), QString());
    }

    void aFailedOrderLeavesTheOldOne()
    {
        GridLab lab(LabKey::Id, 100, small);
        lab.grid().load();
        QVERIFY(lab.settle());
        QSignalSpy failures(&lab.grid(), &GridController::failed);
        QVERIFY(lab.exec(u"ALTER TABLE active_watchers RENAME TO gone"_s));
        lab.grid().setSort({u"expires"_s, true});
        QVERIFY(lab.settle());
        QCOMPARE(failures.count(), 1);
        QCOMPARE(lab.grid().sort(), SortOrder());
        QCOMPARE(lab.model().index(0, 0).data(RawValueRole).toInt(), 1);
    }

    void newestWishWins()
    {
        GridLab lab(LabKey::Id, 5000, small);
        lab.grid().load();
        QVERIFY(lab.settle());
        // Twenty jumps while the reader is held up: only few of them are carried out, and the last one is.
        lab.session().reader().run([](Connection &) -> Result<int> {
            QThread::msleep(100);
            return 0;
        });
        const qint64 before = lab.grid().readCount();
        for (int i = 1; i <= 20; ++i)
            lab.look(i * 200);
        QVERIFY(lab.settle());
        QVERIFY(lab.grid().readCount() - before >= 1);
        QVERIFY(!lab.model().index(4000, 0).data(PlaceholderRole).toBool());
        QCOMPARE(lab.model().index(4000, 0).data(RawValueRole).toInt(), 4001);
    }

    void refreshMarksWhatHappened()
    {
        GridLab lab(LabKey::Id, 40, small);
        LiveGridModel &model = lab.model();
        lab.grid().load();
        QVERIFY(lab.settle());
        lab.look(0);
        QVERIFY(lab.settle());
        QVERIFY(lab.exec(u"UPDATE active_watchers SET expires = 4711 WHERE id = 3"_s));
        QVERIFY(lab.exec(u"DELETE FROM active_watchers WHERE id = 5"_s));
        const QVariant before = model.index(2, 3).data(DecodedTextRole);
        lab.grid().refresh();
        QVERIFY(lab.settle());
        QVERIFY(model.index(2, 3).data(CellChangedRole).toBool());
        QVERIFY(!model.index(2, 0).data(CellChangedRole).toBool());
        QCOMPARE(model.index(2, 3).data(OldTextRole), before);
        QCOMPARE(model.index(4, 0).data(RowStateRole).toInt(), static_cast<int>(RowState::Ghost));
        QCOMPARE(model.index(4, 0).data(RawValueRole).toInt(), 5);
        QCOMPARE(model.totalRows(), 40);

        model.expireMarks(std::numeric_limits<qint64>::max(), [](int row) { return row == 4; });
        QCOMPARE(model.totalRows(), 40);
        QVERIFY(!model.index(2, 3).data(CellChangedRole).toBool());
        model.expireMarks(std::numeric_limits<qint64>::max(), [](int) { return false; });
        QCOMPARE(model.totalRows(), 39);
        QCOMPARE(lab.difference(), QString());
    }

    void aTickWithoutChangesSendsNoSignal()
    {
        GridLab lab(LabKey::Id, 40, small);
        lab.grid().load();
        QVERIFY(lab.settle());
        lab.look(0);
        QVERIFY(lab.settle());
        const QSignalSpy changes(&lab.model(), &QAbstractItemModel::dataChanged);
        lab.grid().refresh();
        QVERIFY(lab.settle());
        QCOMPARE(changes.count(), 0);
    }

    void anEmptyTableFillsAndEmpties()
    {
        GridLab lab(LabKey::Natural, 0, small);
        lab.grid().load();
        QVERIFY(lab.settle());
        QCOMPARE(lab.model().totalRows(), 0);
        lab.insertRows(5);
        lab.grid().refresh();
        QVERIFY(lab.settle());
        QCOMPARE(lab.model().totalRows(), 5);
        QVERIFY(lab.exec(u"DELETE FROM active_watchers"_s));
        lab.grid().refresh();
        QVERIFY(lab.settle());
        QCOMPARE(lab.model().ghostCount(), 5);
        QVERIFY(lab.exec(u"DELETE FROM active_watchers"_s));
        lab.model().expireMarks(std::numeric_limits<qint64>::max(), [](int) { return false; });
        QCOMPARE(lab.model().totalRows(), 0);
    }
};

QTEST_GUILESS_MAIN(TestLiveGrid)
#include "tst_livegrid.moc"
