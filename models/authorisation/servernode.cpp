// SPDX-License-Identifier: GPL-3.0-or-later
#include "authorisation/servernode.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
QString nameOf(const QString &prefix, const QString &name, const QString &ns)
{
    return !prefix.isEmpty() && ns.isEmpty() ? prefix + u':' + name : name;
}

bool isSame(const QString &found, QLatin1StringView wanted)
{
    return found.compare(wanted, Qt::CaseInsensitive) == 0;
}
} // namespace

QString serverName(const XmlNode &node)
{
    switch (node.kind) {
    case XmlNode::Kind::Element:
        return nameOf(node.prefix, node.name, node.ns);
    case XmlNode::Kind::Text:
        return u"text"_s;
    case XmlNode::Kind::Comment:
        return u"comment"_s;
    case XmlNode::Kind::Instruction:
        return node.name;
    case XmlNode::Kind::CData:
        break;
    }
    return {};
}

bool isCalled(const XmlNode &node, QLatin1StringView name)
{
    return isSame(serverName(node), name);
}

int childCalled(const XmlTree &tree, int node, QLatin1StringView name)
{
    const QList<int> &children = tree.nodes.at(node).children;
    const auto found =
        std::ranges::find_if(children, [&](int child) { return isCalled(tree.nodes.at(child), name); });
    return found == children.end() ? -1 : *found;
}

QList<int> childrenCalled(const XmlTree &tree, int node, QLatin1StringView name)
{
    QList<int> found;
    for (const int child : tree.nodes.at(node).children)
        if (isCalled(tree.nodes.at(child), name))
            found.append(child);
    return found;
}

int firstCalled(const XmlTree &tree, QLatin1StringView name)
{
    const auto found =
        std::ranges::find_if(tree.nodes, [name](const XmlNode &node) { return isCalled(node, name); });
    return found == tree.nodes.end() ? -1 : static_cast<int>(found - tree.nodes.begin());
}

const XmlAttribute *attributeCalled(const XmlNode &node, QLatin1StringView name)
{
    const auto found = std::ranges::find_if(node.attributes, [name](const XmlAttribute &attribute) {
        return !attribute.isDeclaration()
            && isSame(nameOf(attribute.prefix, attribute.name, attribute.ns), name);
    });
    return found == node.attributes.end() ? nullptr : &*found;
}

QString contentOf(const XmlTree &tree, int node)
{
    const qint64 end = tree.nodes.at(node).whole.end();
    QString content;
    for (int i = node + 1; i < tree.nodes.size() && tree.nodes.at(i).whole.from < end; ++i) {
        const XmlNode &inner = tree.nodes.at(i);
        if (inner.kind == XmlNode::Kind::Text || inner.kind == XmlNode::Kind::CData)
            content += inner.text;
    }
    return content;
}

bool failsOnServer(const Diagnostic &fault)
{
    constexpr std::array forgiven {"xml-undefined-prefix"_L1, "xml-namespace"_L1, "xml-doctype"_L1};
    return fault.severity != Severity::Limit
        && std::ranges::none_of(forgiven, [&fault](QLatin1StringView code) { return fault.code == code; });
}
