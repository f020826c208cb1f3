// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

/// How urgent the end of a row's validity is.
enum class ExpiryState {
    None, ///< the row has no expiry
    Fine,
    Warn, ///< expires within the warning threshold
    Alarm, ///< expires within the alarm threshold
    Expired,
    Permanent, ///< -1: hard state, never cleaned up
    Never, ///< 0: no time was ever set
    Absurd, ///< negative, or further away than any SIP expiry (ten years)
};

/// Thresholds in seconds, from the settings; the state follows from a stored time and the server's clock
/// (epoch seconds UTC).
struct ExpiryPolicy {
    qint64 warnSeconds = 300;
    qint64 alarmSeconds = 60;

    ExpiryState stateOf(qint64 expires, qint64 now) const;
    bool operator==(const ExpiryPolicy &) const = default;
};
