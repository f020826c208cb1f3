// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/windowaim.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

Q_DECLARE_METATYPE(std::optional<Aim>)

namespace {
constexpr qint64 million = 1'000'000;

/// A table of @c total rows that answers exactly what is asked, as the controller plays it.
AimState answered(AimState state, const Aim &aim)
{
    const qint64 end = state.first + state.known;
    qint64 from = state.first;
    qint64 to = end;
    switch (aim.kind) {
    case Aim::Kind::First:
        from = 0;
        to = aim.limit;
        break;
    case Aim::Kind::Last:
        to = state.total;
        from = to - aim.limit;
        break;
    case Aim::Kind::At:
        from = aim.offset;
        to = from + aim.limit;
        break;
    case Aim::Kind::AtFromEnd:
        to = state.total - aim.offset;
        from = to - aim.limit;
        break;
    case Aim::Kind::After:
        to = end + aim.limit;
        from = std::max(state.first, to - state.limits.most);
        break;
    case Aim::Kind::Before:
        from = state.first - aim.limit;
        to = std::min(end, std::max<qint64>(from, 0) + state.limits.most);
        break;
    case Aim::Kind::Range:
        qFatal("an aim is never a range");
    }
    state.first = std::max<qint64>(from, 0);
    const qint64 last = std::min(to, state.total);
    state.known = static_cast<int>(last - state.first);
    state.atStart = state.first == 0;
    state.atEnd = last == state.total;
    return state;
}

AimState windowOf(qint64 total, qint64 first, int known)
{
    AimState state;
    state.total = total;
    state.first = first;
    state.known = known;
    state.atStart = first == 0;
    state.atEnd = first + known == total;
    return state;
}

AimState looking(AimState state, qint64 first, qint64 last)
{
    state.visibleFirst = first;
    state.visibleLast = last;
    return state;
}

bool seesAll(const AimState &state)
{
    return state.visibleFirst >= state.first
        && std::min(state.visibleLast, state.total - 1) < state.first + state.known;
}
} // namespace

/// Which reach for rows follows from what is known and what is seen.
class TestWindowAim : public QObject {
    Q_OBJECT

private slots:
    void aims_data();
    void aims();
    void withoutKeyOnlyJumps();
    void aimingEndsWithAllVisibleRowsKnown_data();
    void aimingEndsWithAllVisibleRowsKnown();
    void scrollingNeedsOneReadPerPage();
};

void TestWindowAim::aims_data()
{
    QTest::addColumn<AimState>("state");
    QTest::addColumn<std::optional<Aim>>("expected");
    const auto row = [](const char *name, const AimState &state, std::optional<Aim> expected) {
        QTest::newRow(name) << state << expected;
    };
    using Kind = Aim::Kind;
    const AimState start = windowOf(million, 0, 600);
    const AimState middle = windowOf(million, 400'000, 2000);
    AimState empty = windowOf(0, 0, 0);
    row("an empty table that is known to be empty", looking(empty, 0, -1), {});
    empty.total = 1000;
    empty.atEnd = empty.atStart = false;
    row("nothing known yet", looking(empty, 0, 39), Aim {Kind::First, 0, 640});
    row("nothing is shown", looking(middle, 0, -1), {});
    row("the first page suffices", looking(start, 0, 39), {});
    row("near its end the next one is wanted", looking(start, 290, 329), Aim {Kind::After, 0, 600});
    row("just before that it is not", looking(start, 260, 299), {});
    row("inside a full window", looking(middle, 401'000, 401'039), {});
    row("near the window's start", looking(middle, 400'299, 400'338), Aim {Kind::Before, 0, 600});
    row("near the window's end", looking(middle, 401'700, 401'739), Aim {Kind::After, 0, 600});
    row("a little beyond the window", looking(middle, 402'200, 402'239), Aim {Kind::After, 0, 600});
    row("a little above the window", looking(middle, 399'800, 399'839), Aim {Kind::Before, 0, 600});
    row("far below, first half", looking(start, 300'000, 300'039), Aim {Kind::At, 299'700, 640});
    row("far below, second half", looking(start, 700'000, 700'039),
        Aim {Kind::AtFromEnd, million - 699'700 - 640, 640});
    row("to the end", looking(start, million - 40, million - 1), Aim {Kind::Last, 0, 640});
    row("to the start", looking(middle, 0, 39), Aim {Kind::First, 0, 640});
    row("a tall screen asks for more", looking(start, 300'000, 300'199), Aim {Kind::At, 299'700, 800});
    row("the end is known", looking(windowOf(million, 999'000, 1000), million - 40, million - 1), {});
    row("the whole table is known", looking(windowOf(300, 0, 300), 0, 299), {});
}

void TestWindowAim::aims()
{
    QFETCH(AimState, state);
    QFETCH(std::optional<Aim>, expected);
    const std::optional<Aim> aim = nextAim(state);
    QCOMPARE(aim.has_value(), expected.has_value());
    if (!aim)
        return;
    QCOMPARE(static_cast<int>(aim->kind), static_cast<int>(expected->kind));
    QCOMPARE(aim->offset, expected->offset);
    QCOMPARE(aim->limit, expected->limit);
}

void TestWindowAim::withoutKeyOnlyJumps()
{
    for (const qint64 top : {400'010LL, 401'800LL, 402'100LL, 0LL, 999'960LL, 700'000LL}) {
        AimState state = looking(windowOf(million, 400'000, 2000), top, top + 39);
        state.hasKey = false;
        const std::optional<Aim> aim = nextAim(state);
        QVERIFY(aim);
        QVERIFY(aim->kind == Aim::Kind::At || aim->kind == Aim::Kind::First);
        QVERIFY(seesAll(answered(state, *aim)));
    }
}

void TestWindowAim::aimingEndsWithAllVisibleRowsKnown_data()
{
    QTest::addColumn<bool>("hasKey");
    QTest::addColumn<WindowLimits>("limits");
    QTest::newRow("with a key") << true << WindowLimits();
    QTest::newRow("without a key") << false << WindowLimits();
    QTest::newRow("with a key, small window") << true << WindowLimits {60, 24, 12};
    QTest::newRow("without a key, small window") << false << WindowLimits {60, 24, 12};
}

void TestWindowAim::aimingEndsWithAllVisibleRowsKnown()
{
    QFETCH(bool, hasKey);
    QFETCH(WindowLimits, limits);
    QRandomGenerator random(42);
    for (int round = 0; round < 20'000; ++round) {
        const int total = 1 + random.bounded(round % 2 ? 5000 : int(million));
        const int known = random.bounded(std::min(total, limits.most) + 1);
        AimState state = windowOf(total, random.bounded(total - known + 1), known);
        state.limits = limits;
        state.hasKey = hasKey;
        const int visible = 1 + random.bounded(limits.most / 2);
        const int top = random.bounded(total);
        state = looking(state, top, std::min(top + visible, total) - 1);
        if (known == 0)
            state.atStart = state.atEnd = false;
        int reads = 0;
        for (auto aim = nextAim(state); aim; aim = nextAim(state)) {
            QVERIFY(aim->limit >= 1 && aim->limit <= limits.most);
            state = answered(state, *aim);
            QVERIFY2(++reads <= 12, qPrintable(QString::number(round)));
        }
        QVERIFY2(seesAll(state), qPrintable(QString::number(round)));
    }
}

void TestWindowAim::scrollingNeedsOneReadPerPage()
{
    AimState state = windowOf(million, 0, 600);
    int reads = 0;
    constexpr int rows = 60'000;
    for (int top = 0; top < rows; top += 3) {
        state = looking(state, top, top + 39);
        while (const auto aim = nextAim(state)) {
            state = answered(state, *aim);
            ++reads;
        }
        QVERIFY(seesAll(state));
    }
    QVERIFY2(reads <= rows / 600 + 1, qPrintable(QString::number(reads)));
}

QTEST_APPLESS_MAIN(TestWindowAim)
#include "tst_windowaim.moc"
