// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"
#include "grid/roworder.h"
#include "grid/window.h"
#include "schema/schema.h"

#include <optional>

/// The column that rows are ordered by; what else its index holds may follow, and the key does, so that the
/// order is total. An empty column means the key alone.
struct SortOrder {
    QString column;
    bool descending = false;
    bool operator==(const SortOrder &) const = default;
};

/// Which rows are wanted, said in terms of the order.
struct Ask {
    enum class Kind {
        First, ///< from the start
        Last, ///< up to the end
        At, ///< from row @c offset, for a jump into the unknown
        AtFromEnd, ///< up to @c offset rows before the end: the shorter way to the second half
        After, ///< behind @c from
        Before, ///< in front of @c from
        Range, ///< from @c from to @c to, both included; an absent one means the start or the end
    };

    Kind kind = Kind::First;
    int limit = WindowLimits().most;
    qint64 offset = 0; ///< rows
    std::optional<Anchor> from;
    std::optional<Anchor> to;

    bool readsBackwards() const
    {
        return kind == Kind::Last || kind == Kind::AtFromEnd || kind == Kind::Before;
    }
};

/// Says windows of one table in SQL: keyset from a known row, reverse keyset, OFFSET only for a jump into the
/// unknown, and then over keys alone. Knows no model. A value: can be sent to the database thread.
class WindowQuery {
public:
    /// Documents are read up to this many bytes; the details ask for the whole row.
    static constexpr int documentHead = 16 * 1024;

    /// @p filter is a WHERE expression with its values, or empty.
    WindowQuery(const TableInfo &table, const Dialect &dialect, Statement filter = {}, SortOrder sort = {});

    Statement rows(const Ask &ask) const;
    Statement count() const;
    /// How many rows stand before @p anchor.
    Statement rank(const Anchor &anchor) const;
    /// Which of these rows still exist, filter or not: answers their key columns.
    Statement existing(const QList<GridRow> &rows) const;
    /// One row with all its bytes, documents up to @p mostBytes each.
    Statement wholeRow(const GridRow &row, int mostBytes) const;

    /// Rows of a result in display order, with their keys.
    QList<GridRow> rowsOf(const RowSet &result, const Ask &ask) const;
    QList<RowKey> keysOfExisting(const RowSet &result) const;
    /// The values of a row's key columns or of its hidden number, in the order of the table's key.
    QVariantList keyValuesOf(const GridRow &row) const;
    Anchor anchorOf(const GridRow &row) const { return m_order.anchorOf(row.cells); }

    /// Cell of a GridRow that holds the document column's size in bytes, -1 when the column is no document.
    int sizeCellOf(int column) const { return m_sizeCells.value(column, -1); }
    int columnCount() const { return m_columnCount; }
    bool hasKey() const { return !m_keyCells.isEmpty(); }
    const SortOrder &sort() const { return m_sort; }
    bool isFiltered() const { return !m_filter.sql.isEmpty(); }

private:
    RowOrder::Term columnTerm(const TableInfo &table, int column) const;
    void addSortTerms(const TableInfo &table);
    void addKeyTerms(const TableInfo &table, QStringList &expressions);
    void addKeyColumn(const QString &expression, const QString &parameter, int cell, bool nullable);
    Statement page(const Statement &where, const Ask &ask) const;
    Statement pieces(const QList<Statement> &wheres, const Ask &ask) const;
    Statement jump(const Ask &ask) const;
    Statement keyEquals(const GridRow &row) const;

    Dialect m_dialect;
    QString m_from;
    QString m_selectList;
    QStringList m_columnNames;
    QList<bool> m_isDocument;
    int m_columnCount = 0;
    QHash<int, int> m_sizeCells;
    QList<int> m_keyCells; ///< cells that make the key, empty for a table without one
    QStringList m_keyExpressions;
    QStringList m_keyParameters;
    Statement m_filter;
    SortOrder m_sort;
    RowOrder m_order;
    bool m_isOrderTotal = false; ///< without the key already
};
