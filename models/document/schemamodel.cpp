// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/schemamodel.h"

#include "document/schemasource.h"
#include "document/xmlscanner.h"

using namespace Qt::StringLiterals;

namespace {

QString valueOf(const XmlNode &node, QLatin1StringView name)
{
    const XmlAttribute *attribute = node.attribute(name);
    return attribute ? attribute->value : QString();
}

} // namespace

SchemaModel::SchemaModel(const QString &driver)
{
    load(driver);
}

// Files name each other in circles at times; each is read once.
void SchemaModel::load(const QString &name)
{
    QStringList pending {name};
    while (!pending.isEmpty()) {
        const QString next = pending.takeFirst();
        const std::optional<QByteArray> source = schemaSource(schemaScheme + next);
        if (m_names.contains(next) || !source)
            continue;
        m_names.append(next);
        m_files.append({scanXml(*source), {}});
        const int file = static_cast<int>(m_files.size()) - 1;
        index(file);
        for (const XmlNode &node : std::as_const(m_files[file].tree.nodes))
            if (node.name == "import"_L1 || node.name == "include"_L1)
                pending.append(valueOf(node, "schemaLocation"_L1));
    }
}

void SchemaModel::index(int file)
{
    const XmlTree &tree = m_files.at(file).tree;
    if (tree.root < 0)
        return;
    const QString ns = valueOf(*tree.rootNode(), "targetNamespace"_L1);
    m_files[file].targetNamespace = ns;
    for (const int child : tree.elementsOf(tree.root)) {
        const XmlNode &node = tree.nodes.at(child);
        const QualifiedName name {ns, valueOf(node, "name"_L1)};
        if (node.name == "element"_L1)
            m_elements.insert(name, {file, child});
        else if (node.name == "complexType"_L1 || node.name == "simpleType"_L1)
            m_types.insert(name, {file, child});
        else if (node.name == "group"_L1)
            m_groups.insert(name, {file, child});
    }
}

const XmlNode &SchemaModel::at(SchemaNode node) const
{
    return m_files.at(node.file).tree.nodes.at(node.node);
}

bool SchemaModel::isGlobal(SchemaNode declaration) const
{
    return at(declaration).parent == m_files.at(declaration.file).tree.root;
}

QString SchemaModel::targetNamespace(SchemaNode declaration) const
{
    return m_files.at(declaration.file).targetNamespace;
}

QualifiedName SchemaModel::resolved(SchemaNode node, const QString &reference) const
{
    const qsizetype colon = reference.indexOf(u':');
    const QString prefix = colon < 0 ? QString() : reference.first(colon);
    const QString local = reference.sliced(colon + 1);
    for (int id = node.node; id >= 0; id = m_files.at(node.file).tree.nodes.at(id).parent)
        for (const XmlAttribute &attribute : m_files.at(node.file).tree.nodes.at(id).attributes)
            if (attribute.isDeclaration()
                && (attribute.prefix.isEmpty() ? QString() : attribute.name) == prefix)
                return {attribute.value, local};
    return {QString(), local};
}

SchemaNode SchemaModel::typeOf(SchemaNode element) const
{
    const QString named = valueOf(at(element), "type"_L1);
    if (!named.isEmpty())
        return m_types.value(resolved(element, named));
    const int inner = m_files.at(element.file).tree.firstElement(element.node, "complexType"_L1);
    return inner < 0 ? SchemaNode() : SchemaNode {element.file, inner};
}

SchemaNode SchemaModel::childOf(SchemaNode parent, const QualifiedName &name) const
{
    const SchemaNode type = typeOf(parent);
    return type.isValid() ? findIn(type, name) : SchemaNode();
}

SchemaNode SchemaModel::findIn(SchemaNode type, const QualifiedName &name) const
{
    QList<SchemaNode> pending {type};
    for (qsizetype i = 0; i < pending.size(); ++i) {
        const SchemaNode here = pending.at(i);
        const XmlNode &node = at(here);
        if (node.name != "element"_L1) {
            followInto(pending, here);
            continue;
        }
        const QString reference = valueOf(node, "ref"_L1);
        if (!reference.isEmpty() && resolved(here, reference) == name)
            return globalElement(name);
        if (reference.isEmpty() && QualifiedName(targetNamespace(here), valueOf(node, "name"_L1)) == name)
            return here;
    }
    return {};
}

void SchemaModel::followInto(QList<SchemaNode> &pending, SchemaNode node) const
{
    const auto follow = [&](SchemaNode next) {
        if (next.isValid() && !pending.contains(next))
            pending.append(next);
    };
    for (const int child : m_files.at(node.file).tree.elementsOf(node.node))
        follow({node.file, child});
    const QString base = valueOf(at(node), "base"_L1);
    if (!base.isEmpty())
        follow(m_types.value(resolved(node, base)));
    const QString group = at(node).name == "group"_L1 ? valueOf(at(node), "ref"_L1) : QString();
    if (!group.isEmpty())
        follow(m_groups.value(resolved(node, group)));
}
