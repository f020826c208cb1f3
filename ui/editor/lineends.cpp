// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/lineends.h"

#include <Qsci/qsciscintillabase.h>

#include <algorithm>
#include <array>

namespace {
struct LineEndMode {
    const char *bytes;
    int mode;
};
constexpr std::array lineEndModes {
    LineEndMode {"\r\n", QsciScintillaBase::SC_EOL_CRLF},
    LineEndMode {"\r", QsciScintillaBase::SC_EOL_CR},
    LineEndMode {"\n", QsciScintillaBase::SC_EOL_LF},
};
} // namespace

/// The line end that a text has most of.
QByteArray usualLineEnd(QByteArrayView text, const QByteArray &otherwise)
{
    std::array<qsizetype, 3> counts {};
    constexpr std::array ends {"\r\n", "\n", "\r"};
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == '\n')
            ++counts[1];
        else if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n')
            ++counts[0], ++at;
        else if (text[at] == '\r')
            ++counts[2];
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return *most == 0 ? otherwise : QByteArray(ends.at(size_t(most - counts.begin())));
}

int lineEndMode(const QByteArray &lineEnd)
{
    const auto *entry = std::find_if(lineEndModes.begin(), lineEndModes.end(),
        [&lineEnd](const LineEndMode &candidate) { return lineEnd == candidate.bytes; });
    return entry->mode;
}

QByteArray lineEndOfMode(int mode)
{
    const auto *entry = std::find_if(lineEndModes.begin(), lineEndModes.end(),
        [mode](const LineEndMode &candidate) { return candidate.mode == mode; });
    return entry->bytes;
}
