// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/expirypolicy.h"

namespace {
constexpr qint64 tenYears = 10LL * 366 * 86400;
}

ExpiryState ExpiryPolicy::stateOf(qint64 expires, qint64 now) const
{
    if (expires == -1)
        return ExpiryState::Permanent;
    if (expires == 0)
        return ExpiryState::Never;
    // Before any difference: a hostile value would overflow it.
    if (expires < 0 || expires > now + tenYears)
        return ExpiryState::Absurd;
    const qint64 left = expires - now;
    if (left < 0)
        return ExpiryState::Expired;
    if (left <= alarmSeconds)
        return ExpiryState::Alarm;
    return left <= warnSeconds ? ExpiryState::Warn : ExpiryState::Fine;
}
