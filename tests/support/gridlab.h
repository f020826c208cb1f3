// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/session.h"
#include "grid/gridcontroller.h"

#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QTemporaryDir>

/// Which key a lab table has.
enum class LabKey { Id, Natural, RandomText, RowidOnly };

/// A small subscription table in a file of its own, a writer that plays the server, and a live grid over it.
class GridLab {
public:
    GridLab(LabKey key, int rows, WindowLimits limits, quint32 seed = 1);
    ~GridLab();

    GridController &grid() { return *m_grid; }
    LiveGridModel &model() { return m_grid->model(); }
    Session &session() { return *m_session; }
    QString path() const { return m_path; }
    QRandomGenerator &random() { return m_random; }
    const TableInfo &table() const { return m_table; }

    void insertRows(int count);
    void updateRows(int count); ///< random columns of random rows, the sort columns too
    void deleteRows(int count);
    bool exec(const QString &sql);
    /// Shows rows from @p row on, as a view of ten rows does: it follows its top row wherever changes move
    /// it.
    void look(int row);
    static constexpr int screen = 10;
    /// Waits until nothing is under way.
    bool settle();
    /// Every row of the table in the grid's order and filter, read by the writer.
    QList<GridRow> truth();
    /// Empty when the window shows exactly what the database holds, else what differs.
    QString difference();

private:
    QTemporaryDir m_folder;
    QString m_path;
    LabKey m_key;
    QRandomGenerator m_random;
    void tellVisible();

    int m_nextNumber = 0;
    QPersistentModelIndex m_top;
    int m_topRow = 0;
    TableInfo m_table;
    QSqlDatabase m_writer;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<GridController> m_grid;
};
