// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/roworder.h"

#include "grid/sqlparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
/// Rows that stand strictly beyond @p value, walking towards greater values or smaller ones: conditions of
/// which one has to hold. None: there are no such rows.
QList<Statement> beyond(const RowOrder::Term &term, const QVariant &value, bool greater, bool nullsFirst)
{
    const bool nullsLieAhead = term.nullable && greater != nullsFirst;
    if (value.isNull())
        return nullsLieAhead ? QList<Statement> {}
                             : QList<Statement> {{term.expression + " IS NOT NULL"_L1, {}}};
    QList<Statement> found {{term.expression + (greater ? " > "_L1 : " < "_L1) + term.parameter, {value}}};
    if (nullsLieAhead)
        found.append({term.expression + " IS NULL"_L1, {}});
    return found;
}

Statement anyOf(const QList<Statement> &conditions)
{
    if (conditions.isEmpty())
        return {u"1 = 0"_s, {}};
    Statement any = conditions.constFirst();
    for (qsizetype i = 1; i < conditions.size(); ++i)
        any = {any.sql + " OR "_L1 + conditions.at(i).sql, any.values + conditions.at(i).values};
    return any;
}
} // namespace

void RowOrder::add(const Term &term)
{
    const bool known = std::any_of(
        m_terms.begin(), m_terms.end(), [&term](const Term &other) { return other.cell == term.cell; });
    if (!known)
        m_terms.append(term);
}

Anchor RowOrder::anchorOf(const QVariantList &cells) const
{
    Anchor anchor;
    for (const Term &term : m_terms)
        anchor.append(cells.at(term.cell));
    return anchor;
}

QString RowOrder::directed(const QString &expression, bool backwards) const
{
    return expression + (m_descending != backwards ? " DESC"_L1 : ""_L1);
}

QString RowOrder::orderBy(bool backwards) const
{
    QStringList parts;
    for (const Term &term : m_terms)
        parts.append(directed(term.expression, backwards));
    return parts.isEmpty() ? QString() : " ORDER BY "_L1 + parts.join(", "_L1);
}

QString RowOrder::orderByCells(bool backwards) const
{
    QStringList parts;
    for (const Term &term : m_terms)
        parts.append(directed(QString::number(term.cell + 1), backwards));
    return parts.isEmpty() ? QString() : " ORDER BY "_L1 + parts.join(", "_L1);
}

bool RowOrder::canCompareRows(const Anchor &anchor, qsizetype first) const
{
    // A NULL on either side makes the comparison NULL.
    return m_dialect.comparesRows
        && std::none_of(
            m_terms.begin() + first, m_terms.end(), [](const Term &term) { return term.nullable; })
        && std::none_of(
            anchor.begin() + first, anchor.end(), [](const QVariant &value) { return value.isNull(); });
}

Statement RowOrder::comparedAsRow(const Anchor &anchor, qsizetype first, bool greater, bool inclusive) const
{
    QStringList expressions;
    QStringList parameters;
    for (qsizetype i = first; i < m_terms.size(); ++i) {
        expressions.append(m_terms.at(i).expression);
        parameters.append(m_terms.at(i).parameter);
    }
    const QString comparison = QString(greater ? u'>' : u'<') + (inclusive ? "="_L1 : ""_L1);
    return {u"(%1) %2 (%3)"_s.arg(expressions.join(", "_L1), comparison, parameters.join(", "_L1)),
        anchor.mid(first)};
}

Statement RowOrder::comparedFrom(const Anchor &anchor, qsizetype first, bool after, bool inclusive) const
{
    const bool greater = after != m_descending;
    if (first < m_terms.size() && canCompareRows(anchor, first))
        return comparedAsRow(anchor, first, greater, inclusive);
    // Lexicographic: beyond in the first term, or equal there and beyond in the rest. Built from the last
    // term inwards.
    Statement rest {inclusive ? u"1 = 1"_s : u"1 = 0"_s, {}};
    for (qsizetype i = m_terms.size() - 1; i >= first; --i) {
        const Term &term = m_terms.at(i);
        const Statement strict = anyOf(beyond(term, anchor.at(i), greater, m_dialect.nullsFirst));
        const Statement equal = equals(term.expression, term.parameter, anchor.at(i));
        rest = joined(strict, "OR"_L1, joined(equal, "AND"_L1, rest));
    }
    return rest;
}

Statement RowOrder::compared(const Anchor &anchor, bool after, bool inclusive) const
{
    const bool greater = after != m_descending;
    const Statement rows = comparedFrom(anchor, 0, after, inclusive);
    const Term &leading = m_terms.constFirst();
    const bool nullsLieAhead = leading.nullable && greater != m_dialect.nullsFirst;
    if (canCompareRows(anchor, 0) || anchor.constFirst().isNull() || nullsLieAhead)
        return rows;
    // A plain bound on the leading term lets every engine use its index.
    const Statement bound {
        leading.expression + (greater ? " >= "_L1 : " <= "_L1) + leading.parameter, {anchor.constFirst()}};
    return joined(bound, "AND"_L1, rows);
}

Statement RowOrder::within(const Stretch &stretch) const
{
    Statement where;
    if (m_terms.isEmpty())
        return where;
    if (stretch.from)
        where = compared(*stretch.from, true, stretch.inclusive);
    if (stretch.to)
        where = joined(where, "AND"_L1, compared(*stretch.to, false, stretch.inclusive));
    return where;
}

Statement RowOrder::equalLead(const Anchor &anchor) const
{
    const Term &leading = m_terms.constFirst();
    return equals(leading.expression, leading.parameter, anchor.constFirst());
}

QList<Statement> RowOrder::beyondLead(const Anchor &anchor, bool after) const
{
    return beyond(m_terms.constFirst(), anchor.constFirst(), after != m_descending, m_dialect.nullsFirst);
}

QList<Statement> RowOrder::piecesAround(const Anchor &anchor, bool after, bool inclusive) const
{
    return QList<Statement> {joined(equalLead(anchor), "AND"_L1, comparedFrom(anchor, 1, after, inclusive))}
    + beyondLead(anchor, after);
}

QList<Statement> RowOrder::piecesOf(const Stretch &stretch) const
{
    if (m_terms.size() < 2 || stretch.isWhole())
        return {within(stretch)};
    if (!stretch.to)
        return piecesAround(*stretch.from, true, stretch.inclusive);
    if (!stretch.from)
        return piecesAround(*stretch.to, false, stretch.inclusive);
    const Statement head = comparedFrom(*stretch.from, 1, true, stretch.inclusive);
    const Statement tail = comparedFrom(*stretch.to, 1, false, stretch.inclusive);
    if (stretch.from->constFirst() == stretch.to->constFirst())
        return {joined(equalLead(*stretch.from), "AND"_L1, joined(head, "AND"_L1, tail))};
    QList<Statement> pieces {joined(equalLead(*stretch.from), "AND"_L1, head)};
    for (const Statement &behind : beyondLead(*stretch.from, true))
        for (const Statement &before : beyondLead(*stretch.to, false))
            pieces.append(joined(behind, "AND"_L1, before));
    pieces.append(joined(equalLead(*stretch.to), "AND"_L1, tail));
    return pieces;
}
