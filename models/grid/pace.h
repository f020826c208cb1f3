// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>

/// How often a server may be asked: as often as the person wants, but never so that more than a tenth of the
/// time is spent waiting for it. Milliseconds.
struct Pace {
    qint64 periodMs = 0; ///< wanted; 0 is off
    qint64 costMs = 0; ///< what the last answer took

    bool isOff() const { return periodMs <= 0; }
    qint64 delayMs() const { return std::max(periodMs, costMs * 10); }
    /// The server is slow and the wanted period cannot be kept.
    bool isStretched() const { return !isOff() && delayMs() > periodMs; }
};
