// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/encodingfault.h"

#include "base/visibletext.h"
#include "document/charset.h"
#include "document/xmldeclaration.h"
#include "document/xmltree.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using Encoding = DocumentText::Encoding;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

Diagnostic malformed(const DocumentText &text, QLatin1StringView code, const QString &sentence, qint64 byte,
    qint64 length, const QString &expected = {})
{
    return {Severity::Malformed, code, sentence, placeAt(text.utf8, byte, length), expected};
}

bool isUtf16(Encoding encoding)
{
    return encoding == Encoding::Utf16LittleEndian || encoding == Encoding::Utf16BigEndian;
}

bool namesUtf16(const QString &name)
{
    return name.startsWith("UTF-16"_L1, Qt::CaseInsensitive);
}

/// The bytes say one thing, the declaration another. A parser lets UTF-8 pass, which is what editors leave
/// behind when they convert a document.
bool isLie(const DocumentText &text)
{
    if (text.declared.isEmpty())
        return false;
    return isUtf16(text.encoding)
        ? !namesUtf16(text.declared) && text.declared.compare("UTF-8"_L1, Qt::CaseInsensitive) != 0
        : namesUtf16(text.declared);
}

std::optional<Diagnostic> declarationFault(const DocumentText &text)
{
    const qint64 at = std::max<qint64>(xmlDeclaration(text.utf8).encodingAt, 0);
    const qint64 length = text.declared.toUtf8().size();
    if (isLie(text))
        return malformed(text, "xml-encoding-lie"_L1,
            tr("The document declares the encoding %1, but its bytes are %2.")
                .arg(visibleText(text.declared), isUtf16(text.encoding) ? u"UTF-16"_s : u"UTF-8"_s),
            at, length, isUtf16(text.encoding) ? u"UTF-16"_s : u"UTF-8"_s);
    if (text.encoding == Encoding::Other && !Charset::named(text.declared))
        return malformed(text, "xml-encoding-unknown"_L1, text.whyNot, at, length, u"UTF-8"_s);
    return std::nullopt;
}

/// The first byte that decoding replaced. What stands before it was text, so both count alike up to there.
qint64 firstBad(const DocumentText &text, const QByteArray &stored)
{
    if (text.encoding != Encoding::Utf8)
        return text.utf8.indexOf("\xef\xbf\xbd");
    const qsizetype mark = text.byteOrderMark ? 3 : 0;
    const QByteArrayView bytes = QByteArrayView(stored).sliced(mark);
    const qsizetype nul = bytes.indexOf('\0');
    const qsizetype bad = firstBadUtf8(bytes);
    return nul >= 0 && (bad < 0 || nul < bad) ? nul : bad;
}

} // namespace

std::optional<Diagnostic> encodingFault(const DocumentText &text, const QByteArray &stored)
{
    if (const std::optional<Diagnostic> fault = declarationFault(text))
        return fault;
    if (text.isExact)
        return std::nullopt;
    const qint64 bad = std::max<qint64>(firstBad(text, stored), 0);
    const qsizetype raw = bad + (text.byteOrderMark ? 3 : 0);
    if (text.encoding == Encoding::Utf8 && raw < stored.size() && stored[raw] != '\0')
        return malformed(text, "xml-encoding"_L1,
            tr("The byte 0x%1 is no text in UTF-8. If the document is in another encoding, its XML "
               "declaration must say so.")
                .arg(static_cast<uint>(static_cast<unsigned char>(stored[raw])), 2, 16, QChar(u'0')),
            bad, 3);
    return malformed(
        text, text.encoding == Encoding::Utf8 ? "xml-nul"_L1 : "xml-encoding"_L1, text.whyNot, bad, 3);
}
