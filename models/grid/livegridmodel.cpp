// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/livegridmodel.h"

#include "grid/tablemodel.h"
#include "grid/windowmerge.h"

#include <QDateTime>
#include <QSet>

#include <algorithm>

namespace {
constexpr int gistsKept = 4000;
constexpr int mostPins = 20'000;

qint64 localNowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}
} // namespace

LiveGridModel::LiveGridModel(TableModel *source, const TableInfo &table, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_base(source)
    , m_table(table)
    , m_expiryColumn(table.indexOf(Meaning::Expiry))
    , m_statusColumn(table.indexOf(Meaning::Status))
    , m_eventColumn(table.indexOf(QStringLiteral("event")))
    , m_now([] { return localNowMs() / 1000; })
    , m_gists(gistsKept)
{
    setSourceModel(source);
}

int LiveGridModel::ghostCount() const
{
    return static_cast<int>(m_entries.size()) - liveCount(m_entries);
}

const GridEntry *LiveGridModel::entryAt(int row) const
{
    const int at = row - m_above;
    return at >= 0 && at < m_entries.size() ? &m_entries.at(at) : nullptr;
}

int LiveGridModel::rowOf(const RowKey &key) const
{
    const auto at = std::find_if(
        m_entries.begin(), m_entries.end(), [&key](const GridEntry &entry) { return entry.row.key == key; });
    return at == m_entries.end() ? -1 : m_above + static_cast<int>(at - m_entries.begin());
}

void LiveGridModel::play(const WindowChange &change, const WindowQuery &query)
{
    m_sizeCells.clear();
    for (int column = 0; column < query.columnCount(); ++column)
        m_sizeCells.insert(column, query.sizeCellOf(column));

    const qint64 totalBefore = totalRows();
    emit aboutToPlay();
    switch (change.kind) {
    case WindowChange::Kind::Merge:
        playMerge(change);
        break;
    case WindowChange::Kind::Extend:
        playExtend(change);
        break;
    case WindowChange::Kind::Replace:
        playReplace(change);
        break;
    case WindowChange::Kind::Reorder:
        playReorder(change);
        break;
    }
    settleEdges(change);
    emit played();
    if (totalRows() != totalBefore)
        emit totalChanged(totalRows());
}

void LiveGridModel::settleEdges(const WindowChange &change)
{
    const bool grown = change.kind != WindowChange::Kind::Merge && !change.window.isEmpty();
    if (change.window.atStart)
        setAbove(0);
    else if (grown && m_above == 0)
        setAbove(1); // the nominal rows ran out before the real ones: one more keeps the way open
    if (change.window.atEnd)
        setBelow(0);
    else if (grown && m_below == 0)
        setBelow(1);
}

void LiveGridModel::showBase(const Window &window)
{
    m_base->show(window.rows);
}

void LiveGridModel::renumberBase()
{
    int base = 0;
    for (GridEntry &entry : m_entries)
        entry.base = entry.isGhost() ? -1 : base++;
}

void LiveGridModel::playMerge(const WindowChange &change)
{
    const qint64 until = localNowMs() + m_style.markSeconds * 1000LL;
    const WeaveResult woven =
        weaveEntries(m_entries, change.window.rows, change.moved, m_base->columnCount(), until);
    transform(woven.entries, [this, &change] { showBase(change.window); });
    if (woven.changedFirst >= 0)
        emitChanged(m_above + woven.changedFirst, m_above + woven.changedLast);
}

void LiveGridModel::transform(const QList<GridEntry> &next, const std::function<void()> &swapBase)
{
    const MergePlan plan = planMerge(keysOf(m_entries), keysOf(next));
    if (plan.batch)
        return transformInOneStroke(next, swapBase);
    for (const RowRun &run : plan.removes)
        removeEntries(run);
    swapBase();
    m_entries = next;
    for (auto run = plan.inserts.crbegin(); run != plan.inserts.crend(); ++run)
        m_entries.remove(run->at, run->count);
    for (const RowRun &run : plan.inserts) {
        beginInsertRows({}, m_above + run.at, m_above + run.at + run.count - 1);
        for (int i = 0; i < run.count; ++i)
            m_entries.insert(run.at + i, next.at(run.at + i));
        endInsertRows();
    }
}

void LiveGridModel::removeEntries(const RowRun &run)
{
    beginRemoveRows({}, m_above + run.at, m_above + run.at + run.count - 1);
    m_entries.remove(run.at, run.count);
    endRemoveRows();
}

QHash<RowKey, int> LiveGridModel::rowsByKey() const
{
    QHash<RowKey, int> rows;
    rows.reserve(m_entries.size());
    for (int i = 0; i < m_entries.size(); ++i)
        rows.insert(m_entries.at(i).row.key, m_above + i);
    return rows;
}

void LiveGridModel::transformInOneStroke(const QList<GridEntry> &next, const std::function<void()> &swapBase)
{
    const int net = static_cast<int>(next.size() - m_entries.size());
    const int oldEnd = m_above + windowSize();
    emit aboutToReorder();
    // Rows come and go at the end of the table, where they cost the view nothing; the layout change moves
    // them into place.
    setBelow(m_below + std::max(0, net));
    emit layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QList<RowKey> keys;
    for (const QModelIndex &index : before)
        keys.append(entryAt(index.row()) ? entryAt(index.row())->row.key : RowKey());
    swapBase();
    m_entries = next;
    m_below -= net;
    const QHash<RowKey, int> rows = rowsByKey();
    QModelIndexList after;
    for (int i = 0; i < before.size(); ++i) {
        const int row = before.at(i).row();
        const int target = row < m_above ? row : row >= oldEnd ? row + net : rows.value(keys.at(i), -1);
        after.append(index(target, before.at(i).column()));
    }
    changePersistentIndexList(before, after);
    emit layoutChanged();
    setBelow(m_below - std::max(0, -net));
    emit reordered();
}

void LiveGridModel::setTotal(qint64 total, qint64 rankOfFirst)
{
    const int live = liveCount(m_entries);
    const int above = static_cast<int>(
        rankOfFirst >= 0 ? rankOfFirst : std::clamp<qint64>(m_above, 0, std::max<qint64>(0, total - live)));
    const int below = static_cast<int>(std::max<qint64>(0, total - above - live));
    if (above == m_above && below == m_below)
        return;
    emit aboutToPlay();
    setAbove(above);
    setBelow(below);
    emit played();
    emit totalChanged(totalRows());
}

void LiveGridModel::setAbove(int rows)
{
    changeEdge(rows > m_above ? m_above : rows, rows - m_above, m_above);
}

void LiveGridModel::setBelow(int rows)
{
    const int end = static_cast<int>(totalRows());
    changeEdge(rows > m_below ? end : end - (m_below - rows), rows - m_below, m_below);
}

void LiveGridModel::changeEdge(int row, int difference, int &edge)
{
    if (difference > 0) {
        beginInsertRows({}, row, row + difference - 1);
        edge += difference;
        endInsertRows();
    } else if (difference < 0) {
        beginRemoveRows({}, row, row - difference - 1);
        edge += difference;
        endRemoveRows();
    }
}

void LiveGridModel::expireMarks(qint64 nowMs, const std::function<bool(int row)> &isHeld)
{
    QList<GridEntry> next;
    int first = -1;
    int last = -1;
    for (int i = 0; i < m_entries.size(); ++i) {
        GridEntry &entry = m_entries[i];
        const bool over = entry.state != RowState::Normal && entry.stateUntil <= nowMs;
        if (over && entry.isGhost() && !isHeld(m_above + i))
            continue;
        const auto marksBefore = entry.marks.size();
        entry.marks.removeIf([nowMs](const CellMark &mark) { return mark.until <= nowMs; });
        if ((over && !entry.isGhost()) || entry.marks.size() != marksBefore) {
            entry.state = over && !entry.isGhost() ? RowState::Normal : entry.state;
            last = static_cast<int>(next.size());
            first = first < 0 ? last : first;
        }
        next.append(entry);
    }
    if (next.size() != m_entries.size()) {
        emit aboutToPlay();
        transform(next, [] {});
        emit played();
        emit totalChanged(totalRows());
    }
    if (first >= 0)
        emitChanged(m_above + first, m_above + last);
}

void LiveGridModel::pin(int firstRow, int count)
{
    if (count == 0)
        return;
    QSet<QModelIndex> pinned;
    for (const Pin &pin : std::as_const(m_pins))
        pinned.insert(pin.index);
    for (const QModelIndex &index : persistentIndexList()) {
        const bool inside = index.row() >= firstRow && index.row() < firstRow + count;
        if (inside && !pinned.contains(index) && m_pins.size() < mostPins)
            m_pins.append({index, entryAt(index.row())->row.key});
    }
}

void LiveGridModel::settlePins(int firstRow, int count)
{
    if (m_pins.isEmpty())
        return;
    const QHash<RowKey, int> rows = rowsByKey();
    QList<Pin> open;
    QModelIndexList before;
    QModelIndexList after;
    for (const Pin &pin : std::as_const(m_pins)) {
        const QModelIndex index = pin.index;
        if (!index.isValid())
            continue;
        const int target = rows.value(pin.key, -1);
        const bool placeIsFilled = index.row() >= firstRow && index.row() < firstRow + count;
        if (target < 0 && !placeIsFilled) {
            open.append(pin);
        } else if (target != index.row()) {
            before.append(index);
            after.append(this->index(target, index.column()));
        }
    }
    m_pins.clear();
    changePersistentIndexList(before, after);
    m_pins = open;
}

void LiveGridModel::emitChanged(int firstRow, int lastRow)
{
    const int last = std::min(lastRow, static_cast<int>(totalRows()) - 1);
    if (firstRow >= 0 && firstRow <= last && columnCount() > 0)
        emit dataChanged(index(firstRow, 0), index(last, columnCount() - 1));
}
