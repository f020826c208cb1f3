// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoexpiry.h"

#include <array>

qint64 demoLifetime(DemoRandom &random)
{
    constexpr std::array lifetimes {300, 600, 600, 1800, 3600, 3600};
    return random.pick(lifetimes);
}

qint64 demoExpires(DemoRandom &random, qint64 now)
{
    if (random.chance(15))
        return now + random.between(1, 300);
    if (random.chance(3))
        return now - random.between(1, 90);
    return now + random.between(60, 3600);
}
