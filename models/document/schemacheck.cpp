// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/schemacheck.h"

#include "document/schemasource.h"
#include "document/xmlparser.h"

#include <QSet>

#include <libxml/tree.h>
#include <libxml/xmlschemas.h>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostOrderSteps = 200000; ///< children looked at again, over the whole document

struct ValidatorDeleter {
    void operator()(xmlSchemaValidCtxtPtr validator) const { xmlSchemaFreeValidCtxt(validator); }
};
using Validator = std::unique_ptr<xmlSchemaValidCtxt, ValidatorDeleter>;

Validator validatorFor(const _xmlSchema *schema)
{
    // libxml2 only reads it, but its interface does not say so.
    return Validator(xmlSchemaNewValidCtxt(const_cast<xmlSchemaPtr>(schema)));
}

const xmlChar *xmlText(const QByteArray &utf8)
{
    return reinterpret_cast<const xmlChar *>(utf8.constData());
}

xmlNodePtr nextElement(xmlNodePtr node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

/// "{namespace}name" or "name".
QualifiedName splitName(const QString &text)
{
    const qsizetype close = text.lastIndexOf(u'}');
    return close < 0 ? QualifiedName({}, text)
                     : QualifiedName(text.sliced(1, close - 1), text.sliced(close + 1));
}

bool isOfType(int code)
{
    return code == XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1 || code == XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2
        || code == XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3;
}

/// Each element of the tree and its node in libxml2's document, found by going through both in step.
QHash<int, xmlNodePtr> pairedNodes(_xmlDoc &document, const XmlTree &tree)
{
    QHash<int, xmlNodePtr> pairs;
    xmlNodePtr node = xmlDocGetRootElement(&document);
    for (int id = 0; id < tree.nodes.size() && node; ++id) {
        if (!tree.nodes.at(id).isElement())
            continue;
        node->_private = reinterpret_cast<void *>(static_cast<quintptr>(id));
        pairs.insert(id, node);
        xmlNodePtr next = nextElement(node->children);
        for (; !next && node; node = node->parent)
            next = nextElement(node->next);
        node = next;
    }
    return pairs;
}

int idOf(const void *node)
{
    return static_cast<int>(reinterpret_cast<quintptr>(static_cast<const xmlNode *>(node)->_private));
}

/// Takes the message apart: "Element 'x', attribute 'y': text". Names hold no quotes.
SchemaComplaint complaintOf(const xmlError &error)
{
    SchemaComplaint complaint {idOf(error.node), error.code, {}, {}, false};
    const QString message = QString::fromUtf8(error.message).trimmed();
    const qsizetype end = message.indexOf("': "_L1);
    const QString names = message.first(std::max<qsizetype>(end, 0));
    constexpr auto word = "', attribute '"_L1;
    const qsizetype attribute = names.indexOf(word);
    if (attribute >= 0)
        complaint.attribute = splitName(names.sliced(attribute + word.size()));
    complaint.text = end < 0 ? message : message.sliced(end + 3);
    return complaint;
}

/// One document's validation.
class Check {
public:
    Check(const CompiledSchema &schema, _xmlDoc &document, const XmlTree &tree, qsizetype most)
        : m_schema(schema)
        , m_document(document)
        , m_tree(tree)
        , m_most(most)
        , m_nodes(pairedNodes(document, tree))
        , m_singles(validatorFor(schema.singles))
    {
        listen(*m_singles);
    }

    QList<SchemaComplaint> run()
    {
        const Validator whole = validatorFor(m_schema.whole);
        listen(*whole);
        const int code = xmlSchemaValidateDoc(whole.get(), &m_document);
        if (code != 0 && m_complaints.isEmpty()) // nothing that has a place
            add({m_tree.root, code, {}, u"no reason was given."_s, false});
        lookBehindFaults();
        while (!m_pending.isEmpty() && m_complaints.size() < m_most) {
            validateAlone(m_pending.takeLast());
            lookBehindFaults();
        }
        return m_complaints;
    }

private:
    void listen(xmlSchemaValidCtxt &validator)
    {
        xmlSchemaSetValidStructuredErrors(
            &validator, [](void *check, xmlErrorPtr error) { static_cast<Check *>(check)->take(*error); },
            this);
    }

    void take(const xmlError &error)
    {
        if (!error.node || static_cast<const xmlNode *>(error.node)->type != XML_ELEMENT_NODE)
            return;
        const SchemaComplaint complaint = complaintOf(error);
        if (!m_onlyOrder)
            return add(complaint);
        if (complaint.isUnexpected() && m_unexpected < 0) {
            m_unexpected = complaint.node;
            add(complaint);
        }
    }

    void add(SchemaComplaint complaint)
    {
        if (m_complaints.size() >= m_most || isSaid(complaint))
            return;
        m_complaints.append(std::move(complaint));
    }

    /// A value that is wrong in itself is wrong as part of a list or a union too.
    bool isSaid(const SchemaComplaint &complaint) const
    {
        return std::ranges::any_of(m_complaints, [&](const SchemaComplaint &earlier) {
            return earlier == complaint
                || (isOfType(complaint.code) && isOfType(earlier.code) && earlier.node == complaint.node
                    && earlier.attribute == complaint.attribute);
        });
    }

    QualifiedName nameOf(int node) const { return {m_tree.nodes.at(node).ns, m_tree.nodes.at(node).name}; }

    /// What libxml2 left out behind each child that it did not expect is queued.
    void lookBehindFaults()
    {
        for (; m_looked < m_complaints.size(); ++m_looked) {
            SchemaComplaint &complaint = m_complaints[m_looked];
            const int parent = m_tree.nodes.at(complaint.node).parent;
            if (!complaint.isUnexpected() || parent < 0)
                continue;
            const SchemaNode declaration = declarationOf(parent);
            complaint.isDeclaredHere =
                declaration.isValid() && innerDeclaration(declaration, nameOf(complaint.node)).isValid();
            if (m_visited.contains(parent))
                continue;
            m_visited.insert(parent);
            queueFrom(complaint.node, parent);
            if (declaration.isValid())
                checkOrder(complaint.node, parent, declaration);
        }
    }

    void queueFrom(int first, int parent)
    {
        QList<int> later;
        for (const int element : m_tree.elementsOf(parent))
            if (element >= first)
                later.prepend(element);
        m_pending += later;
    }

    /// The declaration by which an element is validated in its place; elements that only a wildcard lets in
    /// have the global one.
    SchemaNode declarationOf(int node)
    {
        QList<int> path;
        for (int id = node; id >= 0 && !m_declarations.contains(id); id = m_tree.nodes.at(id).parent)
            path.prepend(id);
        for (const int id : std::as_const(path)) {
            const SchemaNode parent = m_declarations.value(m_tree.nodes.at(id).parent);
            const SchemaNode inner = parent.isValid() ? innerDeclaration(parent, nameOf(id)) : SchemaNode();
            m_declarations.insert(id, inner.isValid() ? inner : m_schema.model.globalElement(nameOf(id)));
        }
        return m_declarations.value(node);
    }

    /// Remembers what was found: a document asks the same of its elements over and over.
    SchemaNode innerDeclaration(SchemaNode parent, const QualifiedName &name)
    {
        QHash<QualifiedName, SchemaNode> &known = m_inner[{parent.file, parent.node}];
        const auto found = known.constFind(name);
        return found != known.cend() ? *found : *known.insert(name, m_schema.model.childOf(parent, name));
    }

    void validateAlone(int id)
    {
        const SchemaNode declaration = declarationOf(id);
        if (declaration.isValid())
            validate(*m_nodes.value(id), declaration);
        else
            for (const int child : m_tree.elementsOf(id))
                m_pending.append(child);
    }

    /// Validates an element by a declaration, under whose name it goes as long.
    void validate(xmlNode &node, SchemaNode declaration)
    {
        const QByteArray single = singleName(declaration.node).toLatin1();
        const xmlChar *ownName = node.name;
        if (!m_schema.model.isGlobal(declaration))
            node.name = xmlText(single);
        xmlSchemaValidateOneElement(m_singles.get(), &node);
        node.name = ownName;
    }

    /// Looks for children behind the first unexpected one that are not expected either. The children are
    /// taken without what is in them, and each that is in the way is taken out.
    void checkOrder(int first, int parent, SchemaNode declaration)
    {
        const QList<int> children = m_tree.elementsOf(parent);
        XmlDocument document(xmlNewDoc(nullptr));
        xmlNodePtr root = shallowCopy(*document, parent);
        xmlDocSetRootElement(document.get(), root);
        QHash<int, xmlNodePtr> copies;
        for (const int child : children)
            if (child != first)
                copies.insert(child, xmlAddChild(root, shallowCopy(*document, child)));
        m_onlyOrder = true;
        do {
            m_orderSteps += children.size();
            m_unexpected = -1;
            validate(*root, declaration);
            const xmlNodePtr inTheWay = m_unexpected < 0 ? nullptr : copies.take(m_unexpected);
            xmlUnlinkNode(inTheWay);
            xmlFreeNode(inTheWay);
        } while (m_unexpected >= 0 && m_orderSteps < mostOrderSteps && m_complaints.size() < m_most);
        m_onlyOrder = false;
    }

    xmlNodePtr shallowCopy(_xmlDoc &document, int id) const
    {
        const XmlNode &node = m_tree.nodes.at(id);
        xmlNodePtr copy = xmlNewDocNode(&document, nullptr, xmlText(node.name.toUtf8()), nullptr);
        if (!node.ns.isEmpty())
            xmlSetNs(copy, xmlNewNs(copy, xmlText(node.ns.toUtf8()), nullptr));
        copy->_private = m_nodes.value(id)->_private;
        return copy;
    }

    const CompiledSchema &m_schema;
    _xmlDoc &m_document;
    const XmlTree &m_tree;
    qsizetype m_most;
    QHash<int, xmlNodePtr> m_nodes;
    Validator m_singles;
    QList<SchemaComplaint> m_complaints;
    qsizetype m_looked = 0; ///< complaints that were looked behind
    QList<int> m_pending; ///< elements to validate alone, the next one last
    QSet<int> m_visited; ///< parents whose children were queued
    QHash<int, SchemaNode> m_declarations;
    QHash<std::pair<int, int>, QHash<QualifiedName, SchemaNode>> m_inner; ///< by the parent's declaration
    bool m_onlyOrder = false; ///< of what libxml2 says only the first unexpected child matters now
    int m_unexpected = -1;
    qsizetype m_orderSteps = 0;
};

} // namespace

bool SchemaComplaint::isUnexpected() const
{
    return code == XML_SCHEMAV_ELEMENT_CONTENT && text.startsWith("This element is not expected"_L1);
}

QList<SchemaComplaint> schemaComplaints(
    const CompiledSchema &schema, _xmlDoc &document, const XmlTree &tree, qsizetype most)
{
    return Check(schema, document, tree, most).run();
}
