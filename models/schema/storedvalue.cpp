// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/storedvalue.h"

#include "base/visibletext.h"
#include "connection/connection.h"

#include <cmath>

namespace {

// What is enough for any number; longer text is none.
constexpr qsizetype longestNumber = 32;

QString cutAfter(QString text, qsizetype most)
{
    if (text.size() <= most)
        return text;
    text.truncate(most - 1 - (text[most - 2].isHighSurrogate() ? 1 : 0));
    return text + u'…';
}

bool isReal(const QVariant &raw)
{
    return raw.typeId() == QMetaType::Double || raw.typeId() == QMetaType::Float;
}

} // namespace

QByteArray storedBytes(const QVariant &raw, qsizetype most)
{
    if (raw.canConvert<RawText>())
        return raw.value<RawText>().bytes.left(most);
    if (raw.typeId() == QMetaType::QByteArray)
        return raw.toByteArray().left(most);
    if (isReal(raw))
        return QByteArray::number(raw.toDouble(), 'g', 17);
    return raw.toString().left(most).toUtf8().left(most);
}

qint64 storedSize(const QVariant &raw)
{
    if (raw.canConvert<RawText>())
        return raw.value<RawText>().bytes.size();
    return raw.typeId() == QMetaType::QByteArray ? raw.toByteArray().size() : raw.toString().toUtf8().size();
}

std::optional<qint64> storedNumber(const QVariant &raw)
{
    if (raw.isNull())
        return std::nullopt;
    if (isReal(raw)) {
        const double real = raw.toDouble();
        const bool whole = std::abs(real) < 9e15 && real == std::floor(real);
        return whole ? std::optional(qint64(real)) : std::nullopt;
    }
    if (storedSize(raw) > longestNumber)
        return std::nullopt;
    bool isNumber = false;
    const qint64 number = storedBytes(raw, longestNumber).trimmed().toLongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

QString storedText(const QVariant &raw, qsizetype most)
{
    if (raw.typeId() == QMetaType::QString)
        return cutAfter(visibleText(raw.toString().left(most + 1)), most);
    return cutAfter(visibleText(storedBytes(raw, most + 1)), most);
}
