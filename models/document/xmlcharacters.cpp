// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmlcharacters.h"

#include <algorithm>
#include <array>

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

constexpr std::array nameStarts {Range {U':', U':'}, Range {U'A', U'Z'}, Range {U'_', U'_'},
    Range {U'a', U'z'}, Range {0xc0, 0xd6}, Range {0xd8, 0xf6}, Range {0xf8, 0x2ff}, Range {0x370, 0x37d},
    Range {0x37f, 0x1fff}, Range {0x200c, 0x200d}, Range {0x2070, 0x218f}, Range {0x2c00, 0x2fef},
    Range {0x3001, 0xd7ff}, Range {0xf900, 0xfdcf}, Range {0xfdf0, 0xfffd}, Range {0x10000, 0xeffff}};
constexpr std::array furtherNameCharacters {
    Range {U'-', U'.'}, Range {U'0', U'9'}, Range {0xb7, 0xb7}, Range {0x300, 0x36f}, Range {0x203f, 0x2040}};

template <size_t Size>
bool isIn(const std::array<Range, Size> &ranges, char32_t code)
{
    return std::ranges::any_of(
        ranges, [code](const Range &range) { return code >= range.first && code <= range.last; });
}

/// How a sequence of a length begins: the fixed bits, the smallest code that needs this length.
struct Sequence {
    unsigned mask;
    unsigned lead;
    char32_t smallest;
};

constexpr std::array sequences {Sequence {0x80, 0x00, 0}, Sequence {0xe0, 0xc0, 0x80},
    Sequence {0xf0, 0xe0, 0x800}, Sequence {0xf8, 0xf0, 0x10000}};

bool isScalar(char32_t code)
{
    return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}

} // namespace

Character characterAt(QByteArrayView utf8, qsizetype at)
{
    const auto first = static_cast<unsigned char>(utf8[at]);
    const auto sequence = std::ranges::find_if(
        sequences, [first](const Sequence &each) { return (first & each.mask) == each.lead; });
    if (sequence == sequences.end())
        return {};
    const int length = static_cast<int>(sequence - sequences.begin()) + 1;
    if (length > utf8.size() - at)
        return {};
    char32_t code = first & ~sequence->mask;
    for (int i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(utf8[at + i]);
        if ((byte & 0xc0U) != 0x80U)
            return {};
        code = (code << 6U) | (byte & 0x3fU);
    }
    if (code < sequence->smallest || !isScalar(code))
        return {};
    return {code, length};
}

bool isXmlBlank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

bool isXmlCharacter(char32_t code)
{
    if (code < 0x20)
        return code == U'\t' || code == U'\n' || code == U'\r';
    return isScalar(code) && code != 0xfffe && code != 0xffff;
}

bool isNameStart(char32_t code)
{
    return isIn(nameStarts, code);
}

bool isNameCharacter(char32_t code)
{
    return isIn(nameStarts, code) || isIn(furtherNameCharacters, code);
}

qsizetype nameLengthAt(QByteArrayView utf8, qsizetype at)
{
    qsizetype end = at;
    while (end < utf8.size()) {
        const Character character = characterAt(utf8, end);
        const bool fits = end == at ? isNameStart(character.code) : isNameCharacter(character.code);
        if (character.length == 0 || !fits)
            break;
        end += character.length;
    }
    return end - at;
}
