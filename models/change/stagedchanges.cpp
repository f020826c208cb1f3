// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/stagedchanges.h"

#include <algorithm>
#include <optional>

namespace {

bool isSameTable(const RowChange &one, const RowChange &other)
{
    return one.role == other.role && one.table == other.table && one.database == other.database;
}

/// All key values of @p later are among what @p insert gives.
bool isOfInsertedRow(const RowChange &insert, const RowChange &later)
{
    return !later.key.isEmpty() && std::ranges::all_of(later.key, [&](const NamedValue &part) {
        const NamedValue *given = valueOf(insert.wanted, part.column);
        return given && isSameValue(given->value, part.value);
    });
}

bool isSameRow(const RowChange &staged, const RowChange &later)
{
    if (later.kind == ChangeKind::Insert || !isSameTable(staged, later))
        return false;
    return staged.kind == ChangeKind::Insert ? isOfInsertedRow(staged, later) : staged.key == later.key;
}

/// Columns that end as they began are no change.
void dropUnchanged(RowChange &update)
{
    update.wanted.removeIf([&update](const NamedValue &wanted) {
        const NamedValue *seen = valueOf(update.seen, wanted.column);
        return seen && isSameValue(seen->value, wanted.value);
    });
}

std::optional<RowChange> updated(RowChange staged, const RowChange &later)
{
    staged.wanted = overlaid(staged.wanted, later.wanted);
    staged.label = later.label.isEmpty() ? staged.label : later.label;
    if (staged.kind == ChangeKind::Insert)
        return staged;
    // What was seen first stays what has to be found.
    staged.seen = overlaid(later.seen, staged.seen);
    staged.kind = ChangeKind::Update;
    dropUnchanged(staged);
    return staged.wanted.isEmpty() ? std::nullopt : std::optional(staged);
}

std::optional<RowChange> removed(const RowChange &staged, RowChange later)
{
    if (staged.kind == ChangeKind::Insert)
        return {};
    later.key = staged.key;
    later.seen = overlaid(later.seen, staged.seen);
    return later;
}

/// What two changes of one row are together; nothing when they cancel each other.
std::optional<RowChange> merged(const RowChange &staged, const RowChange &later)
{
    return later.kind == ChangeKind::Delete ? removed(staged, later) : updated(staged, later);
}

} // namespace

void StagedChanges::stage(const RowChange &change)
{
    // The newest first: a row that was deleted and inserted anew is the inserted one.
    for (qsizetype i = m_changes.size() - 1; i >= 0; --i) {
        if (!isSameRow(m_changes.at(i), change))
            continue;
        if (const auto both = merged(m_changes.at(i), change))
            m_changes[i] = *both;
        else
            m_changes.removeAt(i);
        emit changed();
        return;
    }
    RowChange added = change;
    if (added.kind == ChangeKind::Update)
        dropUnchanged(added);
    if (added.kind == ChangeKind::Update && added.wanted.isEmpty())
        return;
    m_changes.append(added);
    emit changed();
}

void StagedChanges::unstage(int index)
{
    if (index < 0 || index >= m_changes.size())
        return;
    m_changes.removeAt(index);
    emit changed();
}

void StagedChanges::clear()
{
    replaceAll({});
}

void StagedChanges::replaceAll(const QList<RowChange> &changes)
{
    if (m_changes == changes)
        return;
    m_changes = changes;
    emit changed();
}
