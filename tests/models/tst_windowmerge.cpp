// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/gridentry.h"
#include "grid/windowmerge.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

namespace {
QList<RowKey> keysFrom(const char *letters)
{
    QList<RowKey> keys;
    for (const char *c = letters; *c; ++c)
        keys.append(RowKey(1, *c));
    return keys;
}

/// Plays a plan without batch the way the model does.
QList<RowKey> played(QList<RowKey> keys, const QList<RowKey> &after, const MergePlan &plan)
{
    for (const RowRun &run : plan.removes)
        keys.remove(run.at, run.count);
    for (const RowRun &run : plan.inserts)
        for (int i = 0; i < run.count; ++i)
            keys.insert(run.at + i, after.at(run.at + i));
    return keys;
}

/// A list made from another by a few random removals, insertions and, sometimes, a move.
QList<RowKey> disturbed(QList<RowKey> keys, QRandomGenerator &random, int &fresh)
{
    for (int i = random.bounded(4); i > 0 && !keys.isEmpty(); --i)
        keys.removeAt(random.bounded(keys.size()));
    for (int i = random.bounded(4); i > 0; --i)
        keys.insert(random.bounded(keys.size() + 1), "n" + QByteArray::number(++fresh));
    if (keys.size() > 1 && random.bounded(4) == 0)
        keys.move(random.bounded(keys.size()), random.bounded(keys.size()));
    return keys;
}

GridRow row(const char *key, int value)
{
    return {key, {QString::fromLatin1(key), value}};
}

QByteArray shape(const QList<GridEntry> &entries)
{
    QByteArray text;
    for (const GridEntry &entry : entries) {
        text += entry.row.key;
        text += entry.isGhost() ? "~" : entry.state == RowState::New ? "+" : entry.marks.isEmpty() ? "" : "!";
    }
    return text;
}
} // namespace

class TestWindowMerge : public QObject {
    Q_OBJECT
private slots:
    void plans_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<bool>("batch");
        QTest::addColumn<int>("removes");
        QTest::addColumn<int>("inserts");
        QTest::newRow("nothing changed") << QByteArray("abc") << QByteArray("abc") << false << 0 << 0;
        QTest::newRow("one gone") << QByteArray("abc") << QByteArray("ac") << false << 1 << 0;
        QTest::newRow("one came") << QByteArray("abc") << QByteArray("abxc") << false << 0 << 1;
        QTest::newRow("neighbours are one run")
            << QByteArray("abcd") << QByteArray("axyzd") << false << 1 << 1;
        QTest::newRow("a row changed its place")
            << QByteArray("abcd") << QByteArray("bcda") << true << 0 << 0;
        QTest::newRow("four runs are a batch")
            << QByteArray("abcdefg") << QByteArray("bdf") << true << 4 << 0;
        QTest::newRow("all gone") << QByteArray("abc") << QByteArray() << false << 1 << 0;
        QTest::newRow("from nothing") << QByteArray() << QByteArray("abc") << false << 0 << 1;
    }
    void plans()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const MergePlan plan = planMerge(keysFrom(before), keysFrom(after));
        QTEST(plan.batch, "batch");
        QTEST(static_cast<int>(plan.removes.size()), "removes");
        QTEST(static_cast<int>(plan.inserts.size()), "inserts");
    }

    void playedPlansGiveTheNewList()
    {
        QRandomGenerator random(20261124);
        int fresh = 0;
        int batches = 0;
        for (int round = 0; round < 5000; ++round) {
            QList<RowKey> before;
            for (int i = random.bounded(40); i > 0; --i)
                before.append(QByteArray::number(++fresh));
            const QList<RowKey> after = disturbed(before, random, fresh);
            const MergePlan plan = planMerge(before, after);
            if (plan.batch) {
                ++batches;
                continue;
            }
            QCOMPARE(played(before, after, plan), after);
            QVERIFY(plan.removes.size() + plan.inserts.size() <= MergePlan::mostRuns);
        }
        QVERIFY2(batches > 500 && batches < 4500, qPrintable(QString::number(batches)));
    }

    void aPlanWithoutMovesIsABatchOnlyForItsRuns()
    {
        QRandomGenerator random(7);
        int fresh = 0;
        for (int round = 0; round < 3000; ++round) {
            QList<RowKey> before;
            for (int i = 30; i > 0; --i)
                before.append(QByteArray::number(++fresh));
            QList<RowKey> after = before;
            after.removeAt(random.bounded(after.size()));
            after.insert(random.bounded(after.size() + 1), "n" + QByteArray::number(++fresh));
            QVERIFY(!planMerge(before, after).batch);
        }
    }

    void weavesGhostsMarksAndNewRows_data()
    {
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("nothing changed") << QByteArray("a1b1c1") << QByteArray("abc");
        QTest::newRow("a changed cell") << QByteArray("a1b2c1") << QByteArray("ab!c");
        QTest::newRow("a row came") << QByteArray("a1x1b1c1") << QByteArray("ax+bc");
        QTest::newRow("a row went and stays as a ghost") << QByteArray("a1c1") << QByteArray("ab~c");
        QTest::newRow("the first row went") << QByteArray("b1c1") << QByteArray("a~bc");
        QTest::newRow("all went") << QByteArray() << QByteArray("a~b~c~");
        QTest::newRow("rows changed places around a ghost") << QByteArray("c1a1") << QByteArray("cab~");
    }
    void weavesGhostsMarksAndNewRows()
    {
        QFETCH(QByteArray, after);
        QFETCH(QByteArray, expected);
        QList<GridEntry> old;
        for (const char *key : {"a", "b", "c"})
            old.append({row(key, 1), static_cast<int>(old.size()), RowState::Normal, 0, {}});
        QList<GridRow> rows;
        for (int i = 0; i < after.size(); i += 2)
            rows.append(row(after.mid(i, 1), after.at(i + 1) - '0'));
        QCOMPARE(shape(weaveEntries(old, rows, {}, 2, 1000).entries), expected);
    }

    void aRowThatMovedLeavesNoGhost()
    {
        const QList<GridEntry> old {
            {row("a", 1), 0, RowState::Normal, 0, {}}, {row("b", 1), 1, RowState::Normal, 0, {}}};
        QCOMPARE(shape(weaveEntries(old, {row("a", 1)}, {"b"}, 2, 1000).entries), QByteArray("a"));
    }

    void aGhostThatComesBackIsNew()
    {
        const QList<GridEntry> old {{row("a", 1), -1, RowState::Ghost, 5, {}}};
        const WeaveResult woven = weaveEntries(old, {row("a", 2)}, {}, 2, 1000);
        QCOMPARE(shape(woven.entries), QByteArray("a+"));
        QCOMPARE(woven.entries.constFirst().base, 0);
    }

    void theMarkKeepsTheOldValue()
    {
        const QList<GridEntry> old {{row("a", 1), 0, RowState::Normal, 0, {}}};
        const WeaveResult woven = weaveEntries(old, {row("a", 2)}, {}, 2, 1000);
        const CellMark *mark = woven.entries.constFirst().markOf(1);
        QVERIFY(mark);
        QCOMPARE(mark->before, QVariant(1));
        QVERIFY(!woven.entries.constFirst().markOf(0));
        QCOMPARE(woven.changedFirst, 0);
    }
};

QTEST_APPLESS_MAIN(TestWindowMerge)
#include "tst_windowmerge.moc"
