// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

/// A bound for what must end by itself, in ms: far above what it takes on a loaded machine, far below what it
/// would take otherwise (a sleep of a minute, a server that stays frozen). How fast something is belongs in
/// tests/bench.
constexpr qint64 patienceMs = 15'000;
