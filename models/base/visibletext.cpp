// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/visibletext.h"

#include <QByteArrayView>
#include <QStringDecoder>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

struct CodeRange {
    char32_t first;
    char32_t last;
};

// Characters that Unicode does not call control or format and that nevertheless show nothing or look like a
// blank, and the signs that this file itself puts into a text.
constexpr std::array hidingRanges {
    CodeRange {0x00A0, 0x00A0}, // no-break space
    CodeRange {0x034F, 0x034F}, // combining grapheme joiner
    CodeRange {0x115F, 0x1160}, // Hangul fillers
    CodeRange {0x1680, 0x1680}, // Ogham space
    CodeRange {0x17B4, 0x17B5}, // Khmer inherent vowels
    CodeRange {0x180B, 0x180F}, // Mongolian selectors
    CodeRange {0x2000, 0x200A}, // spaces of all widths
    CodeRange {0x202F, 0x202F}, CodeRange {0x2039, 0x203A}, // our brackets
    CodeRange {0x205F, 0x205F}, CodeRange {0x2065, 0x2065}, CodeRange {0x23CE, 0x23CE}, // our line end
    CodeRange {0x2800, 0x2800}, // blank Braille pattern
    CodeRange {0x3000, 0x3000}, // ideographic space
    CodeRange {0x3164, 0x3164}, // Hangul filler
    CodeRange {0xFE00, 0xFE0F}, // variation selectors
    CodeRange {0xFFA0, 0xFFA0}, // halfwidth Hangul filler
    CodeRange {0xE0000, 0xE0FFF}, // tags and more selectors
};

bool isInRanges(char32_t c)
{
    return std::ranges::any_of(
        hidingRanges, [c](const CodeRange &range) { return c >= range.first && c <= range.last; });
}

bool hides(char32_t c)
{
    if (c >= 0x20 && c < 0x7F)
        return false;
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return isInRanges(c);
    }
}

void appendNamed(QString &out, char32_t c)
{
    out += u"‹U+%1›"_s.arg(QString::number(c, 16).toUpper().rightJustified(4, u'0'));
}

void appendCharacter(QString &out, char32_t c)
{
    if (hides(c))
        appendNamed(out, c);
    else if (QChar::requiresSurrogates(c))
        out += QChar(QChar::highSurrogate(c)), out += QChar(QChar::lowSurrogate(c));
    else
        out += QChar(char16_t(c));
}

/// The code point that begins at a place, and how many units it takes. A lone surrogate is its own code
/// point.
struct Point {
    char32_t code;
    int units;
};

Point pointAt(QStringView text, qsizetype at)
{
    const QChar c = text[at];
    if (c.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
        return {QChar::surrogateToUcs4(c, text[at + 1]), 2};
    return {c.unicode(), 1};
}

void appendVisible(QString &out, QStringView text)
{
    for (qsizetype at = 0; at < text.size();) {
        if (text.sliced(at).startsWith("\r\n"_L1) || text[at] == u'\n') {
            at += text[at] == u'\n' ? 1 : 2;
            out += u'⏎';
            continue;
        }
        const Point point = pointAt(text, at);
        appendCharacter(out, point.code);
        at += point.units;
    }
}

bool isPlain(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7F; });
}

int sequenceLength(uchar lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

// Length of the valid sequence that begins the bytes, 0 when the first byte begins none.
qsizetype validSequence(QByteArrayView bytes)
{
    const qsizetype length = sequenceLength(uchar(bytes.front()));
    return length > 0 && length <= bytes.size() && bytes.first(length).isValidUtf8() ? length : 0;
}

// A byte order mark is a character like any other here; QString::fromUtf8() would swallow it.
QString decoded(QByteArrayView bytes)
{
    QStringDecoder decoder(
        QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    return decoder.decode(bytes);
}

} // namespace

QString visibleText(const QString &text)
{
    if (isPlain(text))
        return text;
    QString out;
    out.reserve(text.size() + 16);
    appendVisible(out, text);
    return out;
}

QString visibleText(const QByteArray &bytes)
{
    if (QByteArrayView(bytes).isValidUtf8())
        return visibleText(decoded(bytes));
    QString out;
    for (qsizetype at = 0; at < bytes.size();) {
        qsizetype end = at;
        while (end < bytes.size()) {
            const qsizetype length = validSequence(QByteArrayView(bytes).sliced(end));
            if (length == 0)
                break;
            end += length;
        }
        appendVisible(out, decoded(QByteArrayView(bytes).sliced(at, end - at)));
        if (end < bytes.size())
            out +=
                u"‹0x%1›"_s.arg(QString::number(uchar(bytes[end++]), 16).toUpper().rightJustified(2, u'0'));
        at = end;
    }
    return out;
}

QString plainTooltip(const QString &text)
{
    return u"<qt>"_s + text.toHtmlEscaped().replace(u'\n', u"<br/>"_s) + u"</qt>"_s;
}

bool isCleanUtf8(const QByteArray &bytes)
{
    return !bytes.contains('\0') && QByteArrayView(bytes).isValidUtf8();
}
