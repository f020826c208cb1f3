// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmloutline.h"

#include <QStringDecoder>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostBytes = 64 * 1024;
constexpr int mostLevels = 200;
constexpr int mostAttributes = 256;
constexpr qsizetype mostText = 200;

// The parser compares every attribute with every other, so a crowded tag is refused before it gets there.
bool hasCrowdedTag(const QByteArray &bytes)
{
    int equals = -1; // below zero outside of a tag
    for (const char c : bytes) {
        if (c == '<')
            equals = 0;
        else if (c == '>')
            equals = -1;
        else if (c == '=' && equals >= 0 && ++equals > 2 * mostAttributes)
            return true;
    }
    return false;
}

QByteArray declaredEncoding(const QByteArray &bytes)
{
    const QByteArray start = bytes.first(qMin<qsizetype>(bytes.size(), 200));
    const qsizetype end = start.indexOf("?>");
    const qsizetype at = start.indexOf("encoding=");
    if (!start.startsWith("<?xml") || end < 0 || at < 0 || at > end || at + 10 >= start.size())
        return {};
    const qsizetype close = start.indexOf(start[at + 9], at + 10);
    return close < 0 ? QByteArray() : start.sliced(at + 10, close - at - 10);
}

// An encoding that this build of Qt cannot read would hide the document's structure, which is ASCII anyway.
bool isForeignEncoding(const QByteArray &bytes)
{
    const QByteArray name = declaredEncoding(bytes);
    return !name.isEmpty() && !QStringDecoder(name.constData()).isValid();
}

// Cut behind a tag where there is one, so that the parser finds an end and no error.
QByteArray head(const QByteArray &bytes)
{
    if (bytes.size() <= mostBytes)
        return bytes;
    const qsizetype end = bytes.lastIndexOf('>', mostBytes - 1) + 1;
    return bytes.first(end > 0 ? end : mostBytes);
}

/// One pass over a document with the open elements at hand.
class Reading {
public:
    explicit Reading(const QByteArray &bytes) : m_bytes(head(bytes)), m_cut(m_bytes.size() < bytes.size())
    {
        if (isForeignEncoding(m_bytes))
            m_reader.addData(QString::fromLatin1(m_bytes));
        else
            m_reader.addData(m_bytes);
    }

    XmlOutline run()
    {
        if (hasCrowdedTag(m_bytes))
            m_outline.end = XmlEnd::TooManyAttributes;
        while (m_outline.end == XmlEnd::Complete && !m_reader.atEnd())
            take(m_reader.readNext());
        if (m_outline.end == XmlEnd::Complete && m_reader.hasError())
            fail();
        return m_outline;
    }

private:
    void take(QXmlStreamReader::TokenType token)
    {
        switch (token) {
        case QXmlStreamReader::DTD:
            m_outline.end = XmlEnd::HasDoctype;
            break;
        case QXmlStreamReader::StartElement:
            open();
            break;
        case QXmlStreamReader::EndElement:
            m_outline.elements[m_open.last()].text = m_outline.elements[m_open.last()].text.trimmed();
            m_open.removeLast();
            break;
        case QXmlStreamReader::Characters:
            addText();
            break;
        default:
            break;
        }
    }

    void open()
    {
        if (m_open.size() >= mostLevels)
            m_outline.end = XmlEnd::TooDeep;
        else if (m_reader.attributes().size() > mostAttributes)
            m_outline.end = XmlEnd::TooManyAttributes;
        if (m_outline.end != XmlEnd::Complete)
            return;
        m_outline.elements.append({m_reader.name().toString(), m_reader.namespaceUri().toString(),
            m_reader.attributes(), {}, m_open.isEmpty() ? -1 : m_open.last()});
        m_open.append(int(m_outline.elements.size()) - 1);
    }

    void addText()
    {
        if (m_open.isEmpty())
            return;
        QString &text = m_outline.elements[m_open.last()].text;
        if (text.isEmpty() && m_reader.isWhitespace())
            return;
        text += m_reader.text().left(mostText - text.size());
    }

    void fail()
    {
        if (m_cut && m_reader.error() == QXmlStreamReader::PrematureEndOfDocumentError) {
            m_outline.end = XmlEnd::Cut;
            return;
        }
        m_outline.end = XmlEnd::Broken;
        // The parser counts characters, people look for bytes.
        m_outline.byte = QString::fromUtf8(m_bytes).left(m_reader.characterOffset()).toUtf8().size();
    }

    const QByteArray m_bytes;
    const bool m_cut;
    QXmlStreamReader m_reader;
    XmlOutline m_outline;
    QList<int> m_open;
};

} // namespace

bool XmlOutline::isUnder(const XmlElement &element, QLatin1StringView parentName) const
{
    return element.parent >= 0 && elements.at(element.parent).name == parentName;
}

XmlOutline readXmlOutline(const QByteArray &bytes)
{
    return Reading(bytes).run();
}
