// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbcolumn.h"

#include <QHash>

#include <charconv>
#include <limits>

using namespace Qt::StringLiterals;

namespace {
/// The character set of what has none.
constexpr unsigned binaryCharset = 63;

MariaDbKind kindOf(const MYSQL_FIELD &field)
{
    switch (field.type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
    case MYSQL_TYPE_YEAR:
        return field.flags & UNSIGNED_FLAG ? MariaDbKind::Unsigned : MariaDbKind::Integer;
    case MYSQL_TYPE_BIT:
        return MariaDbKind::Bits;
    case MYSQL_TYPE_FLOAT:
        return MariaDbKind::Float;
    case MYSQL_TYPE_DOUBLE:
        return MariaDbKind::Double;
    case MYSQL_TYPE_TINY_BLOB:
    case MYSQL_TYPE_BLOB:
    case MYSQL_TYPE_MEDIUM_BLOB:
    case MYSQL_TYPE_LONG_BLOB:
    case MYSQL_TYPE_VARCHAR:
    case MYSQL_TYPE_VAR_STRING:
    case MYSQL_TYPE_STRING:
    case MYSQL_TYPE_ENUM:
    case MYSQL_TYPE_SET:
        return field.charsetnr == binaryCharset ? MariaDbKind::Bytes : MariaDbKind::Text;
    case MYSQL_TYPE_JSON:
        return MariaDbKind::Text;
    case MYSQL_TYPE_GEOMETRY:
        return MariaDbKind::Bytes;
    default:
        return MariaDbKind::Ascii;
    }
}

template <typename Number>
Number numberOf(const QByteArray &text)
{
    Number number {};
    std::from_chars(text.begin(), text.end(), number);
    return number;
}

qulonglong bitsOf(const QByteArray &bytes)
{
    qulonglong bits = 0;
    for (const char byte : bytes)
        bits = bits << 8 | static_cast<uchar>(byte);
    return bits;
}
} // namespace

MariaDbColumn MariaDbColumn::of(const MYSQL_FIELD &field)
{
    return {QString::fromUtf8(field.name, field.name_length),
        QString::fromUtf8(field.org_table, field.org_table_length), kindOf(field),
        (field.flags & NOT_NULL_FLAG) != 0};
}

MariaDbKind MariaDbColumn::kindNamed(const QString &dataType, bool isUnsigned)
{
    const MariaDbKind integer = isUnsigned ? MariaDbKind::Unsigned : MariaDbKind::Integer;
    const QHash<QString, MariaDbKind> kinds {
        {u"tinyint"_s, integer},
        {u"smallint"_s, integer},
        {u"mediumint"_s, integer},
        {u"int"_s, integer},
        {u"bigint"_s, integer},
        {u"year"_s, MariaDbKind::Integer},
        {u"bit"_s, MariaDbKind::Bits},
        {u"float"_s, MariaDbKind::Float},
        {u"double"_s, MariaDbKind::Double},
        {u"decimal"_s, MariaDbKind::Ascii},
        {u"date"_s, MariaDbKind::Ascii},
        {u"time"_s, MariaDbKind::Ascii},
        {u"datetime"_s, MariaDbKind::Ascii},
        {u"timestamp"_s, MariaDbKind::Ascii},
        {u"binary"_s, MariaDbKind::Bytes},
        {u"varbinary"_s, MariaDbKind::Bytes},
        {u"tinyblob"_s, MariaDbKind::Bytes},
        {u"blob"_s, MariaDbKind::Bytes},
        {u"mediumblob"_s, MariaDbKind::Bytes},
        {u"longblob"_s, MariaDbKind::Bytes},
        {u"geometry"_s, MariaDbKind::Bytes},
    };
    return kinds.value(dataType.toLower(), MariaDbKind::Text);
}

QMetaType MariaDbColumn::type() const
{
    switch (kind) {
    case MariaDbKind::Integer:
        return QMetaType::fromType<qlonglong>();
    case MariaDbKind::Unsigned:
    case MariaDbKind::Bits:
        return QMetaType::fromType<qulonglong>();
    case MariaDbKind::Float:
    case MariaDbKind::Double:
        return QMetaType::fromType<double>();
    case MariaDbKind::Bytes:
        return QMetaType::fromType<QByteArray>();
    case MariaDbKind::Ascii:
    case MariaDbKind::Text:
        break;
    }
    return QMetaType::fromType<QString>();
}

QSqlField MariaDbColumn::sqlField() const
{
    QSqlField field(name, type(), table);
    field.setRequired(required);
    return field;
}

QVariant MariaDbColumn::value(const QByteArray &bytes) const
{
    switch (kind) {
    case MariaDbKind::Integer:
        return numberOf<qlonglong>(bytes);
    case MariaDbKind::Unsigned:
        return mariaDbUnsigned(numberOf<qulonglong>(bytes));
    case MariaDbKind::Bits:
        return mariaDbUnsigned(bitsOf(bytes));
    case MariaDbKind::Float:
        return double(numberOf<float>(bytes));
    case MariaDbKind::Double:
        return numberOf<double>(bytes);
    case MariaDbKind::Ascii:
        return QString::fromLatin1(bytes);
    case MariaDbKind::Text:
    case MariaDbKind::Bytes:
        break;
    }
    return bytes;
}

QVariant mariaDbUnsigned(qulonglong value)
{
    if (value <= static_cast<qulonglong>(std::numeric_limits<qlonglong>::max()))
        return static_cast<qlonglong>(value);
    return value;
}
