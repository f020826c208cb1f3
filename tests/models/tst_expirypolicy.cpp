// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/expirypolicy.h"

#include <QTest>

#include <limits>

Q_DECLARE_METATYPE(ExpiryState)

/// From a stored time to how urgent it is.
class TestExpiryPolicy : public QObject {
    Q_OBJECT

private slots:
    void states_data();
    void states();
    void thresholdsAreTheSettings();
    void aRowGrowsMoreUrgentAsTimeGoesBy();
};

void TestExpiryPolicy::states_data()
{
    QTest::addColumn<qint64>("expires");
    QTest::addColumn<ExpiryState>("state");
    constexpr qint64 now = 1'800'000'000;
    constexpr qint64 longest = 10LL * 366 * 86400;
    QTest::newRow("hard state") << qint64(-1) << ExpiryState::Permanent;
    QTest::newRow("no time was ever set") << qint64(0) << ExpiryState::Never;
    QTest::newRow("negative") << qint64(-2) << ExpiryState::Absurd;
    QTest::newRow("most negative") << std::numeric_limits<qint64>::min() << ExpiryState::Absurd;
    QTest::newRow("greatest") << std::numeric_limits<qint64>::max() << ExpiryState::Absurd;
    QTest::newRow("just too far") << now + longest + 1 << ExpiryState::Absurd;
    QTest::newRow("as far as it may be") << now + longest << ExpiryState::Fine;
    QTest::newRow("an hour") << now + 3600 << ExpiryState::Fine;
    QTest::newRow("before the warning") << now + 301 << ExpiryState::Fine;
    QTest::newRow("warning") << now + 300 << ExpiryState::Warn;
    QTest::newRow("before the alarm") << now + 61 << ExpiryState::Warn;
    QTest::newRow("alarm") << now + 60 << ExpiryState::Alarm;
    QTest::newRow("this very second") << now << ExpiryState::Alarm;
    QTest::newRow("a second ago") << now - 1 << ExpiryState::Expired;
    QTest::newRow("long ago") << qint64(1) << ExpiryState::Expired;
}

void TestExpiryPolicy::states()
{
    QFETCH(qint64, expires);
    QTEST(ExpiryPolicy().stateOf(expires, 1'800'000'000), "state");
}

void TestExpiryPolicy::thresholdsAreTheSettings()
{
    const ExpiryPolicy policy {20, 5};
    QCOMPARE(policy.stateOf(1021, 1000), ExpiryState::Fine);
    QCOMPARE(policy.stateOf(1020, 1000), ExpiryState::Warn);
    QCOMPARE(policy.stateOf(1005, 1000), ExpiryState::Alarm);
    const ExpiryPolicy off {0, 0};
    QCOMPARE(off.stateOf(1001, 1000), ExpiryState::Fine);
}

void TestExpiryPolicy::aRowGrowsMoreUrgentAsTimeGoesBy()
{
    ExpiryState before = ExpiryState::Fine;
    for (qint64 now = 1000; now < 2200; ++now) {
        const ExpiryState state = ExpiryPolicy().stateOf(2000, now);
        QVERIFY(state >= before);
        before = state;
    }
    QCOMPARE(before, ExpiryState::Expired);
}

QTEST_APPLESS_MAIN(TestExpiryPolicy)
#include "tst_expirypolicy.moc"
