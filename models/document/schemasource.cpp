// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/schemasource.h"

#include "document/xmlscanner.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

std::optional<QByteArray> resource(const QString &name)
{
    if (name.contains(u'/') || name.contains(u'\\') || name.isEmpty())
        return std::nullopt;
    QFile file(":/schemas/"_L1 + name);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
}

bool isInnerDeclaration(const XmlTree &tree, const XmlNode &node)
{
    return node.isElement() && node.name == "element"_L1 && node.attribute("name"_L1)
        && node.parent != tree.root;
}

/// What only makes sense within a type, and the name.
QList<TextEdit> editsForTopLevel(const XmlNode &node, int id)
{
    QList<TextEdit> edits;
    for (const XmlAttribute &attribute : node.attributes) {
        if (attribute.name == "name"_L1)
            edits.append({attribute.valueSpan.from, attribute.valueSpan.length, singleName(id).toLatin1()});
        else if (attribute.name == "minOccurs"_L1 || attribute.name == "maxOccurs"_L1
            || attribute.name == "form"_L1)
            edits.append({attribute.whole.from, attribute.whole.length, {}});
    }
    for (TextEdit &edit : edits)
        edit.byte -= node.whole.from;
    return edits;
}

} // namespace

std::optional<QByteArray> schemaSource(const QString &url)
{
    if (url.startsWith(schemaScheme))
        return resource(url.sliced(schemaScheme.size()));
    if (!url.startsWith(singlesScheme))
        return std::nullopt;
    const std::optional<QByteArray> written = resource(url.sliced(singlesScheme.size()));
    return written ? std::optional(withSingles(*written)) : std::nullopt;
}

QString singleName(int node)
{
    return u"single.%1"_s.arg(node);
}

QByteArray withSingles(const QByteArray &schema)
{
    const XmlTree tree = scanXml(schema);
    QByteArray singles;
    for (int id = 0; id < tree.nodes.size(); ++id) {
        const XmlNode &node = tree.nodes.at(id);
        if (isInnerDeclaration(tree, node))
            singles += applied(editsForTopLevel(node, id), schema.sliced(node.whole.from, node.whole.length));
    }
    const XmlNode *root = tree.rootNode();
    if (!root || root->endTag.length == 0)
        return schema;
    return applied({{root->endTag.from, 0, singles}}, schema);
}
