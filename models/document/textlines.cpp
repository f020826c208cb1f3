// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/textlines.h"

#include <algorithm>

namespace {

bool beginsCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U;
}

} // namespace

TextLines::TextLines(const QByteArray &utf8) : m_utf8(utf8), m_starts {0}
{
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const bool isHalf = utf8[i] == '\r' && i + 1 < utf8.size() && utf8[i + 1] == '\n';
        if (utf8[i] == '\n' || (utf8[i] == '\r' && !isHalf))
            m_starts.append(i + 1);
    }
}

TextPlace TextLines::placeOf(qint64 byte, qint64 length) const
{
    const qint64 at = std::clamp<qint64>(byte, 0, m_utf8.size());
    const auto next = std::ranges::upper_bound(m_starts, at);
    const qint64 start = *std::prev(next);
    const auto column =
        std::count_if(m_utf8.constBegin() + start, m_utf8.constBegin() + at, beginsCharacter) + 1;
    return {at, std::clamp<qint64>(length, 0, m_utf8.size() - at),
        static_cast<int>(std::distance(m_starts.begin(), next)), static_cast<int>(column)};
}
