// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/clipboardtext.h"
#include "grid/subjects.h"

class GridTab;

/// What one does with the rows that are chosen in a grid. Free of menus and shortcuts.
namespace RowCommands {
/// The chosen rows as text; placeholders are left out. At most some thousand rows: more is an export.
QString copiedRows(const GridTab &grid, CopyFormat format);
/// The selected cells only, as the grid shows them; several as lines and tabs.
QString copiedCells(const GridTab &grid);
/// Narrows the grid to rows with the same subject as the current one.
void filterBySubject(GridTab &grid, Subject subject);
/// Narrows the grid to rows with the value of the current cell.
void filterByCell(GridTab &grid);
} // namespace RowCommands
