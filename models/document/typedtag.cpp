// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/typedtag.h"

#include "document/xmlcharacters.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

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

} // namespace

qint64 skippedMarkupEnd(const QByteArray &utf8, qint64 from, qint64 limit)
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

TypedTag readTypedTag(const QByteArray &utf8, qint64 from, qint64 limit)
{
    return TagReading(utf8, from, limit).run();
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
