// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"

#include <optional>

/// The values of a row's order terms: where it stands in the order.
using Anchor = QVariantList;

/// A part of the order, from one row to another; an absent one means the start or the end.
struct Stretch {
    std::optional<Anchor> from;
    std::optional<Anchor> to;
    bool inclusive = false; ///< both rows belong to it

    bool isWhole() const { return !from && !to; }
};

/// The total order of a table's rows and what can be said about a place in it in SQL. Values are bound; rows
/// are compared by "<" as a whole only where the dialect has an index for that (MariaDB has none); NULLs have
/// branches of their own.
class RowOrder {
public:
    struct Term {
        QString expression;
        QString parameter; ///< placeholder for a value of it
        int cell = 0;
        bool nullable = true;
    };

    RowOrder(const Dialect &dialect, bool descending) : m_dialect(dialect), m_descending(descending) {}
    /// One term more, unless its cell is one of the order already.
    void add(const Term &term);
    bool isEmpty() const { return m_terms.isEmpty(); }
    Anchor anchorOf(const QVariantList &cells) const;

    /// " ORDER BY …"
    QString orderBy(bool backwards) const;
    /// The same for a result, whose columns are known by their places.
    QString orderByCells(bool backwards) const;

    /// The rows behind @p anchor, or before it.
    Statement compared(const Anchor &anchor, bool after, bool inclusive) const;
    /// The rows of a stretch as one condition.
    Statement within(const Stretch &stretch) const;
    /// The same as conditions that exclude each other and each ask for one value or one range of the first
    /// term: where it has few values, an index then leads to the place, and not to the first of thousands of
    /// equal ones.
    QList<Statement> piecesOf(const Stretch &stretch) const;

private:
    bool canCompareRows(const Anchor &anchor, qsizetype first) const;
    Statement comparedAsRow(const Anchor &anchor, qsizetype first, bool greater, bool inclusive) const;
    Statement comparedFrom(const Anchor &anchor, qsizetype first, bool after, bool inclusive) const;
    Statement equalLead(const Anchor &anchor) const;
    QList<Statement> beyondLead(const Anchor &anchor, bool after) const;
    QList<Statement> piecesAround(const Anchor &anchor, bool after, bool inclusive) const;
    QString directed(const QString &expression, bool backwards) const;

    Dialect m_dialect;
    bool m_descending;
    QList<Term> m_terms;
};
