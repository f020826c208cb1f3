// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/windowquery.h"

#include "schema/columnsql.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
Statement joined(const Statement &a, QLatin1StringView word, const Statement &b)
{
    if (a.sql.isEmpty())
        return b;
    if (b.sql.isEmpty())
        return a;
    return {u'(' + a.sql + u") "_s + word + u" ("_s + b.sql + u')', a.values + b.values};
}

QString whereOf(const Statement &condition)
{
    return condition.sql.isEmpty() ? QString() : " WHERE "_L1 + condition.sql;
}

/// expression = value, NULL equal to NULL.
Statement equals(const QString &expression, const QString &parameter, const QVariant &value)
{
    return value.isNull() ? Statement {expression + " IS NULL"_L1, {}}
                          : Statement {expression + " = "_L1 + parameter, {value}};
}

/// Rows that stand strictly beyond @p value, walking towards greater values or smaller ones. An empty result
/// means: none do.
Statement beyond(const QString &expression, const QString &parameter, bool nullable, const QVariant &value,
    bool greater, bool nullsFirst)
{
    const bool nullsLieAhead = nullable && greater != nullsFirst;
    if (value.isNull())
        return {nullsLieAhead ? u"1 = 0"_s : expression + " IS NOT NULL"_L1, {}};
    const QString comparison = expression + (greater ? " > "_L1 : " < "_L1) + parameter;
    return {nullsLieAhead ? comparison + " OR "_L1 + expression + " IS NULL"_L1 : comparison, {value}};
}

/// The rest of the shortest index that begins with the column: rows ordered by these columns too are read in
/// the order of the index, without sorting.
QStringList indexAfter(const QString &column, const TableInfo &table)
{
    const IndexInfo *best = nullptr;
    for (const IndexInfo &index : table.indexes)
        if (index.whole && index.columns.value(0) == column
            && (!best || index.columns.size() < best->columns.size()))
            best = &index;
    return best ? best->columns.mid(1) : QStringList();
}
} // namespace

WindowQuery::WindowQuery(const TableInfo &table, const Dialect &dialect, Statement filter, SortOrder sort)
    : m_dialect(dialect)
    , m_from(" FROM "_L1 + dialect.tableName(table.database, table.name))
    , m_columnCount(static_cast<int>(table.columns.size()))
    , m_filter(std::move(filter))
    , m_sort(std::move(sort))
{
    QStringList expressions;
    for (const ColumnInfo &column : table.columns) {
        m_columnNames.append(column.name);
        m_isDocument.append(column.meaning == Meaning::Document);
        expressions.append(
            m_isDocument.last() ? dialect.headOf(column.name, documentHead) : dialect.quoted(column.name));
    }
    for (int i = 0; i < m_columnCount; ++i)
        if (m_isDocument.at(i)) {
            m_sizeCells.insert(i, static_cast<int>(expressions.size()));
            expressions.append(dialect.byteLengthOf(table.columns.at(i).name));
        }
    addSortTerms(table);
    addKeyTerms(table, expressions);
    m_selectList = "SELECT "_L1 + expressions.join(", "_L1);
}

WindowQuery::Term WindowQuery::columnTerm(const TableInfo &table, int column) const
{
    const ColumnInfo &info = table.columns.at(column);
    // Documents are ordered by their size: their content has no order that means anything.
    if (m_isDocument.at(column))
        return {m_dialect.byteLengthOf(info.name), u"?"_s, m_sizeCells.value(column), !info.notNull};
    return {m_dialect.quoted(info.name), placeholder(m_dialect, info, {}), column, !info.notNull};
}

void WindowQuery::addSortTerms(const TableInfo &table)
{
    const int at = table.indexOf(m_sort.column);
    if (at < 0)
        return;
    addTerm(columnTerm(table, at));
    if (!m_dialect.followsIndexes || table.keyKind != KeyKind::Columns || m_isDocument.at(at))
        return;
    for (const QString &name : indexAfter(table.columns.at(at).name, table))
        if (const int column = table.indexOf(name); column >= 0 && !m_isDocument.at(column))
            addTerm(columnTerm(table, column));
}

void WindowQuery::addKeyTerms(const TableInfo &table, QStringList &expressions)
{
    if (table.keyKind == KeyKind::Rowid) {
        const auto cell = static_cast<int>(expressions.size());
        expressions.append(m_dialect.quoted(table.key.value(0)));
        m_keyCells.append(cell);
        m_keyExpressions.append(expressions.last());
        m_keyParameters.append(u"?"_s);
        addTerm({expressions.last(), u"?"_s, cell, false});
    } else if (table.keyKind == KeyKind::Columns) {
        for (const QString &name : table.key) {
            const int column = table.indexOf(name);
            const ColumnInfo &info = table.columns.at(column);
            m_keyCells.append(column);
            m_keyExpressions.append(m_dialect.quoted(name));
            m_keyParameters.append(placeholder(m_dialect, info, {}));
            addTerm({m_keyExpressions.last(), m_keyParameters.last(), column, !info.notNull});
        }
    }
}

void WindowQuery::addTerm(const Term &term)
{
    const bool known = std::any_of(
        m_terms.begin(), m_terms.end(), [&term](const Term &other) { return other.cell == term.cell; });
    if (!known)
        m_terms.append(term);
}

QString WindowQuery::orderBy(bool backwards) const
{
    if (m_terms.isEmpty())
        return {};
    QStringList parts;
    for (const Term &term : m_terms)
        parts.append(term.expression + (m_sort.descending != backwards ? " DESC"_L1 : ""_L1));
    return " ORDER BY "_L1 + parts.join(", "_L1);
}

bool WindowQuery::canCompareRows(const Anchor &anchor) const
{
    // A NULL on either side makes the comparison NULL.
    return m_dialect.comparesRows
        && std::none_of(m_terms.begin(), m_terms.end(), [](const Term &term) { return term.nullable; })
        && std::none_of(anchor.begin(), anchor.end(), [](const QVariant &value) { return value.isNull(); });
}

Statement WindowQuery::comparedAsRow(const Anchor &anchor, bool greater, bool inclusive) const
{
    QStringList expressions;
    QStringList parameters;
    for (const Term &term : m_terms) {
        expressions.append(term.expression);
        parameters.append(term.parameter);
    }
    const QString comparison = QString(greater ? u'>' : u'<') + (inclusive ? "="_L1 : ""_L1);
    return {u"(%1) %2 (%3)"_s.arg(expressions.join(", "_L1), comparison, parameters.join(", "_L1)), anchor};
}

Statement WindowQuery::compared(const Anchor &anchor, bool after, bool inclusive) const
{
    const bool greater = after != m_sort.descending;
    if (canCompareRows(anchor))
        return comparedAsRow(anchor, greater, inclusive);
    // Lexicographic: beyond in the first term, or equal there and beyond in the rest. Built from the last
    // term inwards.
    Statement rest {inclusive ? u"1 = 1"_s : u"1 = 0"_s, {}};
    for (qsizetype i = m_terms.size() - 1; i >= 0; --i) {
        const Term &term = m_terms.at(i);
        const Statement strict = beyond(
            term.expression, term.parameter, term.nullable, anchor.at(i), greater, m_dialect.nullsFirst);
        const Statement equal = equals(term.expression, term.parameter, anchor.at(i));
        rest = joined(strict, "OR"_L1, joined(equal, "AND"_L1, rest));
    }
    const Term &leading = m_terms.constFirst();
    const bool nullsLieAhead = leading.nullable && greater != m_dialect.nullsFirst;
    if (anchor.constFirst().isNull() || nullsLieAhead)
        return rest;
    // A plain bound on the leading term lets every engine use its index.
    const Statement bound {
        leading.expression + (greater ? " >= "_L1 : " <= "_L1) + leading.parameter, {anchor.constFirst()}};
    return joined(bound, "AND"_L1, rest);
}

Statement WindowQuery::condition(const Ask &ask) const
{
    Statement where = m_filter;
    const auto add = [this, &where](const std::optional<Anchor> &anchor, bool after, bool inclusive) {
        if (anchor && !m_terms.isEmpty())
            where = joined(where, "AND"_L1, compared(*anchor, after, inclusive));
    };
    switch (ask.kind) {
    case Ask::Kind::After:
        add(ask.from, true, false);
        break;
    case Ask::Kind::Before:
        add(ask.from, false, false);
        break;
    case Ask::Kind::Range:
        add(ask.from, true, true);
        add(ask.to, false, true);
        break;
    case Ask::Kind::First:
    case Ask::Kind::Last:
    case Ask::Kind::At:
    case Ask::Kind::AtFromEnd:
        break;
    }
    return where;
}

Statement WindowQuery::rows(const Ask &ask) const
{
    const Statement where = condition(ask);
    if (ask.kind == Ask::Kind::At || ask.kind == Ask::Kind::AtFromEnd)
        return jump(where, ask);
    return {m_selectList + m_from + whereOf(where) + orderBy(ask.readsBackwards()) + " LIMIT "_L1
            + QString::number(ask.limit),
        where.values};
}

// The rows that are passed over are read as keys alone, from an index where there is one: whole rows cost
// twenty times as much.
Statement WindowQuery::jump(const Statement &where, const Ask &ask) const
{
    const QString order = orderBy(ask.readsBackwards());
    const QString page = m_from + whereOf(where) + order + " LIMIT "_L1 + QString::number(ask.limit)
        + " OFFSET "_L1 + QString::number(ask.offset);
    if (!hasKey())
        return {m_selectList + page, where.values};
    const QString place = m_dialect.quoted(u"jump"_s);
    if (!m_dialect.joinsJumps) {
        const QString keys = m_keyExpressions.join(", "_L1);
        const QString left = m_keyExpressions.size() == 1 ? keys : u'(' + keys + u')';
        return {m_selectList + m_from + " WHERE "_L1 + left + " IN (SELECT * FROM (SELECT "_L1 + keys + page
                + ") AS "_L1 + place + u')' + order,
            where.values};
    }
    // The inner keys have names of their own, or every column would have to say whose it is.
    QStringList keys;
    QStringList pairs;
    for (qsizetype i = 0; i < m_keyExpressions.size(); ++i) {
        const QString name = m_dialect.quoted(u"jump %1"_s.arg(i));
        keys.append(m_keyExpressions.at(i) + " AS "_L1 + name);
        pairs.append(m_keyExpressions.at(i) + " = "_L1 + name);
    }
    return {m_selectList + m_from + " JOIN (SELECT "_L1 + keys.join(", "_L1) + page + ") AS "_L1 + place
            + " ON "_L1 + pairs.join(" AND "_L1) + order,
        where.values};
}

Statement WindowQuery::count() const
{
    return {"SELECT count(*)"_L1 + m_from + whereOf(m_filter), m_filter.values};
}

Statement WindowQuery::rank(const Anchor &anchor) const
{
    const Statement where = joined(m_filter, "AND"_L1, compared(anchor, false, false));
    return {"SELECT count(*)"_L1 + m_from + whereOf(where), where.values};
}

Statement WindowQuery::keyEquals(const GridRow &row) const
{
    Statement where;
    for (qsizetype i = 0; i < m_keyCells.size(); ++i)
        where = joined(where, "AND"_L1,
            equals(m_keyExpressions.at(i), m_keyParameters.at(i), row.cells.at(m_keyCells.at(i))));
    return where;
}

Statement WindowQuery::existing(const QList<GridRow> &rows) const
{
    Statement where;
    for (const GridRow &row : rows)
        where = joined(where, "OR"_L1, keyEquals(row));
    return {"SELECT "_L1 + m_keyExpressions.join(", "_L1) + m_from + whereOf(where), where.values};
}

Statement WindowQuery::wholeRow(const GridRow &row, int mostBytes) const
{
    QStringList expressions;
    for (int i = 0; i < m_columnCount; ++i)
        expressions.append(m_isDocument.at(i) ? m_dialect.headOf(m_columnNames.at(i), mostBytes)
                                              : m_dialect.quoted(m_columnNames.at(i)));
    const Statement where = keyEquals(row);
    return {"SELECT "_L1 + expressions.join(", "_L1) + m_from + whereOf(where), where.values};
}

QList<GridRow> WindowQuery::rowsOf(const RowSet &result, const Ask &ask) const
{
    QList<GridRow> rows;
    rows.reserve(result.rows.size());
    for (const QVariantList &cells : result.rows) {
        QVariantList key;
        for (const int cell : m_keyCells)
            key.append(cells.at(cell));
        // Without a key a row is known by its place alone.
        rows.append({hasKey() ? encodeKey(key) : QByteArray::number(ask.offset + rows.size()), cells});
    }
    if (ask.readsBackwards())
        std::reverse(rows.begin(), rows.end());
    return rows;
}

QList<RowKey> WindowQuery::keysOfExisting(const RowSet &result) const
{
    QList<RowKey> keys;
    keys.reserve(result.rows.size());
    for (const QVariantList &cells : result.rows)
        keys.append(encodeKey(cells));
    return keys;
}

Anchor WindowQuery::anchorOf(const GridRow &row) const
{
    Anchor anchor;
    for (const Term &term : m_terms)
        anchor.append(row.cells.at(term.cell));
    return anchor;
}
