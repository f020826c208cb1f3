// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/cellappearance.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {
bool isUrgent(ExpiryState state)
{
    return state == ExpiryState::Warn || state == ExpiryState::Alarm || state == ExpiryState::Expired;
}

/// The style that belongs to the column itself: its value is the state.
const StateStyle *columnStyle(const CellState &state)
{
    if (state.meaning == Meaning::Expiry)
        return &styleOf(state.expiry);
    return state.meaning == Meaning::Status ? &styleOfStatus(state.status) : nullptr;
}

/// What the first visible column says about the row as a whole.
const StateStyle *leadStyle(const CellState &state)
{
    if (state.note != RowNote::None && state.row != RowState::Ghost)
        return &styleOf(state.note);
    if (state.row != RowState::Normal)
        return &styleOf(state.row);
    return isUrgent(state.expiry) ? &styleOf(state.expiry) : nullptr;
}

void tint(CellAppearance &cell, const StateStyle &style, bool dark)
{
    cell.background = style.tint(dark);
    cell.text = style.text(dark);
}

void colour(
    CellAppearance &cell, const CellState &state, const StateStyle *own, const QColor &ground, bool dark)
{
    if (state.row == RowState::Ghost)
        tint(cell, styleOf(RowState::Ghost), dark);
    else if (state.note == RowNote::StagedDelete || !state.wanted.isEmpty())
        tint(cell, styleOf(state.note), dark);
    else if (state.changed)
        tint(cell, styleOf(RowState::Changed), dark);
    else if (own && own->tinted())
        tint(cell, *own, dark);
    else if (state.row == RowState::New)
        tint(cell, styleOf(RowState::New), dark);
    else {
        if (isUrgent(state.expiry))
            cell.background = rowWash(styleOf(state.expiry), ground, dark);
        if (own)
            cell.text = own->text(dark);
    }
}
} // namespace

CellState cellState(const QModelIndex &index)
{
    std::array<QModelRoleData, 7> roles {QModelRoleData(Qt::DisplayRole), QModelRoleData(PlaceholderRole),
        QModelRoleData(RowStateRole), QModelRoleData(CellChangedRole), QModelRoleData(ExpiryStateRole),
        QModelRoleData(MeaningRole), QModelRoleData(RowNoteRole)};
    index.multiData(roles);
    CellState state {
        .text = roles[0].data().toString(),
        .placeholder = roles[1].data().toBool(),
        .row = static_cast<RowState>(roles[2].data().toInt()),
        .changed = roles[3].data().toBool(),
        .expiry = static_cast<ExpiryState>(roles[4].data().toInt()),
        .meaning = static_cast<Meaning>(roles[5].data().toInt()),
        .note = static_cast<RowNote>(roles[6].data().toInt()),
        .wanted = {},
        .status = {},
    };
    if (state.meaning == Meaning::Status)
        state.status = index.data(StatusWordRole).toString();
    if (state.note == RowNote::StagedUpdate)
        state.wanted = index.data(WantedTextRole).toString();
    return state;
}

CellAppearance appearanceOf(const CellState &state, bool leadColumn, const QColor &ground, bool dark)
{
    if (state.placeholder)
        return {}; // nothing is known of a row that is not here yet
    const StateStyle *own = columnStyle(state);
    CellAppearance cell;
    cell.roomForMark = leadColumn || own;
    cell.mark = own;
    if (leadColumn && (!own || state.row != RowState::Normal || state.note != RowNote::None))
        cell.mark = leadStyle(state);
    colour(cell, state, own, ground, dark);
    if (cell.mark && cell.mark->word && !state.text.contains(cell.mark->label(), Qt::CaseInsensitive))
        cell.badge = cell.mark->label();
    if (!state.wanted.isEmpty() && state.row != RowState::Ghost)
        cell.badge = u"→ "_s + state.wanted;
    return cell;
}
