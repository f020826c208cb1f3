// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmltyping.h"

#include "document/documentmeasure.h"
#include "document/xmlcharacters.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSiblings = 64; // behind the cursor: enough to see what must not come before them

/// Markup that is no tag: how it begins and ends.
struct Skipped {
    const char *begin;
    const char *end;
};

constexpr std::array skippedMarkup {
    Skipped {"<!--", "-->"},
    Skipped {"<![CDATA[", "]]>"},
    Skipped {"<?", "?>"},
    Skipped {"<!", ">"},
};

QString textOf(const QByteArray &utf8, const ByteSpan &span)
{
    return QString::fromUtf8(utf8.constData() + span.from, qsizetype(span.length));
}

/// Where the markup that begins here and is no tag ends; -1 for a tag. Beyond the limit when it is open.
qint64 skippedEnd(const QByteArray &utf8, qint64 from, qint64 limit)
{
    const QByteArrayView rest = QByteArrayView(utf8).sliced(from, limit - from);
    for (const Skipped &markup : skippedMarkup) {
        const QByteArrayView begin(markup.begin);
        const QByteArrayView end(markup.end);
        if (!rest.startsWith(begin))
            continue;
        const qsizetype at = rest.indexOf(end, begin.size());
        return at < 0 ? limit + 1 : from + at + end.size();
    }
    return -1;
}

class TagReading {
public:
    TagReading(const QByteArray &utf8, qint64 from, qint64 limit)
        : m_utf8(utf8)
        , m_limit(limit)
        , m_at(from + 1)
    {
        m_tag.from = from;
    }

    TypedTag run()
    {
        m_tag.isEndTag = skip('/');
        m_tag.nameSpan = name();
        m_tag.name = textOf(m_utf8, m_tag.nameSpan);
        while (!isAtEnd() && step()) {}
        m_tag.end = m_at;
        return m_tag;
    }

private:
    bool isAtEnd() const { return m_at >= m_limit; }
    char here() const { return m_utf8.at(m_at); }

    bool skip(char c)
    {
        if (isAtEnd() || here() != c)
            return false;
        ++m_at;
        return true;
    }

    ByteSpan name()
    {
        const qint64 from = m_at;
        while (!isAtEnd() && isNameByte(here()))
            ++m_at;
        return {from, m_at - from};
    }

    // False at the end of the tag, or where the next one begins because this one was never closed.
    bool step()
    {
        if (here() == '<')
            return false;
        if (skip('>')) {
            m_tag.isComplete = true;
            return false;
        }
        m_tag.isSelfClosed = here() == '/';
        if (isNameByte(here()))
            attribute();
        else
            ++m_at;
        return true;
    }

    void attribute()
    {
        TypedAttribute attribute;
        attribute.nameSpan = name();
        attribute.name = textOf(m_utf8, attribute.nameSpan);
        const qint64 behindName = m_at;
        skipBlanks();
        if (skip('=')) {
            skipBlanks();
            value(attribute);
        } else {
            m_at = behindName;
        }
        m_tag.attributes.append(attribute);
    }

    void skipBlanks()
    {
        while (!isAtEnd() && isXmlBlank(here()))
            ++m_at;
    }

    void value(TypedAttribute &attribute)
    {
        if (isAtEnd() || (here() != '"' && here() != '\''))
            return;
        const char quote = here();
        attribute.hasValue = true;
        attribute.valueSpan.from = ++m_at;
        while (!isAtEnd() && here() != quote && here() != '<')
            ++m_at;
        attribute.valueSpan.length = m_at - attribute.valueSpan.from;
        attribute.value = textOf(m_utf8, attribute.valueSpan);
        attribute.isClosed = skip(quote);
    }

    const QByteArray &m_utf8;
    const qint64 m_limit;
    qint64 m_at;
    TypedTag m_tag;
};

/// One scan from the beginning to the cursor.
class Typing {
public:
    Typing(const QByteArray &utf8, qint64 byte) : m_utf8(utf8), m_limit(qBound(0, byte, utf8.size())) {}

    XmlTyping run()
    {
        qint64 at = 0;
        while (at < m_limit && m_result.state == XmlTyping::State::Text && !m_result.isTooDeep) {
            const qint64 next = m_utf8.indexOf('<', at);
            if (next < 0 || next >= m_limit)
                break;
            at = markup(next);
        }
        if (m_result.state == XmlTyping::State::Text)
            m_result.word = wordBefore();
        return m_result;
    }

private:
    qint64 markup(qint64 from)
    {
        const qint64 skipped = skippedEnd(m_utf8, from, m_limit);
        if (skipped > m_limit)
            m_result.state = XmlTyping::State::Elsewhere;
        if (skipped >= 0)
            return skipped;
        const TypedTag tag = readTypedTag(m_utf8, from, m_limit);
        if (!tag.isComplete && tag.end >= m_limit)
            stopIn(tag);
        else if (tag.isEndTag)
            close(tag.name);
        else if (!tag.name.isEmpty())
            open(tag);
        return tag.end;
    }

    void open(const TypedTag &tag)
    {
        m_result.hasRoot = true;
        if (!m_result.open.isEmpty())
            m_result.open.last().children.append(tag.from);
        if (tag.isSelfClosed)
            return;
        m_result.isTooDeep = m_result.open.size() >= DocumentLimits().depth;
        m_result.open.append({tag, {}, tag.end});
    }

    // An end tag that nobody opened closes nothing.
    void close(const QString &name)
    {
        for (qsizetype at = m_result.open.size() - 1; at >= 0; --at) {
            if (m_result.open.at(at).tag.name == name) {
                m_result.open.resize(at);
                return;
            }
        }
    }

    void stopIn(const TypedTag &tag)
    {
        m_result.tag = tag;
        m_result.word = {m_limit, 0};
        m_result.state = XmlTyping::State::InTag;
        if (tag.isEndTag || tag.nameSpan.end() >= m_limit) {
            m_result.state = tag.isEndTag ? XmlTyping::State::EndTag : XmlTyping::State::TagName;
            m_result.word = tag.nameSpan;
        } else if (!tag.attributes.isEmpty()) {
            stopIn(tag.attributes.constLast());
        }
    }

    void stopIn(const TypedAttribute &attribute)
    {
        if (attribute.hasValue && !attribute.isClosed) {
            m_result.state = XmlTyping::State::AttributeValue;
            m_result.word = attribute.valueSpan;
        } else if (attribute.nameSpan.end() >= m_limit) {
            m_result.state = XmlTyping::State::AttributeName;
            m_result.word = attribute.nameSpan;
        }
    }

    ByteSpan wordBefore() const
    {
        qint64 from = m_limit;
        while (from > 0 && isNameByte(m_utf8.at(from - 1)))
            --from;
        return {from, m_limit - from};
    }

    const QByteArray &m_utf8;
    const qint64 m_limit;
    XmlTyping m_result;
};

} // namespace

PrefixScope XmlTyping::scope() const
{
    PrefixScope scope;
    for (const TypedElement &element : open)
        scope = scopeWithin(scope, element.tag);
    return scope;
}

QList<QualifiedName> XmlTyping::childrenBefore(const QByteArray &utf8) const
{
    QList<QualifiedName> names;
    if (open.isEmpty())
        return names;
    const PrefixScope outer = scope();
    for (const qint64 from : open.constLast().children) {
        const TypedTag child = readTypedTag(utf8, from, utf8.size());
        names.append(nameInScope(child.name, scopeWithin(outer, child)));
    }
    return names;
}

XmlTyping typingAt(const QByteArray &utf8, qint64 byte)
{
    return Typing(utf8, byte).run();
}

TypedTag readTypedTag(const QByteArray &utf8, qint64 from, qint64 limit)
{
    return TagReading(utf8, from, limit).run();
}

XmlRest restBehind(const QByteArray &utf8, qint64 from, const PrefixScope &scope)
{
    XmlRest rest;
    int depth = 0;
    for (qint64 at = utf8.indexOf('<', from); at >= 0; at = utf8.indexOf('<', from)) {
        const qint64 skipped = skippedEnd(utf8, at, utf8.size());
        from = skipped;
        if (skipped > utf8.size())
            break;
        if (skipped >= 0)
            continue;
        const TypedTag tag = readTypedTag(utf8, at, utf8.size());
        from = tag.end;
        if (tag.isEndTag && depth == 0) {
            rest.endTag = tag.name;
            break;
        }
        if (tag.isEndTag) {
            --depth;
            continue;
        }
        if (depth == 0 && !tag.name.isEmpty() && rest.siblings.size() < mostSiblings)
            rest.siblings.append(nameInScope(tag.name, scopeWithin(scope, tag)));
        depth += tag.isSelfClosed ? 0 : 1;
    }
    return rest;
}

qint64 endOfTypedElement(const QByteArray &utf8, const TypedTag &tag)
{
    if (tag.isSelfClosed)
        return tag.end;
    int depth = 1;
    qint64 from = tag.end;
    for (qint64 at = utf8.indexOf('<', from); at >= 0; at = utf8.indexOf('<', from)) {
        from = skippedEnd(utf8, at, utf8.size());
        if (from > utf8.size())
            break;
        if (from >= 0)
            continue;
        const TypedTag next = readTypedTag(utf8, at, utf8.size());
        from = next.end;
        depth += next.isEndTag ? -1 : next.isSelfClosed ? 0 : 1;
        if (depth == 0)
            return next.end;
    }
    return utf8.size();
}

PrefixScope scopeWithin(PrefixScope scope, const TypedTag &tag)
{
    for (const TypedAttribute &attribute : tag.attributes) {
        if (attribute.name == "xmlns"_L1)
            scope.insert(QString(), attribute.value);
        else if (attribute.name.startsWith("xmlns:"_L1))
            scope.insert(attribute.name.mid(6), attribute.value);
    }
    return scope;
}

QualifiedName nameInScope(const QString &prefixed, const PrefixScope &scope, bool isAttribute)
{
    const qsizetype colon = prefixed.indexOf(u':');
    const QString prefix = colon < 0 ? QString() : prefixed.left(colon);
    if (prefix == "xml"_L1)
        return {u"http://www.w3.org/XML/1998/namespace"_s, prefixed.mid(colon + 1)};
    if (prefix.isEmpty() && isAttribute)
        return {{}, prefixed};
    return {scope.value(prefix), prefixed.mid(colon + 1)};
}

bool isNameByte(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
        || (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' || byte == '.' || byte == ':';
}
