// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/cellbytes.h"

#include "base/visibletext.h"
#include "connection/connection.h"

namespace {
constexpr qsizetype longestText = 65'536;

QByteArray withoutHalfCharacter(QByteArray bytes)
{
    const auto isContinuation = [](char byte) { return (byte & 0xC0) == 0x80; };
    qsizetype end = bytes.size();
    while (end > 0 && bytes.size() - end < 3 && isContinuation(bytes.at(end - 1)))
        --end;
    bytes.truncate(qMax<qsizetype>(0, end - 1)); // the lead byte goes with its continuation
    return bytes;
}
} // namespace

QByteArray cellBytes(const QVariant &raw)
{
    if (raw.userType() == qMetaTypeId<RawText>())
        return raw.value<RawText>().bytes;
    if (raw.userType() == QMetaType::QByteArray)
        return raw.toByteArray();
    return raw.toString().toUtf8();
}

QString fullText(const QVariant &raw)
{
    const QByteArray bytes = cellBytes(raw);
    return visibleText(bytes.size() <= longestText ? bytes : withoutHalfCharacter(bytes.left(longestText)));
}
