// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demorandom.h"

/// How long the riddles of a demo live: longer than anybody watches it, and longer than any phone asks for.
constexpr qint64 demoPuzzleLifetime = 7 * 86400;

/// For how many seconds a phone asks.
qint64 demoLifetime(DemoRandom &random);
/// An expiry time as a living database has it: mostly within the hour, many within minutes, some past.
qint64 demoExpires(DemoRandom &random, qint64 now);
