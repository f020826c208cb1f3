// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

class QFontMetrics;
class QHeaderView;
class QMenu;
class QSettings;
class QTableView;

/// Order, width and visibility of a grid's columns, remembered by column name for each table role and
/// generation. A column that came with an upgrade takes its usual place; one that is gone keeps its memory.
class ColumnLayout {
public:
    explicit ColumnLayout(QSettings &settings);

    /// Arranges the header's sections, whose logical indexes are those of table.columns.
    void applyTo(QHeaderView *header, const TableInfo &table) const;
    void saveFrom(const QHeaderView *header, const TableInfo &table);
    /// Back to the default order and widths, all columns shown; the memory of this table is dropped.
    void reset(QHeaderView *header, const TableInfo &table);

    /// The usual order as logical indexes: who and whom first, then state and times, then the rest, ids, tags
    /// and routes last.
    static QList<int> defaultOrder(const TableInfo &table);
    static int defaultWidth(const ColumnInfo &column, const QFontMetrics &metrics);

private:
    QSettings &m_settings;
};

/// Fits every shown column to what is on the screen, none wider than half of the view.
void fitColumns(QTableView *view);
/// Moves a column by one shown place to the left (-1) or right (+1): the keyboard's way to reorder.
void moveColumn(QHeaderView *header, int logical, int direction);
/// Fills the menu with one checkable entry for each column. The last shown one cannot be hidden.
void fillColumnMenu(QMenu *menu, QHeaderView *header, const TableInfo &table);
