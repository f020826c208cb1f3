// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QVariant>

/// What identifies a row, as bytes that can be hashed and compared exactly.
using RowKey = QByteArray;

/// One row as the window statement returned it: the table's columns in catalog order, then the hidden cells
/// of WindowQuery.
struct GridRow {
    RowKey key;
    QVariantList cells;
};

/// How much of a table is held and fetched. The tests use small ones.
struct WindowLimits {
    int most = 2000; ///< rows held
    int page = 600; ///< rows fetched at once
    int margin = 300; ///< rows around the visible ones that should be known
};

/// The rows that are known, a few screens around what is on the screen. Their order is the statement's.
struct Window {
    QList<GridRow> rows;
    bool atStart = false; ///< nothing comes before the first row
    bool atEnd = false; ///< nothing comes after the last row

    bool isEmpty() const { return rows.isEmpty(); }
    int size() const { return static_cast<int>(rows.size()); }
    QList<RowKey> keys() const;
};

/// Values as a key: their storage class and exact content.
RowKey encodeKey(const QVariantList &values);

/// How one window became the next: rows dropped and added at the ends are no change of the table, only of
/// what is known.
struct WindowChange {
    enum class Kind {
        Merge, ///< the same place read again: what came and went is a change of the table
        Extend, ///< continued at one end, cut at the other; rows that turn up again at another place have
                ///< moved
        Replace, ///< another place of the same rows, at @c first
        Reorder, ///< another sort order or filter, at @c first
    };

    Kind kind = Kind::Merge;
    Window window;
    int droppedTop = 0; ///< rows cut, counted after those that moved are gone (Extend)
    int droppedBottom = 0;
    int addedTop = 0; ///< rows of the window that are new at its ends (Extend)
    int addedBottom = 0;
    qint64 first = 0; ///< nominal row of the window's first row (Replace, Reorder)
    qint64 total = -1; ///< rows of the table, -1 when it did not become known
    QList<RowKey> moved; ///< keys that left the window's order but still exist: no ghosts
};

/// The window with rows [from, from + count) replaced by @p fresh; rows elsewhere with a key of @p fresh have
/// moved and go.
WindowChange mergedRange(const Window &old, int from, int count, const QList<GridRow> &fresh);
/// The window continued by @p fresh after its end or before its start (@p fresh in display order), cut at the
/// other end to @p most rows.
WindowChange appended(const Window &old, const QList<GridRow> &fresh, bool reachedEnd, int most);
WindowChange prepended(const Window &old, const QList<GridRow> &fresh, bool reachedStart, int most);
