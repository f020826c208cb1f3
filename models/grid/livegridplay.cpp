// SPDX-License-Identifier: GPL-3.0-or-later
// How the live model moves its window: continued at an end, put to another place, or in another order.
#include "grid/livegridmodel.h"

#include "grid/windowmerge.h"

#include <QSet>

#include <algorithm>

namespace {
/// The number of entries that hold the first @p liveRows rows which are no ghosts.
int spanOfLive(const QList<GridEntry> &entries, int liveRows)
{
    int span = 0;
    for (int seen = 0; span < entries.size() && seen < liveRows; ++span)
        seen += entries.at(span).isGhost() ? 0 : 1;
    return span;
}

QList<GridEntry> plainEntries(const QList<GridRow> &rows)
{
    QList<GridEntry> entries;
    entries.reserve(rows.size());
    for (const GridRow &row : rows)
        entries.append({row, static_cast<int>(entries.size()), RowState::Normal, 0, {}});
    return entries;
}
} // namespace

void LiveGridModel::playExtend(const WindowChange &change)
{
    const QList<GridRow> &rows = change.window.rows;
    QSet<RowKey> arriving;
    for (const GridRow &row : rows.mid(0, change.addedTop) + rows.mid(rows.size() - change.addedBottom))
        arriving.insert(row.key);
    QList<GridEntry> staying;
    std::copy_if(m_entries.begin(), m_entries.end(), std::back_inserter(staying),
        [&arriving](const GridEntry &entry) { return !arriving.contains(entry.row.key); });
    transform(staying, [] {});

    const int oldFirst = m_above;
    const int oldLast = m_above + windowSize() - 1;
    dropTop(change.droppedTop);
    dropBottom(change.droppedBottom);
    showBase(change.window);
    renumberBase();
    fillTop(rows.mid(0, change.addedTop));
    fillBottom(
        rows.mid(rows.size() - change.addedBottom), static_cast<int>(rows.size()) - change.addedBottom);
    emitChanged(std::min(oldFirst, m_above), std::max(oldLast, m_above + windowSize() - 1));
}

void LiveGridModel::removeGhosts(int from, int count)
{
    for (int i = from + count - 1; i >= from; --i)
        if (m_entries.at(i).isGhost())
            removeEntries({i, 1});
}

void LiveGridModel::dropTop(int liveRows)
{
    if (liveRows == 0)
        return;
    removeGhosts(0, spanOfLive(m_entries, liveRows));
    pin(m_above, liveRows);
    m_entries.remove(0, liveRows);
    m_above += liveRows;
}

void LiveGridModel::dropBottom(int liveRows)
{
    if (liveRows == 0)
        return;
    const int kept = spanOfLive(m_entries, liveCount(m_entries) - liveRows);
    removeGhosts(kept, windowSize() - kept);
    pin(m_above + kept, liveRows);
    m_entries.resize(kept);
    m_below += liveRows;
}

void LiveGridModel::fillTop(const QList<GridRow> &rows)
{
    const int count = static_cast<int>(rows.size());
    if (count == 0)
        return;
    if (m_above < count) {
        beginInsertRows({}, 0, count - m_above - 1);
        m_above = count;
        endInsertRows();
    }
    // The base model holds the whole window already; the known rows stand behind the new ones there.
    m_entries = plainEntries(rows) + m_entries;
    m_above -= count;
    renumberBase();
    settlePins(m_above, count);
}

void LiveGridModel::fillBottom(const QList<GridRow> &rows, int firstBase)
{
    const int count = static_cast<int>(rows.size());
    if (count == 0)
        return;
    if (m_below < count)
        setBelow(count);
    const int firstRow = m_above + windowSize();
    QList<GridEntry> entries = plainEntries(rows);
    for (GridEntry &entry : entries)
        entry.base += firstBase;
    m_entries += entries;
    m_below -= count;
    settlePins(firstRow, count);
}

void LiveGridModel::playReplace(const WindowChange &change)
{
    removeGhosts(0, windowSize());
    const int oldFirst = m_above;
    const int oldLast = m_above + windowSize() - 1;
    pin(m_above, windowSize());
    m_above += windowSize();
    m_entries.clear();

    const int first = static_cast<int>(change.first);
    const int count = change.window.size();
    const qint64 total =
        std::max<qint64>(change.total >= 0 ? change.total : totalRows(), qint64(first) + count);
    setBelow(static_cast<int>(std::max<qint64>(0, total - m_above)));
    setAbove(static_cast<int>(std::min<qint64>(m_above, total)));

    showBase(change.window);
    m_above = first;
    m_below = static_cast<int>(total - first - count);
    m_entries = plainEntries(change.window.rows);
    settlePins(first, count);
    emitChanged(std::min(oldFirst, first), std::max(oldLast, first + count - 1));
}

void LiveGridModel::playReorder(const WindowChange &change)
{
    const int first = static_cast<int>(change.first);
    const int count = change.window.size();
    const int oldTotal = static_cast<int>(totalRows());
    const int total = static_cast<int>(
        std::max<qint64>(change.total >= 0 ? change.total : oldTotal, qint64(first) + count));
    emit aboutToReorder();
    setBelow(m_below + std::max(0, total - oldTotal));
    emit layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QHash<QModelIndex, RowKey> pinned;
    for (const Pin &pin : std::as_const(m_pins))
        pinned.insert(pin.index, pin.key);
    QList<RowKey> keys;
    for (const QModelIndex &index : before)
        keys.append(entryAt(index.row()) ? entryAt(index.row())->row.key : pinned.value(index));
    m_pins.clear();
    showBase(change.window);
    m_entries = plainEntries(change.window.rows);
    m_above = first;
    m_below = std::max(total, oldTotal) - first - count;
    const QHash<RowKey, int> rows = rowsByKey();
    QModelIndexList after;
    for (int i = 0; i < before.size(); ++i)
        after.append(index(keys.at(i).isNull() ? -1 : rows.value(keys.at(i), -1), before.at(i).column()));
    changePersistentIndexList(before, after);
    emit layoutChanged();
    setBelow(m_below - std::max(0, oldTotal - total));
    emit reordered();
}
