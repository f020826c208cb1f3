// SPDX-License-Identifier: GPL-3.0-or-later
#include "authorisation/servernode.h"
#include "base/visibletext.h"
#include "document/stumble.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

// Bytes that a server reads otherwise than they look.

namespace {

constexpr qint64 blobLimit = 65535;

QString tr(const char *text)
{
    return QCoreApplication::translate("Stumble", text);
}

/// What a document that does not parse costs.
QString consequence(const StumbleInput &input)
{
    if (input.is("pres-rules"_L1))
        return tr("A new watcher of this user gets the answer 500, and a refresh stops.");
    if (input.context.role == TableRole::Presentity)
        return tr(
            "Where the server merges documents, watchers get no content at all while this one is there.");
    return tr("What the server reads from it is lost.");
}

QString withConsequence(const StumbleInput &input, const char *why)
{
    return tr(why) + u' ' + consequence(input);
}

bool isBlank(const StumbleInput &input)
{
    return input.text.utf8.trimmed().isEmpty();
}

bool mayBeEmpty(const StumbleInput &input)
{
    return input.context.event.startsWith("call-info"_L1) || input.context.role == TableRole::RlsPresentity
        || input.type.syntax == Syntax::HeaderLines || input.type.syntax == Syntax::Multipart;
}

bool isUtf16(const StumbleInput &input)
{
    return input.text.encoding == DocumentText::Encoding::Utf16LittleEndian
        || input.text.encoding == DocumentText::Encoding::Utf16BigEndian;
}

bool declares(const StumbleInput &input, QLatin1StringView beginning)
{
    return input.text.declared.startsWith(beginning, Qt::CaseInsensitive);
}

bool isUtf8Content(const StumbleInput &input)
{
    return isCleanUtf8(input.stored);
}

/// Where the declaration names the encoding.
ByteSpan declaredSpan(const StumbleInput &input)
{
    const QByteArray head = input.text.utf8.left(400);
    const qsizetype end = head.indexOf("?>");
    const qsizetype keyword = head.indexOf("encoding");
    const qsizetype name = keyword < 0 ? -1 : head.indexOf(input.text.declared.toUtf8(), keyword + 8);
    return end < 0 || name < 0 || name > end ? ByteSpan {} : ByteSpan {name, input.text.declared.size()};
}

QuickFix declaringUtf8(const StumbleInput &input)
{
    const ByteSpan span = declaredSpan(input);
    return span.length == 0 ? QuickFix() : replacement(tr("Declare UTF-8, which it is"), span, "UTF-8");
}

bool isClosed(const XmlNode &element, const QByteArray &utf8)
{
    return element.endTag.length > 0
        || (element.startTag.length > 1 && utf8.at(element.startTag.end() - 2) == '/');
}

/// Only comments, instructions and blanks may stand behind the root element.
bool hasBytesAfterRoot(const StumbleInput &input)
{
    const XmlTree &tree = input.tree();
    return tree.fault && tree.root >= 0 && isClosed(*tree.rootNode(), tree.utf8)
        && tree.fault->place.byte >= tree.rootNode()->whole.end();
}

/// What is no text stands in the decoded one as U+FFFD.
ByteSpan noTextSpan(const StumbleInput &input)
{
    const qsizetype at = input.text.utf8.indexOf("\xef\xbf\xbd");
    return at < 0 ? ByteSpan {} : ByteSpan {at, 3};
}

ByteSpan afterRoot(const StumbleInput &input)
{
    const qint64 end = input.tree().rootNode()->whole.end();
    return {end, input.text.utf8.size() - end};
}

ByteSpan faultSpan(const StumbleInput &input)
{
    return input.tree().fault ? ByteSpan {input.tree().fault->place.byte, 0} : ByteSpan {};
}

ByteSpan wholeDocument(const StumbleInput &)
{
    return {};
}

QuickFix noRepair(const StumbleInput &)
{
    return {};
}

QuickFix cutAfterRoot(const StumbleInput &input)
{
    return replacement(tr("Remove what stands behind the root element"), afterRoot(input), "\n");
}

/// Why a server gets no document out of the bytes. The first that fits is told.
struct Unreadable {
    const char *code;
    bool (*isIt)(const StumbleInput &input);
    const char *why;
    ByteSpan (*span)(const StumbleInput &input);
    QuickFix (*repair)(const StumbleInput &input);
};

constexpr std::array unreadables {
    Unreadable {"bytes-empty", isBlank, QT_TRANSLATE_NOOP("Stumble", "The document is empty."), wholeDocument,
        noRepair},
    Unreadable {"bytes-utf16", isUtf16,
        QT_TRANSLATE_NOOP("Stumble",
            "The server reads a document up to its first NUL byte: of one in UTF-16 it "
            "sees no more than a character."),
        wholeDocument, noRepair},
    Unreadable {"bytes-nul", [](const StumbleInput &input) { return input.stored.contains('\0'); },
        QT_TRANSLATE_NOOP("Stumble",
            "The server reads a document up to its first NUL byte: the rest does not "
            "exist for it."),
        noTextSpan, noRepair},
    Unreadable {"bytes-encoding-lies",
        [](const StumbleInput &input) { return declares(input, "UTF-16"_L1) || declares(input, "UCS-"_L1); },
        QT_TRANSLATE_NOOP("Stumble",
            "The document declares an encoding of two or four bytes for a character, "
            "but is written with one."),
        declaredSpan, declaringUtf8},
    Unreadable {"bytes-encoding-lies",
        [](const StumbleInput &input) {
            return input.text.encoding == DocumentText::Encoding::Utf8 && !isUtf8Content(input);
        },
        QT_TRANSLATE_NOOP("Stumble", "The document counts as UTF-8, but some of its bytes are none."),
        noTextSpan, noRepair},
    Unreadable {"bytes-after-root", hasBytesAfterRoot,
        QT_TRANSLATE_NOOP(
            "Stumble", "Something stands behind the root element, so the document does not parse."),
        afterRoot, cutAfterRoot},
    Unreadable {"unparsable",
        [](const StumbleInput &input) { return input.tree().fault && failsOnServer(*input.tree().fault); },
        QT_TRANSLATE_NOOP("Stumble", "The server cannot parse the document."), faultSpan, noRepair},
};

bool isReadOrText(const StumbleInput &input)
{
    return !mayBeEmpty(input) || input.stored.contains('\0');
}

bool isBeyondLimit(const StumbleInput &input)
{
    return input.tree().fault && input.tree().fault->severity == Severity::Limit;
}

Stumbles unreadable(const StumbleInput &input)
{
    const auto found =
        std::ranges::find_if(unreadables, [&input](const Unreadable &entry) { return entry.isIt(input); });
    if (found == unreadables.end() || isBeyondLimit(input))
        return {};
    return {{QString::fromLatin1(found->code), found->span(input), withConsequence(input, found->why),
        found->repair(input)}};
}

/// Declared as one byte for a character, and read so; but whoever wrote it meant UTF-8.
Stumbles mistakenEncoding(const StumbleInput &input)
{
    const bool isAscii = std::ranges::all_of(input.stored, [](char c) { return (c & 0x80) == 0; });
    if (input.text.declared.isEmpty() || declares(input, "UTF-"_L1) || isAscii || !isUtf8Content(input))
        return {};
    if (input.text.byteOrderMark)
        return {{u"bytes-encoding-lies"_s, declaredSpan(input),
            tr("The byte order mark says UTF-8, the declaration says %1: who reads it decides whom to "
               "believe.")
                .arg(quotedText(input.text.declared)),
            declaringUtf8(input)}};
    return {{u"bytes-encoding-lies"_s, declaredSpan(input),
        tr("The document declares %1, but its bytes are UTF-8: watchers see two or three odd characters in "
           "place "
           "of each accented one.")
            .arg(quotedText(input.text.declared))}};
}

Stumbles sizeAtLimit(const StumbleInput &input)
{
    const qint64 size = input.stored.size();
    if (size == 0 || (size != input.context.capacity && size != blobLimit))
        return {};
    return {{u"bytes-at-limit"_s, {},
        tr("The document is exactly as long as the column permits (%1 bytes): its end was probably cut off "
           "when "
           "it was stored.")
            .arg(size)}};
}

Stumbles summaryBeginning(const StumbleInput &input)
{
    if (isBlank(input) || input.text.utf8.startsWith("Messages-Waiting"))
        return {};
    return {{u"summary-beginning"_s, {0, std::min<qint64>(input.text.utf8.size(), 20)},
        tr("The server accepts a message summary only if it begins with Messages-Waiting: one like this did "
           "not "
           "come by PUBLISH, and phones may not understand it.")}};
}

bool isSummary(const StumbleInput &input)
{
    return input.type.syntax == Syntax::MessageSummary;
}

} // namespace

QList<StumbleCheck> byteStumbles()
{
    return {{isReadOrText, unreadable}, {isAnyDocument, mistakenEncoding}, {isAnyDocument, sizeAtLimit},
        {isSummary, summaryBeginning}};
}
