// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/livedatabase.h"

#include <QTabWidget>

class GridTab;
class QSettings;

/// The tables of one database as tabs, with their badges. Knows which tables deserve a tab; owns the grids.
class TabSet : public QTabWidget {
    Q_OBJECT
public:
    explicit TabSet(QSettings &settings, QWidget *parent = nullptr);

    /// Builds the tabs of an opened database; the current one stays current where it still exists.
    void show(LiveDatabase &database);
    void clearTabs();
    GridTab *currentGrid() const;
    GridTab *gridOf(TableRole role) const;
    QList<GridTab *> grids() const;
    /// Brings a table to the front by role word or table name. False when there is none.
    bool showTable(const QString &nameOrRole);
    void showTable(TableRole role);
    void setCounts(TableRole role, const TableCounts &counts);
    /// The table in front, and one of the others in turn: what to count at this tick.
    QList<TableRole> rolesToCount(bool others);

signals:
    void gridBuilt(GridTab *grid);
    void tableChosen(TableRole role, const QString &name);

private:
    static QList<TableInfo> tablesToShow(const DatabaseSchema &schema);
    void addGrid(LiveDatabase &database, const TableInfo &table);
    void addMissing(const TableInfo &table, const DatabaseSchema &schema);

    QSettings &m_settings;
    int m_turn = 0;
};
