// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/subjects.h"
#include "grid/window.h"
#include "live/livedatabase.h"

#include <QDockWidget>

#include <optional>

class DetailsPane;
class GridTab;

/// The dock beside the grids: follows the current row, reads it whole (documents too) and offers the ways to
/// rows that belong to it.
class DetailsDock : public QDockWidget {
    Q_OBJECT
public:
    explicit DetailsDock(QWidget *parent = nullptr);

    /// Shows the current row of this grid, or nothing.
    void follow(LiveDatabase *database, GridTab *grid);
    DetailsPane &pane() { return *m_pane; }

signals:
    void linkFollowed(const RowLink &link);

private:
    void readWhole(LiveDatabase &database, GridTab &grid, const GridRow &row);
    void showLinks(const LiveDatabase &database, const GridTab &grid, const GridRow &row);

    DetailsPane *m_pane;
    QList<RowLink> m_links;
    /// The row that is shown or being read: a key alone may occur in every table.
    std::optional<std::pair<TableRole, RowKey>> m_shown;
    quint64 m_request = 0;
};
