// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/rowchange.h"

/// What became of one change.
struct ChangeOutcome {
    enum class State {
        Saved, ///< read back on a fresh statement and found as wanted
        Conflict, ///< the row is no longer what was seen: @c current is what it is now; nothing was written
        Gone, ///< the row is no longer there; nothing was written
        Refused, ///< does not fit, not text, no right: nothing was written
        RolledBack, ///< would have been saved, but another one of the set was not
        NotTried, ///< an earlier one failed (engines without transactions)
        Unknown, ///< the server was lost at the wrong moment: look again
    };

    State state = State::NotTried;
    QString sentence; ///< why, and the way out; empty when saved
    QList<NamedValue> current = {}; ///< the row as it is now, for a conflict
    QList<NamedValue> key = {}; ///< of an inserted row: how to find it
    QString detail = {}; ///< the driver's own text, for "Details"
};

/// What became of a set of changes.
struct ChangeReport {
    QString title;
    QString journalId; ///< by which it can be taken back; empty when nothing was written
    QList<RowChange> changes;
    QList<ChangeOutcome> outcomes; ///< one per change
    bool inOneTransaction = true; ///< false: row by row, the engine of a table has no transactions
    QString sentence; ///< the whole in one sentence

    bool isSaved() const;
    bool wroteAnything() const;
};
