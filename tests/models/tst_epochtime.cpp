// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/epochtime.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;

// Times in words that fit a cell.
class EpochTimeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void relative_data();
    void relative();
    void relativeSurvivesAnyNumber();
    void countsDown_data();
    void countsDown();
    void dates_data();
    void dates();
};

void EpochTimeTest::relative_data()
{
    QTest::addColumn<qint64>("distance");
    QTest::addColumn<QString>("text");
    QTest::newRow("now") << qint64(0) << u"now"_s;
    QTest::newRow("a second") << qint64(1) << u"in 1 s"_s;
    QTest::newRow("below a minute") << qint64(59) << u"in 59 s"_s;
    QTest::newRow("minutes and seconds") << qint64(252) << u"in 4 min 12 s"_s;
    QTest::newRow("full minutes") << qint64(300) << u"in 5 min"_s;
    QTest::newRow("hours") << qint64(-3 * 3600) << u"3 h ago"_s;
    QTest::newRow("hours and minutes") << qint64(-(3 * 3600 + 5 * 60 + 40)) << u"3 h 5 min ago"_s;
    QTest::newRow("a day and hours") << qint64(86400 + 7200) << u"in 1 d 2 h"_s;
    QTest::newRow("days alone") << qint64(12 * 86400 + 7200) << u"in 12 d"_s;
    QTest::newRow("years") << qint64(-3 * 365 * 86400LL) << u"3 y ago"_s;
}

void EpochTimeTest::relative()
{
    QFETCH(qint64, distance);
    QFETCH(QString, text);
    QCOMPARE(relativeTime(1'700'000'000 + distance, 1'700'000'000), text);
}

void EpochTimeTest::relativeSurvivesAnyNumber()
{
    const qint64 least = std::numeric_limits<qint64>::min();
    const qint64 most = std::numeric_limits<qint64>::max();
    QVERIFY(relativeTime(most, least).startsWith("in "_L1));
    QVERIFY(relativeTime(least, most).endsWith(" ago"_L1));
    QVERIFY(relativeTime(least, 0).endsWith(" ago"_L1));
    QVERIFY(relativeTime(0, least).startsWith("in "_L1));
    QCOMPARE(dateTimeText(most, true), QString::number(most));
    QCOMPARE(dateTimeText(least, false), QString::number(least));
}

void EpochTimeTest::countsDown_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << u"0:00"_s;
    QTest::newRow("seconds") << qint64(42) << u"0:42"_s;
    QTest::newRow("minutes") << qint64(31 * 60 + 10) << u"31:10"_s;
    QTest::newRow("hours") << qint64(2 * 3600 + 3 * 60) << u"2:03:00"_s;
    QTest::newRow("below two days") << qint64(47 * 3600) << u"47:00:00"_s;
    QTest::newRow("days") << qint64(5 * 86400 + 4000) << u"5 d"_s;
    QTest::newRow("negative is over") << qint64(-5) << u"0:00"_s;
}

void EpochTimeTest::countsDown()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, text);
    QCOMPARE(countdown(seconds), text);
}

void EpochTimeTest::dates_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("epoch") << qint64(0) << u"1970-01-01 00:00:00"_s;
    QTest::newRow("today") << qint64(1795562289) << u"2026-11-24 23:18:09"_s;
    QTest::newRow("beyond 32 bits") << qint64(4102444800) << u"2100-01-01 00:00:00"_s;
    QTest::newRow("last year with four digits") << qint64(253402300799) << u"9999-12-31 23:59:59"_s;
}

void EpochTimeTest::dates()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, text);
    QCOMPARE(dateTimeText(seconds, true), text + u'Z');
    // The local zone is whatever the environment says; the tests' own setting is UTC.
    qputenv("TZ", "UTC");
    tzset();
    QCOMPARE(dateTimeText(seconds, false), text);
}

QTEST_APPLESS_MAIN(EpochTimeTest)
#include "tst_epochtime.moc"
