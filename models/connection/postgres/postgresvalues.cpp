// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/postgres/postgresvalues.h"

#include "connection/connection.h"
#include "connection/textvalue.h"

#include <QCoreApplication>

#include <charconv>
#include <libpq-fe.h>
#include <memory>

namespace {
/// The types of the server's catalog that are told apart; all others travel as text.
enum Type : Oid {
    Unknown = 0,
    Bool = 16,
    Bytea = 17,
    Int8 = 20,
    Int2 = 21,
    Int4 = 23,
    ObjectId = 26,
    Float4 = 700,
    Float8 = 701,
};
enum Format { AsText = 0, AsBinary = 1 };

/// Where a quoted text or a comment that begins at @p from ends (one past it); @p from when none begins.
qsizetype endOfQuoted(const QString &sql, qsizetype from)
{
    const auto pastNext = [&sql](QStringView end, qsizetype at) {
        const qsizetype found = sql.indexOf(end, at);
        return found < 0 ? sql.size() : found + end.size();
    };
    const QStringView rest = QStringView(sql).mid(from);
    // A doubled quote ends one text and begins another, with the same outcome.
    if (rest.startsWith(u'\'') || rest.startsWith(u'"'))
        return pastNext(rest.left(1), from + 1);
    if (rest.startsWith(u"--"))
        return pastNext(u"\n", from);
    if (rest.startsWith(u"/*"))
        return pastNext(u"*/", from);
    return from;
}

double floatOf(const QByteArray &text, Oid type)
{
    double wide = 0;
    float narrow = 0;
    const char *const end = text.constData() + text.size();
    // The value that the column holds: as double, "0.1" would be another one.
    if (type == Float4 && std::from_chars(text.constData(), end, narrow).ec == std::errc())
        return static_cast<double>(narrow);
    std::from_chars(text.constData(), end, wide);
    return wide;
}

QByteArray unescaped(const char *text)
{
    size_t size = 0;
    const std::unique_ptr<unsigned char, decltype(&PQfreemem)> bytes(
        PQunescapeBytea(reinterpret_cast<const unsigned char *>(text), &size), PQfreemem);
    return bytes ? QByteArray(reinterpret_cast<const char *>(bytes.get()), qsizetype(size)) : QByteArray();
}

QVariant valueOf(const PGresult *result, int row, int column)
{
    if (PQgetisnull(result, row, column))
        return {};
    const char *const text = PQgetvalue(result, row, column);
    const QByteArray bytes(text, PQgetlength(result, row, column));
    switch (PQftype(result, column)) {
    case Int2:
    case Int4:
    case Int8:
    case ObjectId:
        return bytes.toLongLong();
    case Float4:
    case Float8:
        return floatOf(bytes, PQftype(result, column));
    case Bytea:
        return unescaped(text);
    default:
        return textValue(bytes);
    }
}

Error refusedNul()
{
    return {QCoreApplication::translate("Postgres",
                "A PostgreSQL text holds no zero byte, so nothing can be compared with this value. Leave the "
                "zero byte out."),
        {}, Fault::Refused};
}
} // namespace

QByteArray withNumberedPlaceholders(const QString &sql)
{
    QString numbered;
    int number = 0;
    for (qsizetype at = 0; at < sql.size();) {
        const qsizetype end = endOfQuoted(sql, at);
        if (end > at)
            numbered += QStringView(sql).mid(at, end - at);
        else if (sql.at(at) == u'?')
            numbered += u'$' + QString::number(++number);
        else
            numbered += sql.at(at);
        at = qMax(end, at + 1);
    }
    return numbered.toUtf8();
}

void PostgresParameters::append(Oid type, const QByteArray &bytes, int format)
{
    m_types.append(type);
    // An empty value is no NULL.
    m_values.append(bytes.isNull() ? QByteArray("") : bytes);
    m_lengths.append(static_cast<int>(bytes.size()));
    m_formats.append(format);
}

void PostgresParameters::appendNull()
{
    append(Unknown, {}, AsText);
    m_values.last() = QByteArray();
}

Result<PostgresParameters> PostgresParameters::of(const QVariantList &values)
{
    PostgresParameters made;
    for (const QVariant &value : values) {
        const int type = value.typeId();
        if (!value.isValid() || value.isNull()) {
            made.appendNull();
        } else if (type == QMetaType::QByteArray) {
            made.append(Bytea, value.toByteArray(), AsBinary);
        } else if (type == QMetaType::Double || type == QMetaType::Float) {
            made.append(Float8, QByteArray::number(value.toDouble(), 'g', 17), AsText);
        } else if (type == QMetaType::Bool) {
            made.append(Bool, value.toBool() ? "t" : "f", AsText);
        } else if (type == QMetaType::LongLong || type == QMetaType::Int || type == QMetaType::UInt) {
            made.append(Int8, QByteArray::number(value.toLongLong()), AsText);
        } else {
            // Without a type it takes the one of the column that it is compared with.
            const QByteArray text =
                value.canConvert<RawText>() ? value.value<RawText>().bytes : value.toString().toUtf8();
            if (text.contains('\0'))
                return refusedNul();
            made.append(Unknown, text, AsText);
        }
    }
    return made;
}

QList<const char *> PostgresParameters::pointers() const
{
    QList<const char *> all;
    for (const QByteArray &value : m_values)
        all.append(value.isNull() ? nullptr : value.constData());
    return all;
}

QStringList postgresColumns(const PGresult *result)
{
    QStringList names;
    for (int column = 0; column < PQnfields(result); ++column)
        names.append(QString::fromUtf8(PQfname(result, column)));
    return names;
}

QVariantList postgresRow(const PGresult *result, int row)
{
    QVariantList values;
    values.reserve(PQnfields(result));
    for (int column = 0; column < PQnfields(result); ++column)
        values.append(valueOf(result, row, column));
    return values;
}

qsizetype postgresRowBytes(const PGresult *result, int row)
{
    qsizetype bytes = 0;
    for (int column = 0; column < PQnfields(result); ++column)
        bytes += PQgetlength(result, row, column) + qsizetype(sizeof(QVariant));
    return bytes;
}
