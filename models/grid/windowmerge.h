// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/window.h"

/// A run of neighbouring rows.
struct RowRun {
    int at = 0;
    int count = 0;
    bool operator==(const RowRun &) const = default;
};

/// How to turn one list of keys into another: a few runs of removals and insertions, or one batch when rows
/// changed places or the runs are many (each run is a signal that costs the view milliseconds).
struct MergePlan {
    static constexpr int mostRuns = 3;

    bool batch = false;
    QList<RowRun> removes; ///< positions in the old list, from the bottom upwards
    QList<RowRun> inserts; ///< positions in the new list, from the top downwards

    bool isEmpty() const { return !batch && removes.isEmpty() && inserts.isEmpty(); }
};

/// A pure function. Keys are unique within each list.
MergePlan planMerge(const QList<RowKey> &before, const QList<RowKey> &after);
