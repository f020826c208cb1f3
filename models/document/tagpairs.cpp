// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/tagpairs.h"

#include <array>
#include <cstring>

namespace {
constexpr qint64 commentReach = 64 * 1024; ///< how far back the beginning of a comment is looked for
constexpr qint64 tagLength = 64 * 1024; ///< longer tags are none to us

/// What is skipped as a whole: it may hold anything that looks like a tag.
struct Section {
    QByteArrayView begin;
    QByteArrayView end;
};

// The last one may not hold tags, so it needs no looking back.
constexpr size_t hiding = 3;

constexpr std::array sections {
    Section {"<!--", "-->"},
    Section {"<![CDATA[", "]]>"},
    Section {"<?", "?>"},
    Section {"<!", ">"},
};

qint64 find(QByteArrayView text, char byte, qint64 from)
{
    if (from >= text.size())
        return -1;
    const void *at = std::memchr(text.data() + from, byte, size_t(text.size() - from));
    return at ? static_cast<const char *>(at) - text.data() : -1;
}

std::optional<TagSpan> readSection(QByteArrayView text, qint64 from)
{
    const QByteArrayView rest = text.sliced(from);
    for (const Section &section : sections) {
        if (!rest.startsWith(section.begin))
            continue;
        const qint64 end = text.indexOf(section.end, from + section.begin.size());
        if (end < 0)
            return std::nullopt;
        return TagSpan {TagSpan::Kind::Other, from, end + section.end.size(), from, from};
    }
    return std::nullopt;
}

/// The ">" that ends a tag, past its quoted values; -1 when something else comes first.
qint64 endOfTag(QByteArrayView text, qint64 from)
{
    const qint64 last = qMin<qint64>(text.size(), from + tagLength);
    char quote = 0;
    for (qint64 at = from; at < last; ++at) {
        const char c = text[at];
        if (c == '<')
            return -1;
        if (quote)
            quote = c == quote ? char(0) : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at;
    }
    return -1;
}

/// The beginning of the comment or CDATA section whose end lies between two places; -1 when there is none.
qint64 sectionEndingIn(QByteArrayView text, qint64 from, qint64 to)
{
    for (size_t i = 0; i < hiding; ++i) {
        const Section &section = sections.at(i);
        const qint64 end = text.first(to).lastIndexOf(section.end);
        if (end < from)
            continue;
        const qint64 begin = text.first(end).lastIndexOf(section.begin);
        if (begin >= 0 && text.indexOf(section.end, begin + section.begin.size()) == end)
            return begin;
    }
    return -1;
}

/// The last tag that ends at or before a place.
std::optional<TagSpan> tagBefore(QByteArrayView text, qint64 byte)
{
    const qint64 floor = qMax<qint64>(0, byte - tagReach);
    qint64 limit = byte;
    while (limit > floor) {
        const qint64 from = text.first(limit).lastIndexOf('<');
        if (from < floor)
            return std::nullopt;
        const qint64 section = sectionEndingIn(text, from, limit);
        if (section >= 0 && section < from) {
            limit = section;
            continue;
        }
        const auto tag = readTag(text, from);
        if (tag && tag->end <= byte)
            return tag;
        limit = from;
    }
    return std::nullopt;
}

bool isInSection(QByteArrayView text, qint64 byte)
{
    const qint64 floor = qMax<qint64>(0, byte - commentReach);
    const QByteArrayView before = text.sliced(floor, byte - floor);
    for (size_t i = 0; i < hiding; ++i) {
        const Section &section = sections.at(i);
        const qint64 begin = before.lastIndexOf(section.begin);
        if (begin >= 0 && before.indexOf(section.end, begin + section.begin.size()) < 0)
            return true;
    }
    return false;
}

std::optional<TagSpan> endOfElement(QByteArrayView text, qint64 from)
{
    const qint64 last = qMin<qint64>(text.size(), from + tagReach);
    int depth = 0;
    for (qint64 at = find(text, '<', from); at >= 0 && at < last; at = find(text, '<', at)) {
        const auto tag = readTag(text, at);
        at = tag ? tag->end : at + 1;
        if (!tag)
            continue;
        if (tag->kind == TagSpan::Kind::Start)
            ++depth;
        else if (tag->kind == TagSpan::Kind::End && depth-- == 0)
            return tag;
    }
    return std::nullopt;
}
} // namespace

bool isTagNameByte(char byte)
{
    const auto c = uchar(byte);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80 || c == '-'
        || c == '_' || c == '.' || c == ':';
}

std::optional<TagSpan> readTag(QByteArrayView text, qint64 from)
{
    if (from < 0 || from + 1 >= text.size() || text[from] != '<')
        return std::nullopt;
    if (text[from + 1] == '!' || text[from + 1] == '?')
        return readSection(text, from);
    TagSpan tag;
    const bool closes = text[from + 1] == '/';
    tag.from = from;
    tag.nameFrom = from + (closes ? 2 : 1);
    tag.nameEnd = tag.nameFrom;
    while (tag.nameEnd < text.size() && isTagNameByte(text[tag.nameEnd]))
        ++tag.nameEnd;
    const qint64 last = endOfTag(text, tag.nameEnd);
    if (tag.nameEnd == tag.nameFrom || last < 0)
        return std::nullopt;
    tag.end = last + 1;
    if (closes)
        tag.kind = TagSpan::Kind::End;
    else
        tag.kind = text[last - 1] == '/' ? TagSpan::Kind::Empty : TagSpan::Kind::Start;
    return tag;
}

std::optional<TagSpan> tagAt(QByteArrayView text, qint64 byte)
{
    if (byte < 0 || byte > text.size())
        return std::nullopt;
    const qint64 floor = qMax<qint64>(0, byte - tagLength);
    qint64 from = byte < text.size() && text[byte] == '<' ? byte : text.first(byte).lastIndexOf('<');
    if (from < floor || isInSection(text, from))
        return std::nullopt;
    const auto tag = readTag(text, from);
    return tag && byte <= tag->end ? tag : std::nullopt;
}

std::optional<TagSpan> tagEndingAt(QByteArrayView text, qint64 byte)
{
    const qint64 from = text.first(byte).lastIndexOf('<');
    if (from < 0 || byte - from > tagLength || isInSection(text, from))
        return std::nullopt;
    const auto tag = readTag(text, from);
    return tag && tag->end == byte ? tag : std::nullopt;
}

std::optional<TagSpan> partnerOf(QByteArrayView text, const TagSpan &tag)
{
    if (tag.kind == TagSpan::Kind::Start)
        return endOfElement(text, tag.end);
    if (tag.kind == TagSpan::Kind::End)
        return openElementAt(text, tag.from);
    return std::nullopt;
}

std::optional<TagSpan> openElementAt(QByteArrayView text, qint64 byte)
{
    const qint64 floor = byte - tagReach;
    int depth = 0;
    for (auto tag = tagBefore(text, byte); tag && tag->from >= floor; tag = tagBefore(text, tag->from)) {
        if (tag->kind == TagSpan::Kind::End)
            ++depth;
        else if (tag->kind == TagSpan::Kind::Start && depth-- == 0)
            return tag;
    }
    return std::nullopt;
}

std::optional<QByteArrayView> missingEndOf(QByteArrayView text, const TagSpan &start)
{
    const QByteArrayView name = start.name(text);
    const auto end = endOfElement(text, start.end);
    if (!end || end->name(text) != name)
        return name;
    // An end tag of that name may be the parent's.
    const auto parent = openElementAt(text, start.from);
    if (!parent || parent->name(text) != name)
        return std::nullopt;
    const auto parentEnd = endOfElement(text, end->end);
    return parentEnd && parentEnd->name(text) == name ? std::nullopt : std::optional(name);
}

TagInside insideOfTag(QByteArrayView text, qint64 byte)
{
    const qint64 from = text.first(byte).lastIndexOf('<');
    if (from < 0 || byte - from > tagLength || isInSection(text, byte) || from + 1 >= byte
        || !isTagNameByte(text[from + 1]))
        return {};
    TagInside inside {true, 0, false};
    for (qint64 at = from + 1; at < byte; ++at) {
        const char c = text[at];
        if (inside.quote)
            inside.quote = c == inside.quote ? char(0) : inside.quote;
        else if (c == '"' || c == '\'')
            inside.quote = c;
        else if (c == '>')
            return {};
    }
    inside.expectsValue = !inside.quote && text[byte - 1] == '=';
    return inside;
}
