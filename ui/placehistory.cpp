// SPDX-License-Identifier: GPL-3.0-or-later
#include "placehistory.h"

#include "grid/filterbar.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"
#include "tabset.h"

PlaceHistory::PlaceHistory(TabSet &tabs, QObject *parent) : QObject(parent), m_tabs(tabs) {}

std::optional<PlaceHistory::Place> PlaceHistory::here() const
{
    GridTab *grid = m_tabs.currentGrid();
    return grid ? std::optional(Place {grid->table().role, grid->filterBar().filter()}) : std::nullopt;
}

void PlaceHistory::show(const Place &place)
{
    if (GridTab *grid = m_tabs.gridOf(place.role)) {
        grid->setFilter(place.filter);
        m_tabs.setCurrentWidget(grid);
        grid->view().setFocus();
    }
}

void PlaceHistory::visit(const RowLink &link)
{
    if (const auto place = here())
        m_back.append(*place);
    m_forward.clear();
    show({link.role, {link.conditions, {}}});
}

void PlaceHistory::travel(QList<Place> &from, QList<Place> &to)
{
    if (from.isEmpty())
        return;
    if (const auto place = here())
        to.append(*place);
    show(from.takeLast());
}

void PlaceHistory::clear()
{
    m_back.clear();
    m_forward.clear();
}
