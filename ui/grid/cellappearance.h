// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/statestyle.h"
#include "schema/meaning.h"

#include <QModelIndex>

/// What the model says about one cell, asked in one call.
struct CellState {
    QString text;
    bool placeholder = false;
    RowState row = RowState::Normal;
    bool changed = false;
    ExpiryState expiry = ExpiryState::None;
    Meaning meaning = Meaning::Plain;
    RowNote note = RowNote::None;
    QString wanted; ///< what a staged change will make of the cell; asked only where one waits
    QString status; ///< asked only in the status column
};

CellState cellState(const QModelIndex &index);

/// How a cell shows its state: invalid colours leave the row's own.
struct CellAppearance {
    QColor background;
    QColor text;
    const StateStyle *mark = nullptr; ///< whose icon stands before the text, nullptr for none
    QString badge; ///< the mark's word where the text does not say it already
    bool roomForMark = false; ///< space for an icon is kept, so that texts of a column stand in line
};

/// The rule of precedence: gone rows, what a person has begun, changed cells, the expiry and status columns,
/// new rows, rows near their end.
CellAppearance appearanceOf(const CellState &state, bool leadColumn, const QColor &ground, bool dark);
