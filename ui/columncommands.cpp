// SPDX-License-Identifier: GPL-3.0-or-later
#include "columncommands.h"

#include "actions.h"
#include "grid/columnlayout.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"
#include "tabset.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>

#include <algorithm>

namespace {
/// One press of the key for a wider or narrower column, in pixels.
constexpr int widthStep = 16;

template <typename Change>
void onGrid(QAction *action, TabSet &tabs, Change change)
{
    QObject::connect(action, &QAction::triggered, &tabs, [&tabs, change] {
        if (GridTab *grid = tabs.currentGrid())
            change(*grid);
    });
}

template <typename Change>
void onColumn(QAction *action, TabSet &tabs, Change change)
{
    onGrid(action, tabs, [change](GridTab &grid) {
        if (grid.view().currentIndex().isValid())
            change(grid.view().horizontalHeader(), grid.view().currentIndex().column());
    });
}
} // namespace

void ColumnCommands::connectAll(const Actions &actions, TabSet &tabs, QSettings &settings)
{
    onColumn(actions[Command::ColumnLeft], tabs,
        [](QHeaderView *header, int column) { moveColumn(header, column, -1); });
    onColumn(actions[Command::ColumnRight], tabs,
        [](QHeaderView *header, int column) { moveColumn(header, column, 1); });
    onColumn(actions[Command::ColumnWider], tabs, [](QHeaderView *header, int column) {
        header->resizeSection(column, header->sectionSize(column) + widthStep);
    });
    onColumn(actions[Command::ColumnNarrower], tabs, [](QHeaderView *header, int column) {
        header->resizeSection(
            column, std::max(header->minimumSectionSize(), header->sectionSize(column) - widthStep));
    });
    onGrid(actions[Command::FitColumns], tabs, [](GridTab &grid) { grid.fitColumns(); });
    onGrid(actions[Command::ResetColumns], tabs, [&settings](GridTab &grid) {
        ColumnLayout(settings).reset(grid.view().horizontalHeader(), grid.table());
    });
    onGrid(actions[Command::Columns], tabs, [&actions, &tabs](GridTab &grid) {
        QHeaderView *header = grid.view().horizontalHeader();
        showMenu(actions, tabs, header->mapToGlobal(QPoint(0, header->height())));
    });
}

void ColumnCommands::showMenu(const Actions &actions, TabSet &tabs, const QPoint &at)
{
    GridTab *grid = tabs.currentGrid();
    if (!grid)
        return;
    auto *menu = new QMenu(&tabs);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(actions[Command::FitColumns]);
    menu->addAction(actions[Command::ResetColumns]);
    menu->addSeparator();
    fillColumnMenu(menu, grid->view().horizontalHeader(), grid->table());
    menu->popup(at);
}
