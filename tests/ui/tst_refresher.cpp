// SPDX-License-Identifier: GPL-3.0-or-later
#include "refresher.h"

#include <QTest>

/// When the next refresh is due after answers that cost more or less.
class TestRefresher : public QObject {
    Q_OBJECT

private slots:
    void pauseFollowsTheCost_data();
    void pauseFollowsTheCost();
};

void TestRefresher::pauseFollowsTheCost_data()
{
    QTest::addColumn<QList<qint64>>("costsMs");
    QTest::addColumn<qint64>("delayMs");
    QTest::newRow("quick") << QList<qint64> {5} << qint64(5'000);
    QTest::newRow("a tenth of the period") << QList<qint64> {500} << qint64(5'000);
    QTest::newRow("slow") << QList<qint64> {5, 900} << qint64(9'000);
    QTest::newRow("very slow, once") << QList<qint64> {5, 31'000} << qint64(15'000);
    QTest::newRow("very slow, again") << QList<qint64> {5, 31'000, 31'000} << qint64(310'000);
    QTest::newRow("slow for hours") << QList<qint64> {90'000, 90'000, 90'000} << qint64(600'000);
    QTest::newRow("quick again") << QList<qint64> {31'000, 31'000, 5} << qint64(5'000);
    QTest::newRow("slow after a quick one") << QList<qint64> {31'000, 31'000, 5, 31'000} << qint64(15'000);
}

void TestRefresher::pauseFollowsTheCost()
{
    QFETCH(QList<qint64>, costsMs);
    Refresher refresher;
    refresher.setPeriod(5);
    for (const qint64 cost : costsMs)
        refresher.answered(cost);
    QTEST(refresher.delayMs(), "delayMs");
    QVERIFY(refresher.untilDueMs() > 0);
}

QTEST_MAIN(TestRefresher)
#include "tst_refresher.moc"
