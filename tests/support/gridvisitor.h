// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/session.h"
#include "grid/gridcontroller.h"
#include "readlog.h"

/// A filter, and the same in SQL written by hand.
struct KnownFilter {
    RowFilter filter;
    QString sql; ///< empty: all rows
};

/// Looks at one table of a file through a session and a live grid as a view does: it shows some rows,
/// follows its top row wherever changes move it, and compares what it sees with the database over a
/// connection and with statements of its own.
class GridVisitor {
public:
    GridVisitor(const QString &path, TableRole role, int screen = 40);
    ~GridVisitor();

    GridController &grid() { return *m_grid; }
    LiveGridModel &model() { return m_grid->model(); }
    const LiveGridModel &model() const { return m_grid->model(); }
    const TableInfo &table() const { return m_table; }
    ReadLog &log() { return *m_log; }
    Session &session() { return *m_session; }
    int screen() const { return m_screen; }
    int topRow() const { return m_topRow; }
    int mostRowsHeld() const { return m_mostRowsHeld; }

    /// Shows the rows from @p row on, or the last ones when there are not so many behind it.
    void look(int row);
    void lookAtEnd() { look(model().rowCount()); }
    void setFilter(const KnownFilter &known);
    /// Waits until nothing is under way.
    bool settle();
    /// Reads what is on the screen again and waits.
    bool refresh();

    /// Known rows on the screen that are no ghosts.
    QList<const GridEntry *> seen() const;
    /// The value of a row's key; these tables have a key of one column, or the row number.
    QVariant keyOf(const GridEntry &entry) const;

    /// Empty when the screen shows what the database holds there, else what differs.
    QString difference();
    /// The same for the place: the top row must be at its row number in the whole order.
    QString misplaced();
    /// Rows of the table under the filter in force, counted by the database.
    qint64 trueTotal();

private:
    struct Order {
        QString sort; ///< quoted; empty when the key alone decides
        QString key;
        QString direction; ///< " ASC" or " DESC"
        QString further; ///< " > " or " < "
    };

    void tellVisible();
    Order order() const;
    QString where(const QString &condition) const;
    QList<QVariantList> rows(const QString &condition, const QVariantList &values, qint64 limit);
    QList<QVariantList> rowsFrom(const GridEntry &entry, qint64 limit);
    QVariant sortValueOf(const GridEntry &entry) const;
    QString comparedWith(const QList<const GridEntry *> &entries, const QList<QVariantList> &truth) const;

    int m_screen;
    std::unique_ptr<Connection> m_truth;
    TableInfo m_table;
    std::shared_ptr<ReadLog> m_log;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<GridController> m_grid;
    QList<KnownFilter> m_filters;
    QPersistentModelIndex m_top;
    int m_topRow = 0;
    int m_mostRowsHeld = 0;
};
