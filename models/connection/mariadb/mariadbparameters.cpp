// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbparameters.h"

#include "connection/connection.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace {
/// As the server reads a moment; it knows no zones.
QString momentText(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::QDate:
        return value.toDate().toString(Qt::ISODate);
    case QMetaType::QTime:
        return value.toTime().toString(u"HH:mm:ss.zzz"_s);
    default:
        return value.toDateTime().toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
    }
}
} // namespace

MariaDbParameters::MariaDbParameters(const QVariantList &values)
    : m_cells(static_cast<size_t>(values.size()))
    , m_binds(static_cast<size_t>(values.size()), MYSQL_BIND {})
{
    for (size_t i = 0; i < m_binds.size(); ++i)
        take(values.at(static_cast<qsizetype>(i)), m_cells[i], m_binds[i]);
}

void MariaDbParameters::take(const QVariant &value, Cell &cell, MYSQL_BIND &bind)
{
    if (value.isNull()) {
        bind.buffer_type = MYSQL_TYPE_NULL;
        return;
    }
    if (value.canConvert<RawText>())
        return takeBytes(value.value<RawText>().bytes, MYSQL_TYPE_BLOB, cell, bind);
    switch (value.typeId()) {
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::Short:
    case QMetaType::UInt:
    case QMetaType::Long:
    case QMetaType::LongLong:
        return takeWhole(value.toLongLong(), false, cell, bind);
    case QMetaType::ULongLong:
    case QMetaType::ULong:
        return takeWhole(static_cast<qlonglong>(value.toULongLong()), true, cell, bind);
    case QMetaType::Double:
    case QMetaType::Float:
        cell.real = value.typeId() == QMetaType::Float ? value.toFloat() : value.toDouble();
        bind.buffer_type = MYSQL_TYPE_DOUBLE;
        bind.buffer = &cell.real;
        return;
    case QMetaType::QByteArray:
        return takeBytes(value.toByteArray(), MYSQL_TYPE_BLOB, cell, bind);
    case QMetaType::QDate:
    case QMetaType::QTime:
    case QMetaType::QDateTime:
        return takeText(momentText(value), cell, bind);
    default:
        takeText(value.toString(), cell, bind);
    }
}

void MariaDbParameters::takeText(const QString &text, Cell &cell, MYSQL_BIND &bind)
{
    m_sound = m_sound && text.isValidUtf16();
    takeBytes(text.toUtf8(), MYSQL_TYPE_STRING, cell, bind);
}

void MariaDbParameters::takeBytes(
    const QByteArray &bytes, enum_field_types type, Cell &cell, MYSQL_BIND &bind)
{
    cell.bytes = bytes;
    cell.length = static_cast<unsigned long>(bytes.size());
    bind.buffer_type = type;
    // The library only reads; a copy of a large body would be made for nothing.
    bind.buffer = const_cast<char *>(cell.bytes.constData());
    bind.buffer_length = cell.length;
    bind.length = &cell.length;
}

void MariaDbParameters::takeWhole(qlonglong whole, bool isUnsigned, Cell &cell, MYSQL_BIND &bind)
{
    cell.whole = whole;
    bind.buffer_type = MYSQL_TYPE_LONGLONG;
    bind.buffer = &cell.whole;
    bind.is_unsigned = isUnsigned;
}
