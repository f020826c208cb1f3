// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changesql.h"

#include "base/visibletext.h"
#include "schema/columnsql.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

/// SQLite's row number is no column of the catalog.
ColumnInfo columnOf(const TableInfo &table, const QString &name)
{
    const int at = table.indexOf(name);
    if (at >= 0)
        return table.columns.at(at);
    ColumnInfo rowid;
    rowid.name = name;
    rowid.kind = ColumnKind::Integer;
    return rowid;
}

bool isText(const QVariant &value)
{
    return value.typeId() == QMetaType::QString || value.canConvert<RawText>();
}

QVariant textBytes(const QVariant &value)
{
    return value.canConvert<RawText>() ? value.value<RawText>().bytes : value.toString().toUtf8();
}

bool isTextColumn(const ColumnInfo &column, const Dialect &dialect)
{
    return !dialect.columnsAreTyped || !column.collation.isEmpty();
}

/// "column is exactly this value".
Statement exactly(const Dialect &dialect, const ColumnInfo &column, const QVariant &value)
{
    const QString name = dialect.quoted(column.name);
    if (value.isNull())
        return {name + u" IS NULL"_s, {}};
    const auto filled = [&name](const char *pattern) { return QString::fromLatin1(pattern).arg(name); };
    if (isText(value) && isTextColumn(column, dialect))
        return {filled(dialect.isText), {dialect.textsAsBytes ? textBytes(value) : value}};
    if (isText(value))
        return {filled(dialect.isTold), {value}};
    if (value.typeId() == QMetaType::QByteArray)
        return {filled(dialect.isBytes), {value}};
    return {filled(value.typeId() == QMetaType::Double ? dialect.isReal : dialect.isWhole), {value}};
}

/// Parts with their values, joined.
class Clause {
public:
    void add(const Statement &part)
    {
        m_parts += part.sql;
        m_values += part.values;
    }
    QString joined(const QString &by) const { return m_parts.join(by); }
    const QVariantList &values() const { return m_values; }

private:
    QStringList m_parts;
    QVariantList m_values;
};

/// Finds the row by its key through an index, and then compares bytes.
void addKey(Clause &clause, const TableInfo &table, const QList<NamedValue> &key, const Dialect &dialect)
{
    for (const NamedValue &part : key) {
        const ColumnInfo column = columnOf(table, part.column);
        if (isText(part.value) && isTextColumn(column, dialect))
            clause.add(compared(dialect, column, "="_L1, part.value));
        clause.add(exactly(dialect, column, part.value));
    }
}

Clause where(const RowChange &change, const TableInfo &table, const Dialect &dialect)
{
    Clause clause;
    addKey(clause, table, change.key, dialect);
    for (const NamedValue &seen : change.seen) {
        const NamedValue *part = valueOf(change.key, seen.column);
        if (!part || !isSameValue(part->value, seen.value))
            clause.add(exactly(dialect, columnOf(table, seen.column), seen.value));
    }
    return clause;
}

/// The value as it is sent to be stored.
QVariant sent(const QVariant &value, const Dialect &dialect)
{
    return dialect.textsAsBytes && isText(value) ? textBytes(value) : value;
}

Clause assignments(const RowChange &change, const Dialect &dialect)
{
    Clause clause;
    for (const NamedValue &wanted : change.wanted)
        clause.add({dialect.quoted(wanted.column) + u" = ?"_s, {sent(wanted.value, dialect)}});
    return clause;
}

QString quotedList(const QStringList &columns, const Dialect &dialect)
{
    QStringList quoted;
    for (const QString &column : columns)
        quoted += dialect.quoted(column);
    return quoted.join(u", "_s);
}

Statement insertStatement(
    const RowChange &change, const TableInfo &table, const QString &name, const Dialect &dialect)
{
    QStringList columns;
    QStringList marks;
    QVariantList values;
    for (const NamedValue &wanted : change.wanted) {
        columns += wanted.column;
        marks += u"?"_s;
        values += sent(wanted.value, dialect);
    }
    QString sql =
        u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(name, quotedList(columns, dialect), marks.join(u", "_s));
    if (!dialect.lastNumber && !table.key.isEmpty())
        sql += u" RETURNING "_s + quotedList(table.key, dialect);
    return {sql, values};
}

Statement ofRow(
    const QString &selection, const TableInfo &table, const QList<NamedValue> &key, const Dialect &dialect)
{
    Clause row;
    addKey(row, table, key, dialect);
    return {u"SELECT %1 FROM %2 WHERE %3"_s.arg(
                selection, dialect.tableName(table.database, table.name), row.joined(u" AND "_s)),
        row.values()};
}

constexpr qsizetype longestText = 80;
constexpr qsizetype longestBytes = 24;

QString inShort(const QString &written, qint64 bytes)
{
    return QCoreApplication::translate("ChangeSql", "%1 (%2 bytes)").arg(written, QLocale().toString(bytes));
}

QString bytesLiteral(const QByteArray &bytes)
{
    const QString hex = QString::fromLatin1(bytes.left(longestBytes).toHex());
    return bytes.size() > longestBytes ? inShort(u"x'%1…'"_s.arg(hex), bytes.size()) : u"x'%1'"_s.arg(hex);
}

QString textLiteral(QString text, const Dialect &dialect)
{
    const qint64 bytes = text.toUtf8().size();
    const bool isLong = text.size() > longestText;
    text.truncate(longestText);
    if (dialect.quote == u'`')
        text.replace(u'\\', "\\\\"_L1);
    const QString quoted =
        u"'%1%2'"_s.arg(visibleText(text).replace(u'\'', "''"_L1), isLong ? u"…"_s : QString());
    return isLong ? inShort(quoted, bytes) : quoted;
}

QString literal(const QVariant &value, const Dialect &dialect)
{
    if (value.isNull())
        return u"NULL"_s;
    if (value.canConvert<RawText>())
        return bytesLiteral(value.value<RawText>().bytes);
    if (value.typeId() == QMetaType::QByteArray)
        return bytesLiteral(value.toByteArray());
    if (value.typeId() == QMetaType::QString)
        return textLiteral(value.toString(), dialect);
    return value.typeId() == QMetaType::Double ? QString::number(value.toDouble(), 'g', 17)
                                               : value.toString();
}

} // namespace

Statement changeStatement(const RowChange &change, const TableInfo &table, const Dialect &dialect)
{
    const QString name = dialect.tableName(table.database, table.name);
    if (change.kind == ChangeKind::Insert)
        return insertStatement(change, table, name, dialect);
    const Clause row = where(change, table, dialect);
    const QString condition = row.joined(u" AND "_s);
    if (change.kind == ChangeKind::Delete)
        return {u"DELETE FROM %1 WHERE %2"_s.arg(name, condition), row.values()};
    const Clause set = assignments(change, dialect);
    return {u"UPDATE %1 SET %2 WHERE %3"_s.arg(name, set.joined(u", "_s), condition),
        set.values() + row.values()};
}

Statement rowStatement(const TableInfo &table, const QList<NamedValue> &key, const Dialect &dialect)
{
    QStringList columns;
    for (const ColumnInfo &column : table.columns)
        columns += column.name;
    return ofRow(quotedList(columns, dialect), table, key, dialect);
}

Statement rowSizeStatement(const TableInfo &table, const QList<NamedValue> &key, const Dialect &dialect)
{
    QStringList sizes {u"0"_s};
    for (const ColumnInfo &column : table.columns)
        if (column.kind == ColumnKind::Binary || isTextColumn(column, dialect))
            sizes += u"COALESCE(%1, 0)"_s.arg(dialect.byteLengthOf(column.name));
    return ofRow(sizes.join(u" + "_s), table, key, dialect);
}

QString readableSql(const Statement &statement, const Dialect &dialect)
{
    QString readable;
    QChar quote;
    qsizetype next = 0;
    const QString sql = visibleText(statement.sql);
    for (const QChar c : sql) {
        if (quote.isNull() && (c == u'\'' || c == dialect.quote || c == u'"'))
            quote = c;
        else if (c == quote)
            quote = QChar();
        if (quote.isNull() && c == u'?')
            readable += literal(statement.values.value(next++), dialect);
        else
            readable += c;
    }
    return readable;
}
