// SPDX-License-Identifier: GPL-3.0-or-later
#include "tabset.h"

#include "grid/gridtab.h"
#include "grid/tabtitle.h"
#include "missingtab.h"
#include "plainlabel.h"

#include <QTabBar>

#include <algorithm>

namespace {
/// Tables that every presence server has; the others are optional modules.
bool isCore(TableRole role, const DatabaseSchema &schema)
{
    switch (role) {
    case TableRole::Presentity:
    case TableRole::ActiveWatchers:
    case TableRole::Watchers:
        return true;
    case TableRole::XcapXml:
        return !schema.table(TableRole::Xcap)->present
            && (schema.family == Family::Seed || schema.family == Family::OpenSer);
    case TableRole::Xcap:
        return !schema.table(TableRole::XcapXml)->present && !isCore(TableRole::XcapXml, schema);
    case TableRole::Pua:
    case TableRole::RlsPresentity:
    case TableRole::RlsWatchers:
        return schema.family == Family::Kamailio || schema.family == Family::OpenSips;
    }
    return false;
}
} // namespace

TabSet::TabSet(QSettings &settings, QWidget *parent) : QTabWidget(parent), m_settings(settings)
{
    setObjectName(QStringLiteral("tables"));
    setDocumentMode(true);
    tabBar()->setObjectName(QStringLiteral("tableTabs"));
    tabBar()->setAccessibleName(tr("Tables"));
    tabBar()->setExpanding(false);
    setElideMode(Qt::ElideNone);
    setUsesScrollButtons(true);
}

QList<TableInfo> TabSet::tablesToShow(const DatabaseSchema &schema)
{
    QList<TableInfo> tables;
    std::copy_if(schema.tables.begin(), schema.tables.end(), std::back_inserter(tables),
        [&schema](const TableInfo &table) { return table.present || isCore(table.role, schema); });
    // Missing tables are rarely what people look for: they stand behind the others.
    std::stable_partition(tables.begin(), tables.end(), [](const TableInfo &table) { return table.present; });
    return tables;
}

void TabSet::show(LiveDatabase &database)
{
    const GridTab *front = currentGrid();
    const std::optional<TableRole> role = front ? std::optional(front->table().role) : std::nullopt;
    clearTabs();
    for (const TableInfo &table : tablesToShow(database.schema())) {
        if (table.present)
            addGrid(database, table);
        else
            addMissing(table, database.schema());
    }
    if (role)
        showTable(*role);
}

void TabSet::clearTabs()
{
    while (count() > 0) {
        QWidget *page = widget(0);
        if (auto *grid = qobject_cast<GridTab *>(page))
            grid->saveColumns();
        removeTab(0);
        delete page;
    }
}

void TabSet::addGrid(LiveDatabase &database, const TableInfo &table)
{
    auto *grid = new GridTab(database, table, m_settings, this);
    const int at = addTab(grid, withoutMnemonic(tabTitle(table, {})));
    setTabToolTip(at, tabTooltip(table));
    emit gridBuilt(grid);
}

void TabSet::addMissing(const TableInfo &table, const DatabaseSchema &schema)
{
    auto *missing = new MissingTab(table, schema.otherTables, this);
    connect(missing, &MissingTab::tableChosen, this, &TabSet::tableChosen);
    const int at = addTab(missing, withoutMnemonic(tabTitle(table, {})));
    setTabToolTip(at, tabTooltip(table));
}

GridTab *TabSet::currentGrid() const
{
    return qobject_cast<GridTab *>(currentWidget());
}

QList<GridTab *> TabSet::grids() const
{
    QList<GridTab *> all;
    for (int i = 0; i < count(); ++i)
        if (auto *grid = qobject_cast<GridTab *>(widget(i)))
            all.append(grid);
    return all;
}

GridTab *TabSet::gridOf(TableRole role) const
{
    const QList<GridTab *> all = grids();
    const auto at = std::find_if(
        all.begin(), all.end(), [role](const GridTab *grid) { return grid->table().role == role; });
    return at == all.end() ? nullptr : *at;
}

void TabSet::showTable(TableRole role)
{
    if (GridTab *grid = gridOf(role))
        setCurrentWidget(grid);
}

bool TabSet::showTable(const QString &nameOrRole)
{
    for (GridTab *grid : grids())
        if (grid->table().name == nameOrRole || roleName(grid->table().role) == nameOrRole) {
            setCurrentWidget(grid);
            return true;
        }
    return false;
}

void TabSet::setCounts(TableRole role, const TableCounts &counts)
{
    GridTab *grid = gridOf(role);
    if (!grid)
        return;
    grid->setCounts(counts);
    setTabText(indexOf(grid), withoutMnemonic(tabTitle(grid->table(), counts)));
}

QList<TableRole> TabSet::rolesToCount(bool others)
{
    QList<TableRole> roles;
    if (const GridTab *front = currentGrid())
        roles.append(front->table().role);
    const QList<GridTab *> all = grids();
    if (others && !all.isEmpty()) {
        const TableRole next = all.at(++m_turn % all.size())->table().role;
        if (!roles.contains(next))
            roles.append(next);
    }
    return roles;
}
