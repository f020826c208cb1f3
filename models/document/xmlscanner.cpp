// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmlscanner.h"

#include "document/xmlcharacters.h"
#include "document/xmldeclaration.h"
#include "document/xmlnamespaces.h"
#include "document/xmlscanfaults.h"
#include "document/xmltagscanner.h"
#include "document/xmltext.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Document", text);
}

/// Markup with one end that nothing within can close.
struct Passage {
    QByteArrayView begin;
    QByteArrayView end;
    XmlNode::Kind kind;
    QLatin1StringView code;
    const char *unclosed;
};

const std::array passages {
    Passage {"<!--", "-->", XmlNode::Kind::Comment, "xml-comment"_L1,
        QT_TRANSLATE_NOOP("Document", "The comment is not closed by \"-->\".")},
    Passage {"<![CDATA[", "]]>", XmlNode::Kind::CData, "xml-cdata"_L1,
        QT_TRANSLATE_NOOP("Document", "The CDATA section is not closed by \"]]>\".")},
    Passage {"<?", "?>", XmlNode::Kind::Instruction, "xml-instruction"_L1,
        QT_TRANSLATE_NOOP("Document", "The processing instruction is not closed by \"?>\".")},
};

/// Reads a document from the beginning, node by node, until it ends or breaks a rule.
class Scanner {
public:
    explicit Scanner(const QByteArray &utf8) : m_utf8(utf8) { m_tree.utf8 = utf8; }

    XmlTree run(bool onlyRootTag)
    {
        declaration();
        while (!m_tree.fault && m_at < m_utf8.size() && !(onlyRootTag && m_tree.root >= 0))
            step();
        if (!m_tree.fault && !onlyRootTag)
            finish();
        close();
        return std::move(m_tree);
    }

private:
    void fail(const XmlFault &fault) { m_tree.fault = diagnosticOf(fault, m_utf8); }

    QByteArrayView rest() const { return QByteArrayView(m_utf8).sliced(m_at); }

    void declaration()
    {
        const XmlDeclaration declaration = xmlDeclaration(m_utf8);
        m_at = declaration.length;
        if (!declaration.fault.isEmpty())
            fail({"xml-declaration"_L1, {declaration.faultAt, 1}, declaration.fault});
    }

    void step()
    {
        const QByteArrayView here = rest();
        if (here.front() != '<')
            return text();
        for (const Passage &passage : passages)
            if (here.startsWith(passage.begin))
                return pass(passage);
        if (here.startsWith("</"))
            return endTag();
        if (here.startsWith("<!"))
            return unknownMarkup();
        startTag();
    }

    /// Adds a node as the last child of the open element.
    int add(XmlNode node)
    {
        const int id = static_cast<int>(m_tree.nodes.size());
        node.parent = m_open.isEmpty() ? -1 : m_open.last();
        if (node.parent >= 0)
            m_tree.nodes[node.parent].children.append(id);
        m_tree.nodes.append(std::move(node));
        return id;
    }

    void addText(XmlNode::Kind kind, ByteSpan span, const QString &text)
    {
        XmlNode node;
        node.kind = kind;
        node.whole = span;
        node.text = text;
        add(std::move(node));
    }

    void text()
    {
        const qsizetype next = m_utf8.indexOf('<', m_at);
        const ByteSpan span {m_at, (next < 0 ? m_utf8.size() : next) - m_at};
        m_at = span.end();
        if (m_open.isEmpty())
            return outerText(span);
        const std::variant<QString, XmlFault> value = readXmlText(m_utf8, span, XmlTextKind::Content);
        if (const auto *fault = std::get_if<XmlFault>(&value))
            return fail(*fault);
        addText(XmlNode::Kind::Text, span, std::get<QString>(value));
    }

    void outerText(ByteSpan span)
    {
        while (span.length > 0 && isXmlBlank(m_utf8[span.from]))
            ++span.from, --span.length;
        if (span.length == 0)
            return;
        if (const std::optional<XmlFault> fault = characterFault(m_utf8, {span.from, span.length}))
            return fail(*fault);
        fail({"xml-junk"_L1, span,
            m_tree.root < 0 ? tr("Text stands before the root element.")
                            : tr("Text follows the end of the root element.")});
    }

    void pass(const Passage &passage)
    {
        const qsizetype from = m_at;
        const qsizetype inner = from + passage.begin.size();
        const qsizetype end = m_utf8.indexOf(passage.end, inner);
        if (end < 0)
            return fail({passage.code, {from, m_utf8.size() - from}, tr(passage.unclosed)});
        const ByteSpan body {inner, end - inner};
        m_at = end + passage.end.size();
        const ByteSpan whole {from, m_at - from};
        if (const std::optional<XmlFault> fault = characterFault(m_utf8, body))
            return fail(*fault);
        if (passage.kind == XmlNode::Kind::Instruction)
            return instruction(whole, body);
        if (passage.kind == XmlNode::Kind::CData && m_open.isEmpty())
            return fail({passage.code, whole, tr("A CDATA section stands outside of the root element.")});
        const QByteArrayView raw = QByteArrayView(m_utf8).sliced(body.from, body.length);
        if (passage.kind == XmlNode::Kind::Comment && (raw.contains("--") || raw.endsWith('-')))
            return fail({passage.code, whole, tr("A comment must not contain \"--\".")});
        addText(passage.kind, whole, unixLines(raw));
    }

    void instruction(ByteSpan whole, ByteSpan body)
    {
        const QByteArrayView raw = QByteArrayView(m_utf8).sliced(body.from, body.length);
        const qsizetype length = nameLengthAt(raw, 0);
        const QByteArrayView target = raw.first(length);
        const bool isReserved = QLatin1StringView(target).compare("xml"_L1, Qt::CaseInsensitive) == 0;
        const bool endsWell = length == raw.size() || isXmlBlank(raw[length]);
        if (isReserved)
            return fail({"xml-declaration"_L1, whole,
                tr("An XML declaration may only stand at the very beginning of a document.")});
        if (length == 0 || !endsWell || target.contains(':'))
            return fail({"xml-instruction"_L1, whole,
                tr("A processing instruction must begin with a name and a blank.")});
        XmlNode node;
        node.kind = XmlNode::Kind::Instruction;
        node.whole = whole;
        node.name = QString::fromUtf8(target);
        node.nameSpan = {body.from, length};
        node.text = unixLines(raw.sliced(std::min(length + 1, raw.size())));
        add(std::move(node));
    }

    void unknownMarkup()
    {
        if (rest().startsWith("<!DOCTYPE") && m_tree.root < 0)
            return fail({"xml-doctype"_L1, {m_at, 9},
                tr("The document declares a document type (DOCTYPE). No presence document needs one, and "
                   "it is not read here, because it may hide text and files.")});
        fail({"xml-markup"_L1, {m_at, 2},
            tr("<! begins neither a comment nor a CDATA section here. A < that stands for itself must be "
               "written as &lt;."),
            u"&lt;"_s});
    }

    void startTag()
    {
        std::variant<XmlStartTag, XmlFault> read = readStartTag(m_utf8, m_at);
        if (const auto *fault = std::get_if<XmlFault>(&read))
            return fail(*fault);
        auto &tag = std::get<XmlStartTag>(read);
        if (m_open.isEmpty() && m_tree.root >= 0)
            return fail({"xml-junk"_L1, tag.element.startTag,
                tr("The element <%1> follows the end of the root element; a document has only one.")
                    .arg(quotedName(nameAt(tag.element.nameSpan)))});
        m_at = tag.element.startTag.end();
        if (const std::optional<XmlFault> fault = m_namespaces.enter(tag.element, m_utf8))
            return fail(withDeclaration(
                *fault, m_utf8, m_open.isEmpty() ? tag.element : m_tree.nodes.at(m_tree.root)));
        const int id = add(std::move(tag.element));
        if (m_open.isEmpty())
            m_tree.root = id;
        if (tag.isEmpty)
            m_namespaces.leave();
        else
            m_open.append(id);
    }

    QByteArrayView nameAt(ByteSpan span) const
    {
        return QByteArrayView(m_utf8).sliced(span.from, span.length);
    }

    void endTag()
    {
        const std::variant<ByteSpan, XmlFault> read = readEndTag(m_utf8, m_at);
        if (const auto *fault = std::get_if<XmlFault>(&read))
            return fail(*fault);
        const ByteSpan whole = std::get<ByteSpan>(read);
        const ByteSpan name {whole.from + 2, nameLengthAt(m_utf8, whole.from + 2)};
        if (m_open.isEmpty())
            return fail({"xml-junk"_L1, whole,
                tr("The end tag </%1> has no start tag.").arg(quotedName(nameAt(name)))});
        XmlNode &element = m_tree.nodes[m_open.last()];
        if (nameAt(name) != nameAt(element.nameSpan))
            return fail(tagMismatch(m_utf8, element, whole, name, isOpen(nameAt(name))));
        element.endTag = whole;
        element.whole.length = whole.end() - element.whole.from;
        m_at = whole.end();
        m_open.removeLast();
        m_namespaces.leave();
    }

    bool isOpen(QByteArrayView name) const
    {
        return std::ranges::any_of(
            m_open, [&](int id) { return nameAt(m_tree.nodes.at(id).nameSpan) == name; });
    }

    void finish()
    {
        if (!m_open.isEmpty()) {
            fail(stillOpen(m_utf8, m_tree.nodes.at(m_open.last())));
        } else if (m_tree.root < 0) {
            fail({m_tree.nodes.isEmpty() && m_utf8.trimmed().isEmpty() ? "xml-empty"_L1 : "xml-no-root"_L1,
                {m_utf8.size(), 0},
                m_utf8.trimmed().isEmpty() ? tr("The document is empty.")
                                           : tr("The document has no root element.")});
        }
    }

    /// What is still open after a fault reaches as far as was read.
    void close()
    {
        const qint64 end = m_tree.fault ? m_tree.fault->place.byte : m_at;
        for (const int id : m_open)
            m_tree.nodes[id].whole.length =
                std::max(end, m_tree.nodes[id].startTag.end()) - m_tree.nodes[id].whole.from;
    }

    const QByteArray m_utf8;
    qsizetype m_at = 0;
    QList<int> m_open;
    XmlNamespaces m_namespaces;
    XmlTree m_tree;
};

} // namespace

XmlTree scanXml(const QByteArray &utf8)
{
    return Scanner(utf8).run(false);
}

XmlTree scanRootTag(const QByteArray &utf8)
{
    return Scanner(utf8).run(true);
}
