// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Distance between two epoch times in words that fit a cell: "in 4 min 12 s", "3 h ago", "now". Seconds.
QString relativeTime(qint64 when, qint64 now);
/// A duration as a countdown: "0:42", "31:10", "2:03:00", "5 d". Seconds, not negative.
QString countdown(qint64 seconds);
/// "2026-11-24 23:18:09" in the local zone or, with a Z at the end, in UTC.
QString dateTimeText(qint64 epochSeconds, bool utc);
