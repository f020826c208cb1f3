// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/gridroles.h"
#include "grid/window.h"

/// A cell that changed: its value before, and until when the mark stays (ms since the epoch, this machine's
/// clock).
struct CellMark {
    int column = 0;
    QVariant before;
    qint64 until = 0;
};

/// One row of the live grid's known part: a row of the base model, or a ghost that is no longer there.
struct GridEntry {
    GridRow row;
    int base = -1; ///< row in the table model; -1 for a ghost
    RowState state = RowState::Normal;
    qint64 stateUntil = 0; ///< ms since the epoch when state falls back to Normal, or the ghost goes
    QList<CellMark> marks;

    bool isGhost() const { return state == RowState::Ghost; }
    const CellMark *markOf(int column) const;
};

/// What a refresh makes of the entries, before any signal is sent.
struct WeaveResult {
    QList<GridEntry> entries;
    int changedFirst = -1; ///< first and last entry whose content or state is new, -1 for none
    int changedLast = -1;
};

/// The entries that show @p rows: known rows keep their marks, differing cells get one, new rows are marked
/// as new, rows that are gone stay as ghosts behind the row that they followed, until @p until. Keys in @p
/// moved leave without a ghost. Only the first
/// @p columns cells of a row are compared. Pure.
WeaveResult weaveEntries(const QList<GridEntry> &old, const QList<GridRow> &rows, const QList<RowKey> &moved,
    int columns, qint64 until);

QList<RowKey> keysOf(const QList<GridEntry> &entries);
/// How many entries are rows of the database, ghosts left out.
int liveCount(const QList<GridEntry> &entries);
