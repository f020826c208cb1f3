// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowcommands.h"

#include "grid/filterbar.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"

#include <QHeaderView>

#include <algorithm>

namespace {
constexpr int mostCopied = 10'000;

const LiveGridModel &modelOf(const GridTab &grid)
{
    return const_cast<GridTab &>(grid).controller().model();
}

const GridView &viewOf(const GridTab &grid)
{
    return const_cast<GridTab &>(grid).view();
}

/// Shown columns from left to right, as logical indexes.
QList<int> shownColumns(const QHeaderView *header)
{
    QList<int> columns;
    for (int visual = 0; visual < header->count(); ++visual)
        if (const int logical = header->logicalIndex(visual); !header->isSectionHidden(logical))
            columns.append(logical);
    return columns;
}

CopiedRows rowsToCopy(const GridTab &grid, const QList<int> &rows, const QList<int> &columns)
{
    const LiveGridModel &model = modelOf(grid);
    CopiedRows copied;
    for (const int column : columns)
        copied.columns.append(grid.table().columns.at(column).name);
    for (const int row : rows) {
        if (!model.entryAt(row))
            continue;
        QVariantList raw;
        QStringList shown;
        for (const int column : columns) {
            raw.append(model.index(row, column).data(RawValueRole));
            shown.append(model.index(row, column).data(Qt::DisplayRole).toString());
        }
        copied.raw.append(raw);
        copied.shown.append(shown);
    }
    return copied;
}

QList<int> selectedColumns(const GridTab &grid)
{
    const QItemSelection selection = viewOf(grid).selectionModel()->selection();
    QList<int> columns;
    for (const int column : shownColumns(viewOf(grid).horizontalHeader())) {
        const bool chosen =
            std::any_of(selection.begin(), selection.end(), [column](const QItemSelectionRange &range) {
                return range.left() <= column && column <= range.right();
            });
        if (chosen)
            columns.append(column);
    }
    if (columns.isEmpty() && viewOf(grid).currentIndex().isValid())
        columns.append(viewOf(grid).currentIndex().column());
    return columns;
}

const GridEntry *currentEntry(const GridTab &grid)
{
    const QModelIndex current = viewOf(grid).currentIndex();
    return current.isValid() ? modelOf(grid).entryAt(current.row()) : nullptr;
}
} // namespace

QString RowCommands::copiedRows(const GridTab &grid, CopyFormat format)
{
    return clipboardText(
        rowsToCopy(grid, viewOf(grid).chosenRows(mostCopied), shownColumns(viewOf(grid).horizontalHeader())),
        format);
}

QString RowCommands::copiedCells(const GridTab &grid)
{
    return clipboardText(
        rowsToCopy(grid, viewOf(grid).chosenRows(mostCopied), selectedColumns(grid)), CopyFormat::Text);
}

void RowCommands::filterBySubject(GridTab &grid, Subject subject)
{
    const GridEntry *entry = currentEntry(grid);
    const auto value = entry ? subjectOf(subject, grid.table(), entry->row.cells) : std::nullopt;
    if (!value)
        return;
    for (const Condition &condition : subjectConditions(subject, grid.table(), *value))
        grid.filterBar().addCondition(condition);
}

void RowCommands::filterByCell(GridTab &grid)
{
    const GridEntry *entry = currentEntry(grid);
    const int column = viewOf(grid).currentIndex().column();
    if (!entry || grid.table().columns.at(column).meaning == Meaning::Document)
        return;
    const QVariant value = entry->row.cells.at(column);
    const Condition condition = value.isNull()
        ? Condition {grid.table().columns.at(column).name, FilterOp::Null, {}}
        : Condition {grid.table().columns.at(column).name, FilterOp::Equal, {value}};
    grid.filterBar().addCondition(condition);
}
