// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/columnsql.h"

using namespace Qt::StringLiterals;

namespace {

bool isText(const QVariant &value)
{
    return value.typeId() == QMetaType::QString;
}

bool mayHoldBytes(const ColumnInfo &column)
{
    return column.kind == ColumnKind::Binary || column.meaning == Meaning::Document;
}

/// Text compared with bytes is never equal where values have types of their own, so a text value meets a
/// column that may hold bytes as text.
QString expressionOf(const Dialect &dialect, const ColumnInfo &column, const QVariant &value)
{
    return !dialect.columnsAreTyped && mayHoldBytes(column) && isText(value) ? dialect.textOf(column.name)
                                                                             : dialect.quoted(column.name);
}

/// A number that is compared with a column of texts is the text of its digits.
QVariant boundAs(const Dialect &dialect, const ColumnInfo &column, const QVariant &value)
{
    const bool isNumber = value.typeId() == QMetaType::LongLong || value.typeId() == QMetaType::Int;
    return dialect.columnsAreTyped && column.kind == ColumnKind::Text && isNumber ? value.toString() : value;
}

const char *likePattern(const Dialect &dialect, const ColumnInfo &column)
{
    if (column.kind == ColumnKind::Binary)
        return dialect.bytesLike;
    return column.kind == ColumnKind::Text && !column.collation.isEmpty() ? dialect.textLike
                                                                          : dialect.valueLike;
}

} // namespace

QString placeholder(const Dialect &dialect, const ColumnInfo &column, const QVariant &value)
{
    if (column.kind == ColumnKind::Text)
        return dialect.textParameter(column.collation);
    return QString::fromLatin1(
        column.kind == ColumnKind::Binary && isText(value) ? dialect.bytesOfText : "?");
}

Statement compared(
    const Dialect &dialect, const ColumnInfo &column, QLatin1StringView comparison, const QVariant &value)
{
    return {u"%1 %2 %3"_s.arg(
                expressionOf(dialect, column, value), comparison, placeholder(dialect, column, value)),
        {boundAs(dialect, column, value)}};
}

Statement oneOf(const Dialect &dialect, const ColumnInfo &column, const QVariantList &values)
{
    if (values.isEmpty())
        return {u"1 = 0"_s, {}};
    QStringList marks;
    QVariantList bound;
    for (const QVariant &value : values) {
        marks << placeholder(dialect, column, value);
        bound << boundAs(dialect, column, value);
    }
    return {
        u"%1 IN (%2)"_s.arg(expressionOf(dialect, column, values.constFirst()), marks.join(u", "_s)), bound};
}

Statement like(const Dialect &dialect, const ColumnInfo &column, const QString &pattern)
{
    const QString sql = QString::fromLatin1(likePattern(dialect, column));
    const QString name = dialect.quoted(column.name);
    return {sql.contains("%2"_L1) ? sql.arg(name, dialect.textParameter(column.collation)) : sql.arg(name),
        {pattern}};
}
