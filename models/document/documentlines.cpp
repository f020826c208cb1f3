// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documentlines.h"

#include <algorithm>

namespace {

bool isTokenByte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9')
        || QByteArrayView("-.!%*_+`'~").contains(byte);
}

QByteArray lineEnd(QByteArrayView rest)
{
    if (rest.startsWith("\r\n"))
        return "\r\n";
    return rest.isEmpty() ? QByteArray() : rest.first(1).toByteArray();
}

} // namespace

TextPlace TextLine::place(qint64 from, qint64 length) const
{
    const TextPlace inLine = placeAt(text, from);
    return {byte + from, length, number, inLine.column};
}

QList<TextLine> documentLines(const QByteArray &utf8)
{
    QList<TextLine> lines;
    for (qsizetype at = 0; at < utf8.size();) {
        const auto *const stop =
            std::find_if(utf8.cbegin() + at, utf8.cend(), [](char c) { return c == '\n' || c == '\r'; });
        const qsizetype end = stop - utf8.cbegin();
        TextLine line {utf8.sliced(at, end - at), at, static_cast<int>(lines.size()) + 1,
            lineEnd(QByteArrayView(utf8).sliced(end))};
        at = end + line.end.size();
        lines.append(std::move(line));
    }
    return lines;
}

HeaderLine headerLine(const QByteArray &line)
{
    HeaderLine result;
    const qsizetype colon = line.indexOf(':');
    if (colon < 0)
        return result;
    result.name = line.first(colon).trimmed();
    result.value = line.sliced(colon + 1).trimmed();
    result.valueFrom = result.value.isEmpty() ? colon + 1 : line.indexOf(result.value, colon + 1);
    result.isRight = !result.name.isEmpty() && !line.startsWith(' ') && !line.startsWith('\t')
        && std::ranges::all_of(result.name, isTokenByte);
    return result;
}
