// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documentmeasure.h"

#include "document/documenttext.h"
#include "document/xmlcharacters.h"
#include "document/xmltree.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

/// A bound, what of a document it bounds, and how it is said.
struct Bound {
    QLatin1StringView code;
    qint64 (*measured)(const DocumentMeasure &);
    qint64 (*most)(const DocumentLimits &);
    const char *sentence; ///< %1: the bound
};

const std::array bounds {
    Bound {"limit-size"_L1, [](const DocumentMeasure &m) { return m.bytes; },
        [](const DocumentLimits &l) { return l.bytes; },
        QT_TRANSLATE_NOOP("Document", "limit: the document has more than %1 bytes and is not looked into.")},
    Bound {"limit-depth"_L1, [](const DocumentMeasure &m) { return qint64(m.depth); },
        [](const DocumentLimits &l) { return qint64(l.depth); },
        QT_TRANSLATE_NOOP(
            "Document", "limit: elements are nested more than %1 deep; the document is not looked into.")},
    Bound {"limit-attributes"_L1, [](const DocumentMeasure &m) { return qint64(m.attributes); },
        [](const DocumentLimits &l) { return qint64(l.attributes); },
        QT_TRANSLATE_NOOP("Document",
            "limit: an element has more than %1 attributes or namespace declarations; the document is not "
            "looked into.")},
    Bound {"limit-namespaces"_L1, [](const DocumentMeasure &m) { return qint64(m.declarations); },
        [](const DocumentLimits &l) { return qint64(l.declarations); },
        QT_TRANSLATE_NOOP("Document",
            "limit: more than %1 namespace declarations hold at one place; the document is not looked "
            "into.")},
    Bound {"limit-name"_L1, [](const DocumentMeasure &m) { return qint64(m.nameBytes); },
        [](const DocumentLimits &l) { return qint64(l.nameBytes); },
        QT_TRANSLATE_NOOP(
            "Document", "limit: a name is longer than %1 bytes; the document is not looked into.")},
};

/// Markup that is passed over as a whole.
struct Passage {
    QByteArrayView begin;
    QByteArrayView end;
};

const std::array passages {Passage {"<!--", "-->"}, Passage {"<![CDATA[", "]]>"}, Passage {"<?", "?>"}};

bool isNameByte(char byte)
{
    const auto value = static_cast<unsigned char>(byte);
    return value >= 0x80 || isNameCharacter(value);
}

/// One pass over the bytes that only counts. It knows as much of XML as it takes never to count less than a
/// parser would meet: in doubt something is a tag, an attribute, a name.
class Scan {
public:
    Scan(const QByteArray &text, const DocumentLimits &limits) : m_text(text), m_limits(limits) {}

    DocumentMeasure run()
    {
        m_measure.looksLikeXml = looksLikeXml();
        while (m_at < m_text.size() && m_measure.stopped.line == 0) {
            const char byte = m_text[m_at];
            if (byte == '<')
                markup();
            else if (byte == '&')
                ++m_at, name();
            else
                ++m_at;
            check();
        }
        return m_measure;
    }

private:
    bool looksLikeXml() const
    {
        const auto *const first = std::find_if_not(m_text.cbegin(), m_text.cend(), isXmlBlank);
        return first != m_text.cend() && *first == '<';
    }

    void markup()
    {
        const QByteArrayView rest = QByteArrayView(m_text).sliced(m_at);
        for (const Passage &passage : passages)
            if (rest.startsWith(passage.begin))
                return pass(passage);
        if (rest.startsWith("</"))
            return endTag();
        if (rest.startsWith("<!DOCTYPE"))
            m_measure.hasDoctype = true;
        ++m_at;
        if (m_at < m_text.size() && isNameByte(m_text[m_at]))
            startTag();
    }

    void pass(const Passage &passage)
    {
        const qsizetype end = m_text.indexOf(passage.end, m_at + passage.begin.size());
        m_at += passage.begin.size();
        if (passage.begin == "<?")
            name();
        m_at = end < 0 ? m_text.size() : end + passage.end.size();
    }

    void startTag()
    {
        name();
        m_open.append(m_open.isEmpty() ? 0 : m_open.last());
        m_measure.depth = std::max(m_measure.depth, static_cast<int>(m_open.size()));
        int attributes = 0;
        while (m_at < m_text.size() && m_text[m_at] != '>' && m_text[m_at] != '<'
            && attributes <= m_limits.attributes) {
            if (m_text[m_at] == '"' || m_text[m_at] == '\'')
                value();
            else if (isNameByte(m_text[m_at]))
                attribute(++attributes);
            else
                ++m_at;
        }
        const bool isEmpty = m_at < m_text.size() && m_text[m_at] == '>' && m_text[m_at - 1] == '/';
        if (isEmpty)
            m_open.removeLast();
    }

    void attribute(int number)
    {
        m_measure.attributes = std::max(m_measure.attributes, number);
        if (QByteArrayView(m_text).sliced(m_at).startsWith("xmlns"))
            m_measure.declarations = std::max(m_measure.declarations, ++m_open.last());
        name();
    }

    /// Up to the closing quote; a '<' ends it too, since a value has none and a tag may begin there.
    void value()
    {
        const char quote = m_text[m_at++];
        while (m_at < m_text.size() && m_text[m_at] != quote && m_text[m_at] != '<') {
            if (m_text[m_at++] == '&')
                name();
        }
        if (m_at < m_text.size() && m_text[m_at] == quote)
            ++m_at;
    }

    void endTag()
    {
        m_at += 2;
        name();
        if (!m_open.isEmpty())
            m_open.removeLast();
    }

    void name()
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && isNameByte(m_text[m_at]))
            ++m_at;
        m_measure.nameBytes = std::max(m_measure.nameBytes, static_cast<int>(m_at - from));
    }

    bool isBeyond() const
    {
        return std::ranges::any_of(
            bounds, [this](const Bound &bound) { return bound.measured(m_measure) > bound.most(m_limits); });
    }

    void check()
    {
        if (isBeyond())
            m_measure.stopped = placeAt(m_text, std::max<qsizetype>(m_at - 1, 0));
    }

    const QByteArray &m_text;
    const DocumentLimits &m_limits;
    qsizetype m_at = 0;
    QList<int> m_open; ///< for each open element the namespace declarations in scope
    DocumentMeasure m_measure;
};

/// The text as a parser would see it.
struct Scannable {
    QByteArray text;
    bool hasNul = false;
};

bool hasNulUnit(QByteArrayView utf16)
{
    for (qsizetype i = 0; i + 1 < utf16.size(); i += 2)
        if (utf16[i] == '\0' && utf16[i + 1] == '\0')
            return true;
    return false;
}

/// Other encodings than UTF-16 are ASCII where markup is, and need no decoding for being measured.
Scannable scannable(const QByteArray &bytes)
{
    using Encoding = DocumentText::Encoding;
    const DocumentText start = decodeDocument(bytes.first(std::min<qsizetype>(bytes.size(), 4)));
    if (start.encoding == Encoding::Utf16LittleEndian || start.encoding == Encoding::Utf16BigEndian)
        return {decodeDocument(bytes).utf8, hasNulUnit(bytes)};
    return {bytes.sliced(start.byteOrderMark ? 3 : 0), bytes.contains('\0')};
}

int lineCount(QByteArrayView text)
{
    qsizetype ends = std::count(text.begin(), text.end(), '\n');
    for (qsizetype i = 0; i < text.size(); ++i)
        if (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))
            ++ends;
    return static_cast<int>(ends) + 1;
}

} // namespace

DocumentMeasure measureDocument(QByteArrayView bytes, const DocumentLimits &limits)
{
    const Scannable head =
        scannable(bytes.first(std::min<qint64>(bytes.size(), limits.bytes + 1)).toByteArray());
    DocumentMeasure measure = Scan(head.text, limits).run();
    measure.lines = lineCount(head.text);
    measure.bytes = bytes.size();
    measure.hasNul = head.hasNul;
    if (measure.bytes > limits.bytes)
        measure.stopped = placeAt(head.text, head.text.size());
    return measure;
}

std::optional<Diagnostic> DocumentMeasure::exceeded(const DocumentLimits &limits) const
{
    const auto passed = std::ranges::find_if(
        bounds, [&](const Bound &bound) { return bound.measured(*this) > bound.most(limits); });
    if (passed == bounds.end())
        return std::nullopt;
    return Diagnostic {Severity::Limit, passed->code,
        tr(passed->sentence).arg(QLocale().toString(passed->most(limits))), stopped};
}
