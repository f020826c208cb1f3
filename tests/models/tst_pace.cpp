// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/pace.h"

#include <QTest>

/// How often a server is asked.
class TestPace : public QObject {
    Q_OBJECT

private slots:
    void delays_data();
    void delays();
    void neverMoreThanATenthOfTheTime();
};

void TestPace::delays_data()
{
    QTest::addColumn<qint64>("period");
    QTest::addColumn<qint64>("cost");
    QTest::addColumn<qint64>("delay");
    QTest::addColumn<bool>("stretched");
    QTest::newRow("nothing asked yet") << qint64(5000) << qint64(0) << qint64(5000) << false;
    QTest::newRow("fast server") << qint64(1000) << qint64(4) << qint64(1000) << false;
    QTest::newRow("exactly a tenth") << qint64(1000) << qint64(100) << qint64(1000) << false;
    QTest::newRow("slow server") << qint64(1000) << qint64(101) << qint64(1010) << true;
    QTest::newRow("very slow server") << qint64(2000) << qint64(30'000) << qint64(300'000) << true;
}

void TestPace::delays()
{
    QFETCH(qint64, period);
    QFETCH(qint64, cost);
    const Pace pace {period, cost};
    QVERIFY(!pace.isOff());
    QTEST(pace.delayMs(), "delay");
    QTEST(pace.isStretched(), "stretched");
}

void TestPace::neverMoreThanATenthOfTheTime()
{
    for (const qint64 period : {1000, 2000, 5000, 60'000})
        for (qint64 cost = 0; cost < 40'000; cost += 7)
            QVERIFY(Pace({period, cost}).delayMs() >= cost * 10 && Pace({period, cost}).delayMs() >= period);
    QVERIFY(Pace({0, 500}).isOff());
    QVERIFY(!Pace({0, 500}).isStretched());
}

QTEST_APPLESS_MAIN(TestPace)
#include "tst_pace.moc"
