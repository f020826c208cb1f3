// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/formatter.h"

#include "document/canonicalxml.h"
#include "document/documentmeasure.h"
#include "document/xmldeclaration.h"
#include "document/xmltree.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Formatter", text);
}

/// The line end that a text has: that of its first line.
QByteArray lineEndOf(const QByteArray &utf8)
{
    const qsizetype feed = utf8.indexOf('\n');
    const qsizetype carriage = utf8.indexOf('\r');
    if (carriage >= 0 && (feed < 0 || carriage < feed))
        return feed == carriage + 1 ? "\r\n" : "\r";
    return "\n";
}

/// Puts elements on lines of their own. Works from the spans of the tree: only bytes between two tags change.
class Formatting {
public:
    explicit Formatting(const XmlTree &tree) : m_tree(tree), m_lineEnd(lineEndOf(tree.utf8)) {}

    Result<QByteArray> run()
    {
        copyTo(xmlDeclaration(m_tree.utf8).length);
        for (int at = 0; at < m_tree.nodes.size(); ++at) {
            addNode(at);
            if (m_result.size() > DocumentLimits().bytes)
                return Error {tr("Formatted, this document would be larger than 4 MB. It stays as it is."),
                    {}, Fault::Refused};
        }
        leaveTo(-1);
        copyTo(m_tree.utf8.size());
        return m_result;
    }

private:
    void addNode(int at)
    {
        const XmlNode &node = m_tree.nodes.at(at);
        leaveTo(node.parent);
        if (node.parent < 0)
            addTopLevel(node);
        else if (m_spaced.contains(node.parent))
            addSpaced(node);
        if (node.isElement())
            enter(at);
    }

    // Blanks say nothing in an element that holds elements and no text.
    bool isSpaced(int element) const { return !m_tree.elementsOf(element).isEmpty(); }

    // A blank that is written as a reference was written so for a reason.
    bool isPlainBlank(const XmlNode &text) const
    {
        const QByteArrayView bytes = QByteArrayView(m_tree.utf8).sliced(text.whole.from, text.whole.length);
        return std::all_of(bytes.begin(), bytes.end(),
            [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
    }

    bool hasText(int element) const
    {
        const QList<int> &children = m_tree.nodes.at(element).children;
        return std::any_of(children.begin(), children.end(), [this](int child) {
            const XmlNode &node = m_tree.nodes.at(child);
            return node.kind == XmlNode::Kind::CData
                || (node.kind == XmlNode::Kind::Text && !isPlainBlank(node));
        });
    }

    // Within text, and where the document asks for it.
    bool isKept(int element) const
    {
        const XmlNode &node = m_tree.nodes.at(element);
        if (m_kept.contains(node.parent) || hasText(element))
            return true;
        return std::any_of(node.attributes.begin(), node.attributes.end(), [](const XmlAttribute &attribute) {
            return attribute.prefix == "xml"_L1 && attribute.name == "space"_L1
                && attribute.value == "preserve"_L1;
        });
    }

    void addTopLevel(const XmlNode &node)
    {
        const QByteArrayView before =
            QByteArrayView(m_tree.utf8).sliced(m_copied, node.whole.from - m_copied);
        const bool isFirst = m_copied == 0;
        if (!isFirst && before.trimmed().isEmpty())
            startLine(node.whole.from, 0);
        else
            copyTo(node.whole.from);
        if (!node.isElement())
            copyTo(node.whole.end());
    }

    void addSpaced(const XmlNode &node)
    {
        if (node.kind == XmlNode::Kind::Text) {
            m_copied = node.whole.end();
            return;
        }
        startLine(node.whole.from, int(m_open.size()));
        if (!node.isElement())
            copyTo(node.whole.end());
    }

    void enter(int element)
    {
        m_open.append(element);
        if (isKept(element))
            m_kept.insert(element);
        else if (isSpaced(element))
            m_spaced.insert(element);
        copyTo(m_tree.nodes.at(element).startTag.end());
    }

    // The end tag of an element with elements on lines of their own gets one, too.
    void leaveTo(int parent)
    {
        while (!m_open.isEmpty() && m_open.constLast() != parent) {
            const int element = m_open.takeLast();
            const XmlNode &node = m_tree.nodes.at(element);
            if (m_spaced.contains(element))
                startLine(node.endTag.from, int(m_open.size()));
            copyTo(node.whole.end());
        }
    }

    void startLine(qint64 from, int depth)
    {
        m_result += m_lineEnd + QByteArray(2 * depth, ' ');
        m_copied = from;
    }

    void copyTo(qint64 end)
    {
        if (end > m_copied)
            m_result += QByteArrayView(m_tree.utf8).sliced(m_copied, end - m_copied);
        m_copied = qMax(m_copied, end);
    }

    const XmlTree &m_tree;
    const QByteArray m_lineEnd;
    QByteArray m_result;
    qint64 m_copied = 0; ///< bytes of the text that are in the result or left out
    QList<int> m_open;
    QSet<int> m_spaced;
    QSet<int> m_kept; ///< elements in which nothing is touched
};

} // namespace

Result<QByteArray> prettyPrinted(const QByteArray &utf8)
{
    const XmlTree tree = readXmlTree(utf8);
    if (!tree.isWellFormed())
        return Error {tr("Only a well-formed XML document can be formatted."),
            tree.fault ? tree.fault->sentence : QString(), Fault::Refused};
    const Result<QByteArray> formatted = Formatting(tree).run();
    if (!formatted)
        return formatted;
    const std::optional<QByteArray> before = canonicalXml(utf8);
    if (!before || before != canonicalXml(*formatted))
        return Error {
            tr("Formatting would change what this document says. It stays as it is."), {}, Fault::Refused};
    return formatted;
}
