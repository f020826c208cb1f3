// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/windowquery.h"

#include "grid/sqlparts.h"
#include "schema/columnsql.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
/// The shortest index that begins with the column: rows ordered by all its columns are read in its order,
/// without sorting.
const IndexInfo *indexOn(const QString &column, const TableInfo &table)
{
    const IndexInfo *best = nullptr;
    for (const IndexInfo &index : table.indexes)
        if (index.whole && index.columns.value(0) == column
            && (!best || index.columns.size() < best->columns.size()))
            best = &index;
    return best;
}

/// No two rows of such an index are equal.
bool tellsAllRowsApart(const IndexInfo &index, const TableInfo &table)
{
    return index.unique && std::all_of(index.columns.begin(), index.columns.end(), [&](const QString &name) {
        const int at = table.indexOf(name);
        return at >= 0 && table.columns.at(at).notNull;
    });
}

/// The part of the order that a wish is about.
Stretch stretchOf(const Ask &ask)
{
    switch (ask.kind) {
    case Ask::Kind::After:
        return {ask.from, {}, false};
    case Ask::Kind::Before:
        return {{}, ask.from, false};
    case Ask::Kind::Range:
        return {ask.from, ask.to, true};
    case Ask::Kind::First:
    case Ask::Kind::Last:
    case Ask::Kind::At:
    case Ask::Kind::AtFromEnd:
        break;
    }
    return {};
}
} // namespace

WindowQuery::WindowQuery(const TableInfo &table, const Dialect &dialect, Statement filter, SortOrder sort)
    : m_dialect(dialect)
    , m_from(" FROM "_L1 + dialect.tableName(table.database, table.name))
    , m_columnCount(static_cast<int>(table.columns.size()))
    , m_filter(std::move(filter))
    , m_sort(std::move(sort))
    , m_order(dialect, m_sort.descending)
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

RowOrder::Term WindowQuery::columnTerm(const TableInfo &table, int column) const
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
    m_order.add(columnTerm(table, at));
    if (!m_dialect.followsIndexes || table.keyKind != KeyKind::Columns || m_isDocument.at(at))
        return;
    const IndexInfo *index = indexOn(table.columns.at(at).name, table);
    if (!index)
        return;
    for (const QString &name : index->columns)
        if (const int column = table.indexOf(name); column >= 0 && !m_isDocument.at(column))
            m_order.add(columnTerm(table, column));
    m_isOrderTotal = tellsAllRowsApart(*index, table);
}

void WindowQuery::addKeyColumn(const QString &expression, const QString &parameter, int cell, bool nullable)
{
    m_keyCells.append(cell);
    m_keyExpressions.append(expression);
    m_keyParameters.append(parameter);
    // More than a total order needs would keep an index from serving it.
    if (!m_isOrderTotal)
        m_order.add({expression, parameter, cell, nullable});
}

void WindowQuery::addKeyTerms(const TableInfo &table, QStringList &expressions)
{
    if (table.keyKind == KeyKind::Rowid) {
        expressions.append(m_dialect.quoted(table.key.value(0)));
        addKeyColumn(expressions.last(), u"?"_s, static_cast<int>(expressions.size()) - 1, false);
    } else if (table.keyKind == KeyKind::Columns) {
        for (const QString &name : table.key) {
            const int column = table.indexOf(name);
            const ColumnInfo &info = table.columns.at(column);
            addKeyColumn(m_dialect.quoted(name), placeholder(m_dialect, info, {}), column, !info.notNull);
        }
    }
}

Statement WindowQuery::page(const Statement &where, const Ask &ask) const
{
    const Statement all = joined(m_filter, "AND"_L1, where);
    return {m_selectList + m_from + whereOf(all) + m_order.orderBy(ask.readsBackwards()) + " LIMIT "_L1
            + QString::number(ask.limit),
        all.values};
}

Statement WindowQuery::rows(const Ask &ask) const
{
    if (ask.kind == Ask::Kind::At || ask.kind == Ask::Kind::AtFromEnd)
        return jump(ask);
    const Stretch stretch = stretchOf(ask);
    return m_dialect.asksInPieces ? pieces(m_order.piecesOf(stretch), ask)
                                  : page(m_order.within(stretch), ask);
}

/// A page of which each piece brings as many rows as the whole may have.
Statement WindowQuery::pieces(const QList<Statement> &wheres, const Ask &ask) const
{
    if (wheres.size() == 1)
        return page(wheres.constFirst(), ask);
    QStringList parts;
    QVariantList values;
    for (const Statement &where : wheres) {
        const Statement part = page(where, ask);
        parts.append(u'(' + part.sql + u')');
        values += part.values;
    }
    return {parts.join(" UNION ALL "_L1) + m_order.orderByCells(ask.readsBackwards()) + " LIMIT "_L1
            + QString::number(ask.limit),
        values};
}

// The rows that are passed over are read as keys alone, from an index where there is one: whole rows cost
// twenty times as much.
Statement WindowQuery::jump(const Ask &ask) const
{
    const QString order = m_order.orderBy(ask.readsBackwards());
    const QString page = m_from + whereOf(m_filter) + order + " LIMIT "_L1 + QString::number(ask.limit)
        + " OFFSET "_L1 + QString::number(ask.offset);
    if (!hasKey())
        return {m_selectList + page, m_filter.values};
    const QString place = m_dialect.quoted(u"jump"_s);
    if (!m_dialect.joinsJumps) {
        const QString keys = m_keyExpressions.join(", "_L1);
        const QString left = m_keyExpressions.size() == 1 ? keys : u'(' + keys + u')';
        return {m_selectList + m_from + " WHERE "_L1 + left + " IN (SELECT * FROM (SELECT "_L1 + keys + page
                + ") AS "_L1 + place + u')' + order,
            m_filter.values};
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
        m_filter.values};
}

Statement WindowQuery::count() const
{
    return {"SELECT count(*)"_L1 + m_from + whereOf(m_filter), m_filter.values};
}

Statement WindowQuery::rank(const Anchor &anchor) const
{
    const Statement where = joined(m_filter, "AND"_L1, m_order.compared(anchor, false, false));
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
    QList<Statement> keys;
    for (const GridRow &row : rows)
        keys.append(keyEquals(row));
    const Statement where = eitherOf(keys);
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

QVariantList WindowQuery::keyValuesOf(const GridRow &row) const
{
    QVariantList values;
    for (const int cell : m_keyCells)
        values.append(row.cells.value(cell));
    return values;
}

QList<RowKey> WindowQuery::keysOfExisting(const RowSet &result) const
{
    QList<RowKey> keys;
    keys.reserve(result.rows.size());
    for (const QVariantList &cells : result.rows)
        keys.append(encodeKey(cells));
    return keys;
}
