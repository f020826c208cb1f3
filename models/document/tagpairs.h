// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <optional>

/// A tag as it stands in a text that may be broken, as texts are while one types.
struct TagSpan {
    enum class Kind { Start, End, Empty, Other }; ///< Other: comment, CDATA section, instruction, DOCTYPE

    Kind kind = Kind::Other;
    qint64 from = 0;
    qint64 end = 0; ///< after ">"
    qint64 nameFrom = 0; ///< with prefix
    qint64 nameEnd = 0;

    QByteArrayView name(QByteArrayView text) const { return text.sliced(nameFrom, nameEnd - nameFrom); }
    bool operator==(const TagSpan &) const = default;
};

/// How far from a place these functions look, in bytes.
constexpr qint64 tagReach = 1024 * 1024;

/// True for bytes of which a name may consist (all above ASCII count).
bool isTagNameByte(char byte);
/// The tag that begins at a "<"; nothing when it does not end properly.
std::optional<TagSpan> readTag(QByteArrayView text, qint64 from);
/// The tag that a place lies in or touches.
std::optional<TagSpan> tagAt(QByteArrayView text, qint64 byte);
/// The tag whose ">" is right before a place.
std::optional<TagSpan> tagEndingAt(QByteArrayView text, qint64 byte);
/// The other tag of the same element, found by nesting alone: its name may differ.
std::optional<TagSpan> partnerOf(QByteArrayView text, const TagSpan &tag);
/// The start tag of the innermost element that is open at a place.
std::optional<TagSpan> openElementAt(QByteArrayView text, qint64 byte);
/// The name of the end tag that is missing for a start tag just written, nothing when its element is closed.
std::optional<QByteArrayView> missingEndOf(QByteArrayView text, const TagSpan &start);
/// The quote of the attribute value that a place lies in, 0 for none; and whether that place is within a tag.
struct TagInside {
    bool isInTag = false;
    char quote = 0;
    bool expectsValue = false; ///< right after "="
};
TagInside insideOfTag(QByteArrayView text, qint64 byte);
