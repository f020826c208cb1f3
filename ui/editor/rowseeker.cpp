// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/rowseeker.h"

#include "change/rowedit.h"
#include "grid/gridtab.h"
#include "grid/gridview.h"
#include "tabset.h"

#include <algorithm>

RowSeeker::RowSeeker(TabSet &tabs, QObject *parent) : QObject(parent), m_tabs(tabs) {}

void RowSeeker::seek(TableRole role, const QList<NamedValue> &key)
{
    m_wanted = Wanted {role, rowKeyOf(key)};
    m_tabs.showTable(role);
    GridTab *grid = m_tabs.currentGrid();
    // Bringing the table to the front may have been enough.
    if (!m_wanted || !grid || grid->table().role != role || show())
        return;
    RowFilter filter;
    for (const NamedValue &value : key)
        filter.conditions.append({value.column, FilterOp::Equal, {value.value}});
    const bool canFilter = std::all_of(key.begin(), key.end(),
        [grid](const NamedValue &value) { return grid->table().indexOf(value.column) >= 0; });
    if (canFilter && !key.isEmpty())
        return grid->setFilter(filter);
    m_wanted.reset();
    emit unreachable(
        tr("The row is not among those that are loaded, and its table has no key to find it by."));
}

void RowSeeker::look()
{
    if (m_wanted)
        show();
}

bool RowSeeker::show()
{
    GridTab *grid = m_tabs.currentGrid();
    if (!grid || grid->table().role != m_wanted->role)
        return false;
    const int row = grid->controller().model().rowOf(m_wanted->row);
    if (row < 0)
        return false;
    m_wanted.reset();
    grid->view().goToRow(row);
    return true;
}
