// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmltext.h"

#include "base/visibletext.h"
#include "document/xmlcharacters.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestReference = 64; ///< zeros may lead a number, but hardly more of them

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

struct Entity {
    QByteArrayView name;
    char16_t character;
};

constexpr std::array entities {Entity {"lt", u'<'}, Entity {"gt", u'>'}, Entity {"amp", u'&'},
    Entity {"quot", u'"'}, Entity {"apos", u'\''}};

XmlFault loneAmpersand(qint64 at)
{
    return {"xml-ampersand"_L1, {at, 1}, tr("An & that stands for itself must be written as &amp;."),
        u"&amp;"_s, {tr("Write &amp;"), {{at, 1, "&amp;"}}}};
}

XmlFault unescapedLess(qint64 at)
{
    return {"xml-less-than"_L1, {at, 1},
        tr("A < within an attribute's value must be written as &lt;, or a quote is missing before it."),
        u"&lt;"_s};
}

XmlFault strayCDataEnd(qint64 at)
{
    return {"xml-cdata-end"_L1, {at, 3}, tr("]]> within text must be written as ]]&gt;."), u"]]&gt;"_s,
        {tr("Write ]]&gt;"), {{at, 3, "]]&gt;"}}}};
}

/// The code point of "#10" or "#xA"; nothing when it is no number of an XML character.
std::optional<char32_t> numbered(QByteArrayView body)
{
    const bool isHex = body.startsWith("#x");
    const QByteArray digits = body.sliced(isHex ? 2 : 1).toByteArray();
    const bool areDigits = !digits.isEmpty() && std::ranges::all_of(digits, [isHex](char c) {
        return (c >= '0' && c <= '9') || (isHex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    });
    bool ok = false;
    const uint code = digits.toUInt(&ok, isHex ? 16 : 10);
    if (!areDigits || !ok || !isXmlCharacter(code))
        return std::nullopt;
    return code;
}

/// Goes through a text and collects what it says.
class Text {
public:
    Text(QByteArrayView utf8, ByteSpan span, XmlTextKind kind)
        : m_utf8(utf8.first(span.end()))
        , m_at(span.from)
        , m_isValue(kind == XmlTextKind::AttributeValue)
    {
        m_value.reserve(span.length);
    }

    std::variant<QString, XmlFault> read()
    {
        while (m_at < m_utf8.size() && !m_fault)
            step();
        if (m_fault)
            return *m_fault;
        return m_value;
    }

private:
    void step()
    {
        const QByteArrayView rest = m_utf8.sliced(m_at);
        if (rest.front() == '&')
            reference();
        else if (m_isValue && rest.front() == '<')
            m_fault = unescapedLess(m_at);
        else if (!m_isValue && rest.startsWith("]]>"))
            m_fault = strayCDataEnd(m_at);
        else if (isXmlBlank(rest.front()))
            blank(rest);
        else
            character();
    }

    void blank(QByteArrayView rest)
    {
        const bool isLineEnd = rest.front() == '\r' || rest.front() == '\n';
        m_at += rest.startsWith("\r\n") ? 2 : 1;
        if (isLineEnd && !m_isValue)
            m_value += u'\n';
        else
            m_value += m_isValue ? QChar(u' ') : QChar(QLatin1Char(rest.front()));
    }

    void character()
    {
        const Character character = characterAt(m_utf8, m_at);
        if (character.length == 0 || !isXmlCharacter(character.code))
            m_fault = characterFault(m_utf8, {m_at, 1});
        else
            m_value += QChar::fromUcs4(character.code);
        m_at += character.length;
    }

    void reference()
    {
        const qsizetype end =
            m_utf8.first(std::min(m_utf8.size(), m_at + longestReference)).indexOf(';', m_at);
        const QByteArrayView body = end < 0 ? QByteArrayView() : m_utf8.sliced(m_at + 1, end - m_at - 1);
        const ByteSpan span {m_at, end + 1 - m_at};
        m_at = end + 1;
        if (body.startsWith('#'))
            number(body, span);
        else if (!body.isEmpty() && nameLengthAt(body, 0) == body.size())
            entity(body, span);
        else
            m_fault = loneAmpersand(span.from);
    }

    void number(QByteArrayView body, ByteSpan span)
    {
        const std::optional<char32_t> code = numbered(body);
        if (!code)
            m_fault = XmlFault {"xml-character-reference"_L1, span,
                tr("&%1; is no character that XML permits.").arg(quotedName(body))};
        else
            m_value += QChar::fromUcs4(*code);
    }

    void entity(QByteArrayView body, ByteSpan span)
    {
        const auto found = std::ranges::find(entities, body, &Entity::name);
        if (found == entities.end())
            m_fault = XmlFault {"xml-entity"_L1, span,
                tr("The entity &%1; is not defined: there are only &lt; &gt; &amp; &quot; and &apos;.")
                    .arg(quotedName(body)),
                u"&lt; &gt; &amp; &quot; &apos;"_s};
        else
            m_value += QChar(found->character);
    }

    QByteArrayView m_utf8;
    qsizetype m_at;
    bool m_isValue;
    QString m_value;
    std::optional<XmlFault> m_fault;
};

} // namespace

std::variant<QString, XmlFault> readXmlText(QByteArrayView utf8, ByteSpan span, XmlTextKind kind)
{
    return Text(utf8, span, kind).read();
}

std::optional<XmlFault> characterFault(QByteArrayView utf8, ByteSpan span)
{
    for (qint64 at = span.from; at < span.end();) {
        const Character character = characterAt(utf8, at);
        if (character.length == 0)
            return XmlFault {"xml-encoding"_L1, {at, 1},
                tr("The byte 0x%1 is no text in UTF-8.")
                    .arg(static_cast<uint>(static_cast<unsigned char>(utf8[at])), 2, 16, QChar(u'0'))};
        if (!isXmlCharacter(character.code))
            return XmlFault {"xml-character"_L1, {at, character.length},
                tr("The character U+%1 is not permitted in XML.")
                    .arg(QString::number(character.code, 16).toUpper().rightJustified(4, u'0'))};
        at += character.length;
    }
    return std::nullopt;
}

QString unixLines(QByteArrayView utf8)
{
    return QString::fromUtf8(utf8).replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');
}

QString quotedName(QByteArrayView utf8)
{
    constexpr qsizetype most = 80;
    const QString name = QString::fromUtf8(utf8.first(std::min<qsizetype>(utf8.size(), 4 * most)));
    return visibleText(name.size() <= most ? name : name.left(most - 1) + u'…');
}

Diagnostic diagnosticOf(const XmlFault &fault, const QByteArray &utf8)
{
    return {Severity::Malformed, fault.code, fault.sentence,
        placeAt(utf8, fault.span.from, fault.span.length), fault.expected, fault.fix};
}
