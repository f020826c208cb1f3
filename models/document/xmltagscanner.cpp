// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmltagscanner.h"

#include "document/xmlcharacters.h"
#include "document/xmltext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

/// Prefix and local name of a name as written; nothing when the colons are in the wrong place.
std::optional<std::pair<QString, QString>> splitName(QByteArrayView name)
{
    const qsizetype colon = name.indexOf(':');
    if (colon < 0)
        return std::pair(QString(), QString::fromUtf8(name));
    const QByteArrayView local = name.sliced(colon + 1);
    if (colon == 0 || local.isEmpty() || local.contains(':') || !isNameStart(characterAt(local, 0).code))
        return std::nullopt;
    return std::pair(QString::fromUtf8(name.first(colon)), QString::fromUtf8(local));
}

/// Reads a start tag from left to right.
class StartTag {
public:
    StartTag(const QByteArray &utf8, qint64 at) : m_utf8(utf8), m_from(at), m_at(at + 1) {}

    std::variant<XmlStartTag, XmlFault> read()
    {
        elementName();
        while (!m_fault && !m_isClosed)
            next();
        if (m_fault)
            return *m_fault;
        m_tag.element.startTag = {m_from, m_at - m_from};
        m_tag.element.whole = m_tag.element.startTag;
        return std::move(m_tag);
    }

private:
    char byte() const { return m_at < m_utf8.size() ? m_utf8[m_at] : '\0'; }

    ByteSpan name()
    {
        const ByteSpan span {m_at, nameLengthAt(m_utf8, m_at)};
        m_at = span.end();
        return span;
    }

    QByteArrayView textOf(ByteSpan span) const
    {
        return QByteArrayView(m_utf8).sliced(span.from, span.length);
    }

    bool skipBlanks()
    {
        const qint64 from = m_at;
        while (isXmlBlank(byte()))
            ++m_at;
        return m_at > from;
    }

    void fail(QLatin1StringView code, ByteSpan span, const QString &sentence, const QString &expected = {})
    {
        m_fault = XmlFault {code, span, sentence, expected};
    }

    /// What stands where nothing of a tag may: a broken byte first, since it says more.
    void failHere(QLatin1StringView code, const QString &sentence, const QString &expected = {})
    {
        if (m_at >= m_utf8.size())
            return fail("xml-truncated"_L1, {m_utf8.size(), 0},
                tr("The document ends within the start tag of <%1>.").arg(shownName()));
        m_fault = characterFault(m_utf8, {m_at, 1});
        if (characterAt(m_utf8, m_at).length > 1 || !m_fault)
            fail(code, {m_at, 1}, sentence, expected);
    }

    QString shownName() const { return quotedName(textOf(m_tag.element.nameSpan)); }

    void elementName()
    {
        const ByteSpan span = name();
        const auto parts = splitName(textOf(span));
        if (span.length == 0) {
            m_fault =
                XmlFault {"xml-name"_L1, {m_from, 1}, tr("A < that begins no tag must be written as &lt;."),
                    u"&lt;"_s, {tr("Write &lt;"), {{m_from, 1, "&lt;"}}}};
            return;
        }
        m_tag.element.nameSpan = span;
        if (!parts)
            return badName(span);
        m_tag.element.prefix = parts->first;
        m_tag.element.name = parts->second;
    }

    void badName(ByteSpan span)
    {
        fail("xml-name"_L1, span,
            tr("%1 is no name with a prefix: one colon stands between prefix and name.")
                .arg(quotedName(textOf(span))));
    }

    void next()
    {
        const bool isApart = skipBlanks();
        if (byte() == '>') {
            ++m_at;
            m_isClosed = true;
        } else if (byte() == '/' && m_at + 1 < m_utf8.size() && m_utf8[m_at + 1] == '>') {
            m_at += 2;
            m_isClosed = true;
            m_tag.isEmpty = true;
        } else if (m_at < m_utf8.size() && !isApart) {
            failHere("xml-tag"_L1,
                tr("In the start tag of <%1>, a blank or the closing > is missing here.").arg(shownName()),
                u">"_s);
        } else {
            attribute();
        }
    }

    void attribute()
    {
        const ByteSpan span = name();
        if (span.length == 0)
            return failHere("xml-tag"_L1,
                tr("The start tag of <%1> is not closed: an attribute or > must stand here.")
                    .arg(shownName()),
                u">"_s);
        const auto parts = splitName(textOf(span));
        if (!parts)
            return badName(span);
        XmlAttribute attribute;
        attribute.prefix = parts->first;
        attribute.name = parts->second;
        skipBlanks();
        if (byte() != '=')
            return failHere("xml-attribute"_L1,
                tr("The attribute %1 has no value: = must stand here.").arg(quotedName(textOf(span))),
                u"="_s);
        ++m_at;
        skipBlanks();
        value(span, std::move(attribute));
    }

    void value(ByteSpan nameSpan, XmlAttribute attribute)
    {
        const char quote = byte();
        const QString shown = quotedName(textOf(nameSpan));
        if (quote != '"' && quote != '\'')
            return failHere("xml-attribute"_L1,
                tr("The value of the attribute %1 must stand in quotes.").arg(shown), u"\""_s);
        const qint64 close = m_utf8.indexOf(quote, m_at + 1);
        const qint64 end = close < 0 ? m_utf8.size() : close;
        attribute.valueSpan = {m_at + 1, end - m_at - 1};
        attribute.whole = {nameSpan.from, end + 1 - nameSpan.from};
        const std::variant<QString, XmlFault> read =
            readXmlText(m_utf8, attribute.valueSpan, XmlTextKind::AttributeValue);
        if (const auto *fault = std::get_if<XmlFault>(&read)) {
            m_fault = *fault;
            return;
        }
        if (close < 0)
            return fail("xml-truncated"_L1, {m_at, m_utf8.size() - m_at},
                tr("The value of the attribute %1 is not closed by a quote.").arg(shown));
        attribute.value = std::get<QString>(read);
        m_tag.element.attributes.append(std::move(attribute));
        m_at = close + 1;
    }

    const QByteArray &m_utf8;
    qint64 m_from;
    qint64 m_at;
    bool m_isClosed = false;
    XmlStartTag m_tag;
    std::optional<XmlFault> m_fault;
};

} // namespace

std::variant<XmlStartTag, XmlFault> readStartTag(const QByteArray &utf8, qint64 at)
{
    return StartTag(utf8, at).read();
}

std::variant<ByteSpan, XmlFault> readEndTag(const QByteArray &utf8, qint64 at)
{
    const qint64 nameFrom = at + 2;
    const qint64 nameEnd = nameFrom + nameLengthAt(utf8, nameFrom);
    qint64 end = nameEnd;
    while (end < utf8.size() && isXmlBlank(utf8[end]))
        ++end;
    if (end == utf8.size())
        return XmlFault {"xml-truncated"_L1, {at, end - at}, tr("The document ends within an end tag.")};
    if (nameEnd == nameFrom || utf8[end] != '>')
        return XmlFault {
            "xml-tag"_L1, {at, end - at}, tr("An end tag must be a name between </ and >."), u">"_s};
    return ByteSpan {at, end + 1 - at};
}
