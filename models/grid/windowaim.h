// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/windowquery.h"

#include <optional>

/// What is known of the table and what the view shows, in nominal rows.
struct AimState {
    qint64 total = 0; ///< rows of the grid
    qint64 first = 0; ///< nominal row of the window's first row
    int known = 0; ///< rows of the window
    bool atStart = false;
    bool atEnd = false;
    qint64 visibleFirst = 0;
    qint64 visibleLast = -1; ///< -1: nothing is shown
    bool hasKey = true; ///< without a key only jumps are possible
    WindowLimits limits;
};

/// The next reach for rows.
struct Aim {
    using Kind = Ask::Kind; ///< every kind but Range

    Kind kind = Kind::First;
    qint64 offset = 0; ///< rows from the start (At) or to the end (AtFromEnd)
    int limit = 0;
    bool operator==(const Aim &) const = default;
};

/// What to ask for so that the visible rows and a margin become known; nothing when they are. Pure.
std::optional<Aim> nextAim(const AimState &state);
