// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmltyping.h"

#include "document/documentmeasure.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSiblings = 64; // behind the cursor: enough to see what must not come before them

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
        const qint64 skipped = skippedMarkupEnd(m_utf8, from, m_limit);
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

XmlRest restBehind(const QByteArray &utf8, qint64 from, const PrefixScope &scope)
{
    XmlRest rest;
    int depth = 0;
    for (qint64 at = utf8.indexOf('<', from); at >= 0; at = utf8.indexOf('<', from)) {
        const qint64 skipped = skippedMarkupEnd(utf8, at, utf8.size());
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
        from = skippedMarkupEnd(utf8, at, utf8.size());
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
