// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/wholerows.h"

#include "grid/sqlparts.h"
#include "schema/columnsql.h"

using namespace Qt::StringLiterals;

namespace {
Statement keyEquals(const TableInfo &table, const Dialect &dialect, const QVariantList &key)
{
    Statement where;
    for (qsizetype i = 0; i < table.key.size(); ++i) {
        const QVariant value = key.value(i);
        const int column = table.keyKind == KeyKind::Columns ? table.indexOf(table.key.at(i)) : -1;
        const QString parameter = column < 0 ? u"?"_s : placeholder(dialect, table.columns.at(column), value);
        where = joined(where, "AND"_L1, equals(dialect.quoted(table.key.at(i)), parameter, value));
    }
    return where;
}
} // namespace

Statement wholeRowsStatement(const TableInfo &table, const Dialect &dialect, const QList<QVariantList> &keys)
{
    QStringList expressions;
    for (const ColumnInfo &column : table.columns)
        expressions.append(dialect.quoted(column.name));
    if (table.keyKind == KeyKind::Rowid)
        expressions.append(dialect.quoted(table.key.value(0)));
    QList<Statement> wanted;
    for (const QVariantList &key : keys)
        wanted.append(keyEquals(table, dialect, key));
    const Statement where = eitherOf(wanted);
    return {"SELECT "_L1 + expressions.join(", "_L1) + " FROM "_L1
            + dialect.tableName(table.database, table.name) + whereOf(where),
        where.values};
}

QList<SeenRow> seenRowsOf(const TableInfo &table, const RowSet &result)
{
    QList<SeenRow> rows;
    for (const QVariantList &cells : result.rows) {
        SeenRow row;
        for (const QString &name : table.key)
            row.key.append(
                {name, table.keyKind == KeyKind::Rowid ? cells.last() : cells.at(table.indexOf(name))});
        row.cells = cells.first(table.columns.size());
        rows.append(row);
    }
    return rows;
}

Result<QList<SeenRow>> readWholeRows(
    Connection &connection, const TableInfo &table, const QList<QVariantList> &keys, ReadLimit limit)
{
    // Without a key nothing would tell these rows from all others.
    if (keys.isEmpty() || table.keyKind == KeyKind::None)
        return QList<SeenRow>();
    const auto result = connection.select(wholeRowsStatement(table, connection.dialect(), keys), limit);
    if (!result)
        return result.error();
    return seenRowsOf(table, *result);
}
