// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documenttext.h"

#include "base/visibletext.h"
#include "document/charset.h"
#include "document/xmldeclaration.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using Encoding = DocumentText::Encoding;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

/// How a document begins that is in an encoding which needs no declaration.
struct Beginning {
    QByteArrayView bytes;
    Encoding encoding;
    qsizetype markLength; ///< of the byte order mark
};

// UTF-32 begins like UTF-16 and is read by nobody here, so it comes first.
const std::array beginnings {
    Beginning {QByteArrayView("\xff\xfe\0\0", 4), Encoding::Other, 0},
    Beginning {QByteArrayView("\0\0\xfe\xff", 4), Encoding::Other, 0},
    Beginning {QByteArrayView("<\0\0\0", 4), Encoding::Other, 0},
    Beginning {QByteArrayView("\0\0\0<", 4), Encoding::Other, 0},
    Beginning {QByteArrayView("\xef\xbb\xbf", 3), Encoding::Utf8, 3},
    Beginning {QByteArrayView("\xff\xfe", 2), Encoding::Utf16LittleEndian, 2},
    Beginning {QByteArrayView("\xfe\xff", 2), Encoding::Utf16BigEndian, 2},
    Beginning {QByteArrayView("<\0?\0", 4), Encoding::Utf16LittleEndian, 0},
    Beginning {QByteArrayView("\0<\0?", 4), Encoding::Utf16BigEndian, 0},
};

struct EncodingName {
    Encoding encoding;
    const char *name;
    const char *charset; ///< nullptr: UTF-8 itself, or named by the declaration
};

constexpr std::array encodingNames {
    EncodingName {Encoding::Utf8, "UTF-8", nullptr},
    EncodingName {Encoding::Utf16LittleEndian, "UTF-16 (little-endian)", "UTF-16LE"},
    EncodingName {Encoding::Utf16BigEndian, "UTF-16 (big-endian)", "UTF-16BE"},
    EncodingName {Encoding::Latin1, "ISO-8859-1", "ISO-8859-1"},
    EncodingName {Encoding::Ascii, "US-ASCII", "US-ASCII"},
    EncodingName {Encoding::Other, nullptr, nullptr},
};

const EncodingName &entryOf(Encoding encoding)
{
    return *std::ranges::find(encodingNames, encoding, &EncodingName::encoding);
}

std::optional<Charset> charsetOf(const DocumentText &text)
{
    const char *name = entryOf(text.encoding).charset;
    return Charset::named(name ? QString::fromLatin1(name) : text.declared);
}

/// What a declaration makes of a document whose beginning says nothing. One that claims two bytes for each
/// character cannot be right, since it was read by single bytes.
Encoding declaredEncoding(const QString &name)
{
    const std::optional<Charset> charset = Charset::named(name);
    if (!charset || QLatin1StringView(charset->name()).startsWith("UTF-16"_L1))
        return name.startsWith("utf"_L1, Qt::CaseInsensitive) || name.isEmpty() ? Encoding::Utf8
                                                                                : Encoding::Other;
    for (const EncodingName &entry : encodingNames)
        if (entry.charset && QLatin1StringView(charset->name()) == QLatin1StringView(entry.charset))
            return entry.encoding;
    return Encoding::Other;
}

QByteArray markOf(const DocumentText &text)
{
    if (!text.byteOrderMark)
        return {};
    const auto found = std::ranges::find_if(beginnings,
        [&](const Beginning &each) { return each.encoding == text.encoding && each.markLength > 0; });
    return found->bytes.toByteArray();
}

QByteArray decoded(const DocumentText &text, const QByteArray &bytes)
{
    const std::optional<Charset> charset = charsetOf(text);
    return text.encoding == Encoding::Utf8 || !charset ? repairedUtf8(bytes) : charset->decoded(bytes);
}

/// Why a text is not exactly its bytes, empty when it is.
QString inexactness(const DocumentText &text, const QByteArray &stored)
{
    if (text.encoding == Encoding::Other && !charsetOf(text))
        return text.declared.isEmpty()
            ? tr("The document seems to be UTF-32, which cannot be edited as text here.")
            : tr("The document declares the encoding %1, which is not known here.")
                  .arg(visibleText(text.declared));
    if (text.utf8.contains('\0'))
        return tr("The document contains NUL bytes, which no text can hold.");
    if (text.encode(text.utf8) != stored)
        return tr("The document contains bytes that are no %1 text.").arg(text.encodingName());
    return {};
}

QByteArray withoutNul(QByteArray utf8)
{
    return utf8.contains('\0') ? utf8.replace(QByteArrayView("\0", 1), "\xef\xbf\xbd") : utf8;
}

} // namespace

QString DocumentText::encodingName() const
{
    const char *known = entryOf(encoding).name;
    const QString name = known ? QString::fromLatin1(known)
        : declared.isEmpty()   ? u"UTF-32"_s
                               : visibleText(declared);
    return byteOrderMark ? tr("%1 with byte order mark").arg(name) : name;
}

std::optional<QByteArray> DocumentText::encode(const QByteArray &newUtf8) const
{
    if (firstBadUtf8(newUtf8) >= 0)
        return std::nullopt;
    if (encoding == Encoding::Utf8)
        return markOf(*this) + newUtf8;
    const std::optional<Charset> charset = charsetOf(*this);
    const std::optional<QByteArray> bytes = charset ? charset->encoded(newUtf8) : std::nullopt;
    if (!bytes)
        return std::nullopt;
    return markOf(*this) + *bytes;
}

DocumentText decodeDocument(const QByteArray &stored)
{
    DocumentText text;
    qsizetype markLength = 0;
    const auto beginning = std::ranges::find_if(
        beginnings, [&](const Beginning &each) { return QByteArrayView(stored).startsWith(each.bytes); });
    if (beginning != beginnings.end()) {
        text.encoding = beginning->encoding;
        markLength = beginning->markLength;
        text.byteOrderMark = markLength > 0;
    } else {
        text.declared = xmlDeclaration(stored).encoding;
        text.encoding = declaredEncoding(text.declared);
    }
    text.utf8 = decoded(text, stored.sliced(markLength));
    if (beginning != beginnings.end() && text.encoding != Encoding::Other)
        text.declared = xmlDeclaration(text.utf8).encoding;
    text.whyNot = inexactness(text, stored);
    text.isExact = text.whyNot.isEmpty();
    text.utf8 = withoutNul(text.utf8);
    return text;
}
