// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/xmltree.h"

#include "document/documentmeasure.h"
#include "document/xmlparser.h"
#include "document/xmlscanner.h"

#include <algorithm>

bool XmlNode::isBlank() const
{
    return kind == Kind::Text && std::ranges::all_of(text, [](QChar c) {
        return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r';
    });
}

const XmlAttribute *XmlNode::attribute(QLatin1StringView localName) const
{
    const auto found = std::ranges::find_if(attributes, [&](const XmlAttribute &attribute) {
        return attribute.prefix.isEmpty() && attribute.name == localName;
    });
    return found == attributes.end() ? nullptr : &*found;
}

QString XmlTree::textOf(int node) const
{
    QString text;
    for (const int child : nodes.at(node).children) {
        const XmlNode &each = nodes.at(child);
        if (each.kind == XmlNode::Kind::Text || each.kind == XmlNode::Kind::CData)
            text += each.text;
    }
    return text;
}

QList<int> XmlTree::elementsOf(int node) const
{
    QList<int> elements;
    for (const int child : nodes.at(node).children)
        if (nodes.at(child).isElement())
            elements.append(child);
    return elements;
}

int XmlTree::firstElement(int node, QLatin1StringView localName) const
{
    for (const int child : nodes.at(node).children)
        if (nodes.at(child).isElement() && nodes.at(child).name == localName)
            return child;
    return -1;
}

// Nodes are sorted by where they begin, and whatever contains the byte began before it: the last node that
// begins there, or the first of its ancestors that reaches as far.
int XmlTree::nodeAt(qint64 byte) const
{
    const auto next =
        std::ranges::upper_bound(nodes, byte, {}, [](const XmlNode &node) { return node.whole.from; });
    int node = static_cast<int>(std::distance(nodes.begin(), next)) - 1;
    while (node >= 0 && !nodes.at(node).whole.contains(byte))
        node = nodes.at(node).parent;
    return node;
}

TextPlace XmlTree::placeOf(const ByteSpan &span) const
{
    return placeAt(utf8, span.from, span.length);
}

TextPlace placeAt(const QByteArray &utf8, qint64 byte, qint64 length)
{
    TextPlace place {std::clamp<qint64>(byte, 0, utf8.size()), 0, 1, 1};
    place.length = std::clamp<qint64>(length, 0, utf8.size() - place.byte);
    for (qint64 i = 0; i < place.byte; ++i) {
        const bool isHalf = utf8[i] == '\r' && i + 1 < utf8.size() && utf8[i + 1] == '\n';
        const bool endsLine = utf8[i] == '\n' || (utf8[i] == '\r' && !isHalf);
        const bool beginsCharacter = (static_cast<unsigned char>(utf8[i]) & 0xc0U) != 0x80U;
        place.line += endsLine ? 1 : 0;
        place.column = endsLine ? 1 : place.column + (beginsCharacter ? 1 : 0);
    }
    return place;
}

XmlTree readXmlTree(const QByteArray &utf8)
{
    if (std::optional<Diagnostic> beyond = measureDocument(utf8).exceeded()) {
        XmlTree nothing;
        nothing.utf8 = utf8;
        nothing.fault = std::move(beyond);
        return nothing;
    }
    XmlTree tree = scanXml(utf8);
    if (!tree.fault)
        tree.fault = parserFault(utf8);
    return tree;
}
