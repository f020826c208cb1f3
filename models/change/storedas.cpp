// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/storedas.h"

#include "connection/connection.h"
#include "connection/textvalue.h"
#include "schema/storedvalue.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace {

constexpr auto whole = std::numeric_limits<qsizetype>::max();

bool isText(const QVariant &value)
{
    return value.typeId() == QMetaType::QString || value.canConvert<RawText>();
}

bool isBytes(const QVariant &value)
{
    return value.typeId() == QMetaType::QByteArray;
}

bool isReal(const QVariant &value)
{
    return value.typeId() == QMetaType::Double || value.typeId() == QMetaType::Float;
}

/// Bytes of a text or binary value. QString has no NUL problem: toUtf8() keeps it.
QByteArray bytesOf(const QVariant &value)
{
    return value.typeId() == QMetaType::QString ? value.toString().toUtf8() : storedBytes(value, whole);
}

/// Columns that hold a floating-point number; others of this kind tell theirs as text.
bool isFloating(const ColumnInfo &column)
{
    return column.declaredType.contains("real"_L1, Qt::CaseInsensitive)
        || column.declaredType.contains("floa"_L1, Qt::CaseInsensitive)
        || column.declaredType.contains("doub"_L1, Qt::CaseInsensitive);
}

/// A column of four bytes holds the nearest number that it can.
double narrowed(double number, const ColumnInfo &column, const Dialect &dialect)
{
    const QString type = column.declaredType;
    const bool isNarrow = dialect.columnsAreTyped
        && type.startsWith(dialect.quote == u'`' ? "float"_L1 : "real"_L1, Qt::CaseInsensitive);
    return isNarrow ? double(float(number)) : number;
}

QVariant numberOr(
    const QByteArray &bytes, const ColumnInfo &column, const Dialect &dialect, const QVariant &otherwise)
{
    bool isNumber = false;
    if (const qlonglong number = bytes.trimmed().toLongLong(&isNumber);
        isNumber && column.kind == ColumnKind::Integer)
        return number;
    if (const double number = bytes.trimmed().toDouble(&isNumber);
        isNumber && column.kind == ColumnKind::Real && isFloating(column))
        return narrowed(number, column, dialect);
    return otherwise;
}

QVariant stringStoredAs(
    const QVariant &value, const ColumnInfo &column, const Dialect &dialect, const QVariant &seen)
{
    const QByteArray bytes = bytesOf(value);
    const QVariant text = textValue(bytes);
    if (!dialect.columnsAreTyped && isText(seen))
        return text;
    if (!dialect.columnsAreTyped && isBytes(seen))
        return bytes;
    switch (column.kind) {
    case ColumnKind::Binary:
        return bytes;
    case ColumnKind::Text:
        return text;
    case ColumnKind::Integer:
    case ColumnKind::Real:
        break;
    }
    return numberOr(bytes, column, dialect, text);
}

QVariant numberStoredAs(const QVariant &value, const ColumnInfo &column, const Dialect &dialect)
{
    const QByteArray digits = storedBytes(value, whole);
    switch (column.kind) {
    case ColumnKind::Text:
        return QString::fromLatin1(digits);
    case ColumnKind::Binary:
        return dialect.columnsAreTyped ? QVariant(digits) : value;
    case ColumnKind::Integer:
        if (const auto number = storedNumber(value))
            return qlonglong(*number);
        return value;
    case ColumnKind::Real:
        break;
    }
    return isFloating(column) ? QVariant(narrowed(value.toDouble(), column, dialect)) : value;
}

} // namespace

QVariant storedAs(
    const QVariant &value, const ColumnInfo &column, const Dialect &dialect, const QVariant &seen)
{
    if (value.isNull())
        return {};
    if (isText(value) || isBytes(value))
        return stringStoredAs(value, column, dialect, seen);
    const QVariant number = isReal(value) ? QVariant(value.toDouble()) : QVariant(value.toLongLong());
    return numberStoredAs(number, column, dialect);
}
