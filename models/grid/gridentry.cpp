// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/gridentry.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace {
/// More ghosts than this say nothing to anybody: a clean-up has run.
constexpr int mostGhosts = 200;

using Positions = QHash<RowKey, int>;

Positions positionsOf(const QList<GridEntry> &entries)
{
    Positions positions;
    positions.reserve(entries.size());
    for (int i = 0; i < entries.size(); ++i)
        positions.insert(entries.at(i).row.key, i);
    return positions;
}

void markCell(GridEntry &entry, int column, const QVariant &before, qint64 until)
{
    const auto mark = std::find_if(
        entry.marks.begin(), entry.marks.end(), [column](const CellMark &m) { return m.column == column; });
    if (mark == entry.marks.end())
        entry.marks.append({column, before, until});
    else
        *mark = {column, before, until};
}

/// The known entry with the row's new cells; each difference is marked.
GridEntry updated(const GridEntry &old, const GridRow &row, int base, int columns, qint64 until)
{
    GridEntry entry = old;
    entry.base = base;
    if (entry.isGhost()) {
        entry.state = RowState::New;
        entry.stateUntil = until;
    }
    // Equal cells stay the same list, which is how differs() tells.
    if (row.cells.isSharedWith(old.row.cells) || row.cells == old.row.cells)
        return entry;
    for (int column = 0; column < columns; ++column)
        if (row.cells.at(column) != old.row.cells.at(column))
            markCell(entry, column, old.row.cells.at(column), until);
    entry.row.cells = row.cells;
    return entry;
}

GridEntry newcomer(const GridRow &row, int base, qint64 until)
{
    return {row, base, RowState::New, until, {}};
}

GridEntry ghostOf(const GridEntry &old, qint64 until)
{
    if (old.isGhost())
        return old;
    return {old.row, -1, RowState::Ghost, until, {}};
}

bool differs(const GridEntry &before, const GridEntry &after)
{
    return before.state != after.state || !after.row.cells.isSharedWith(before.row.cells);
}

/// Ghosts by the key of the surviving row that they follow (empty: before all), in their old order.
QHash<RowKey, QList<GridEntry>> ghostsByPredecessor(
    const QList<GridEntry> &old, const QSet<RowKey> &present, const QSet<RowKey> &moved, qint64 until)
{
    QHash<RowKey, QList<GridEntry>> ghosts;
    RowKey predecessor;
    int count = 0;
    for (const GridEntry &entry : old) {
        if (present.contains(entry.row.key))
            predecessor = entry.row.key;
        else if (!moved.contains(entry.row.key) && ++count <= mostGhosts)
            ghosts[predecessor].append(ghostOf(entry, until));
    }
    return ghosts;
}
} // namespace

const CellMark *GridEntry::markOf(int column) const
{
    const auto mark =
        std::find_if(marks.begin(), marks.end(), [column](const CellMark &m) { return m.column == column; });
    return mark == marks.end() ? nullptr : &*mark;
}

QList<RowKey> keysOf(const QList<GridEntry> &entries)
{
    QList<RowKey> keys;
    keys.reserve(entries.size());
    for (const GridEntry &entry : entries)
        keys.append(entry.row.key);
    return keys;
}

WeaveResult weaveEntries(const QList<GridEntry> &old, const QList<GridRow> &rows, const QList<RowKey> &moved,
    int columns, qint64 until)
{
    const Positions known = positionsOf(old);
    QSet<RowKey> present;
    present.reserve(rows.size());
    for (const GridRow &row : rows)
        present.insert(row.key);
    const auto ghosts = ghostsByPredecessor(old, present, {moved.begin(), moved.end()}, until);

    WeaveResult result;
    result.entries.reserve(rows.size());
    const auto append = [&](GridEntry entry, bool changed) {
        if (changed) {
            result.changedLast = static_cast<int>(result.entries.size());
            result.changedFirst = result.changedFirst < 0 ? result.changedLast : result.changedFirst;
        }
        result.entries.append(std::move(entry));
    };
    const auto appendGhosts = [&](const RowKey &predecessor) {
        for (const GridEntry &ghost : ghosts.value(predecessor))
            append(ghost, !old.at(known.value(ghost.row.key)).isGhost());
    };
    appendGhosts({});
    for (int i = 0; i < rows.size(); ++i) {
        const int at = known.value(rows.at(i).key, -1);
        GridEntry entry =
            at < 0 ? newcomer(rows.at(i), i, until) : updated(old.at(at), rows.at(i), i, columns, until);
        append(entry, at < 0 || differs(old.at(at), entry));
        appendGhosts(rows.at(i).key);
    }
    return result;
}

int liveCount(const QList<GridEntry> &entries)
{
    return static_cast<int>(std::count_if(
        entries.begin(), entries.end(), [](const GridEntry &entry) { return !entry.isGhost(); }));
}
