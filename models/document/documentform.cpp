// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documentform.h"

#include "document/documentnamespaces.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

// What a person can take in, and a window can hold without getting slow.
constexpr qsizetype mostTuples = 100;
constexpr qsizetype mostRules = 100;
constexpr qsizetype mostIdentities = 300; // of all rules
constexpr qsizetype mostLists = 500;
constexpr qsizetype mostMembers = 2000; // of a list

struct KindOfType {
    QLatin1StringView type;
    DocumentForm::Kind kind;
};

constexpr std::array kinds {
    KindOfType {"presence"_L1, DocumentForm::Kind::Presence},
    KindOfType {"pidf-manipulation"_L1, DocumentForm::Kind::Presence},
    KindOfType {"pres-rules"_L1, DocumentForm::Kind::Rules},
    KindOfType {"resource-lists"_L1, DocumentForm::Kind::Lists},
    KindOfType {"rls-services"_L1, DocumentForm::Kind::Lists},
};

// Activities of which the name says it all.
bool isPlainActivity(const QString &name)
{
    return name != "note"_L1 && name != "unknown"_L1 && name != "other"_L1;
}

QString attributeText(const XmlNode &node, QLatin1StringView name)
{
    const XmlAttribute *const attribute = node.attribute(name);
    return attribute ? attribute->value : QString();
}

} // namespace

DocumentForm::DocumentForm(const XmlTree &tree, const DocumentType &type)
    : kind(kindOf(type))
    , isWellFormed(tree.isWellFormed())
    , utf8(tree.utf8)
    , m_tree(tree)
    , m_grammar(grammarOf(type))
{
    if (!isWellFormed || tree.rootNode()->name != type.root) {
        kind = isWellFormed ? Kind::None : kind;
        return;
    }
    if (kind == Kind::Presence)
        readPresence();
    else if (kind == Kind::Rules)
        readRules();
    else if (kind == Kind::Lists)
        readLists();
}

DocumentForm::Kind DocumentForm::kindOf(const DocumentType &type)
{
    for (const KindOfType &one : kinds) {
        if (one.type == type.id)
            return one.kind;
    }
    return Kind::None;
}

QList<GrammarValue> DocumentForm::knownActivities(const DocumentType &type)
{
    QList<GrammarValue> list;
    const auto grammar = grammarOf(type);
    const int activities = grammar ? grammar->globals.value({rpidNamespace, u"activities"_s}, -1) : -1;
    if (activities < 0)
        return list;
    for (const ContentPosition &position : grammar->typeOf(activities).content.positions) {
        if (!position.isWildcard() && isPlainActivity(position.name.name))
            list.append({position.name.name, grammar->elements.at(position.element).description});
    }
    return list;
}

QStringList ruleActions()
{
    return {u"allow"_s, u"confirm"_s, u"polite-block"_s, u"block"_s};
}

void DocumentForm::readPresence()
{
    note = textIn(m_tree.root, pidfNamespace, "note"_L1);
    for (const int element : m_tree.elementsOf(m_tree.root)) {
        const XmlNode &node = m_tree.nodes.at(element);
        if (node.name == "person"_L1 && person.node < 0)
            readPerson(element);
        if (node.name != "tuple"_L1)
            continue;
        if (tuples.size() >= mostTuples) {
            isCut = true;
            continue;
        }
        const int status = find(element, pidfNamespace, "status"_L1);
        tuples.append({element, attributeText(node, "id"_L1),
            status < 0 ? QString() : textIn(status, pidfNamespace, "basic"_L1).trimmed(),
            textIn(element, pidfNamespace, "note"_L1),
            textIn(element, pidfNamespace, "contact"_L1).trimmed()});
    }
}

void DocumentForm::readPerson(int node)
{
    person.node = node;
    person.note = textIn(node, dataModelNamespace, "note"_L1);
    const int activities = find(node, rpidNamespace, "activities"_L1);
    if (activities < 0)
        return;
    for (const int element : m_tree.elementsOf(activities)) {
        const XmlNode &activity = m_tree.nodes.at(element);
        if (activity.ns == rpidNamespace && isPlainActivity(activity.name))
            person.activities.append(activity.name);
        else if (activity.name != "note"_L1 && activity.name != "unknown"_L1)
            person.otherActivities.append(
                activity.name == "other"_L1 ? m_tree.textOf(element).trimmed() : activity.name);
    }
}

void DocumentForm::readRules()
{
    qsizetype identities = 0;
    for (const int element : m_tree.elementsOf(m_tree.root)) {
        if (m_tree.nodes.at(element).name != "rule"_L1)
            continue;
        const RuleEntry rule = readRule(element);
        identities += rule.identities.size();
        isCut = rules.size() >= mostRules || identities > mostIdentities;
        if (isCut)
            return;
        rules.append(rule);
    }
}

RuleEntry DocumentForm::readRule(int node) const
{
    RuleEntry rule {node, attributeText(m_tree.nodes.at(node), "id"_L1), {}, {}, {}};
    const int conditions = find(node, commonPolicyNamespace, "conditions"_L1);
    const int identity = conditions < 0 ? -1 : find(conditions, commonPolicyNamespace, "identity"_L1);
    for (const int element : conditions < 0 ? QList<int>() : m_tree.elementsOf(conditions)) {
        if (element != identity)
            rule.otherConditions.append(m_tree.nodes.at(element).name);
    }
    for (const int element : identity < 0 ? QList<int>() : m_tree.elementsOf(identity)) {
        const XmlNode &one = m_tree.nodes.at(element);
        if (one.name == "one"_L1)
            rule.identities.append({element, attributeText(one, "id"_L1), false, {}, 0});
        else if (one.name == "many"_L1)
            rule.identities.append(
                {element, {}, true, attributeText(one, "domain"_L1), int(m_tree.elementsOf(element).size())});
    }
    const int actions = find(node, commonPolicyNamespace, "actions"_L1);
    if (actions >= 0)
        rule.action = textIn(actions, presRulesNamespace, "sub-handling"_L1);
    return rule;
}

void DocumentForm::readLists()
{
    QList<int> depths(m_tree.nodes.size(), -1); // how many lists a node is in
    for (int at = 0; at < m_tree.nodes.size(); ++at) {
        const XmlNode &node = m_tree.nodes.at(at);
        const bool isList = node.isElement() && node.name == "list"_L1;
        depths[at] = (node.parent < 0 ? -1 : depths.at(node.parent)) + (isList ? 1 : 0);
        if (!isList)
            continue;
        isCut = lists.size() >= mostLists;
        if (isCut)
            return;
        lists.append(readList(at, depths.at(at)));
        isCut = isCut || lists.constLast().members.size() >= mostMembers;
    }
}

ListEntry DocumentForm::readList(int node, int depth) const
{
    ListEntry list {node, attributeText(m_tree.nodes.at(node), "name"_L1),
        textIn(node, resourceListsNamespace, "display-name"_L1), depth, {}};
    for (const int element : m_tree.elementsOf(node)) {
        const XmlNode &entry = m_tree.nodes.at(element);
        if (entry.name == "entry"_L1 && list.members.size() < mostMembers)
            list.members.append({element, attributeText(entry, "uri"_L1),
                textIn(element, resourceListsNamespace, "display-name"_L1)});
    }
    return list;
}

int DocumentForm::find(int parent, QLatin1StringView ns, QLatin1StringView name) const
{
    for (const int element : m_tree.elementsOf(parent)) {
        const XmlNode &node = m_tree.nodes.at(element);
        if (node.name == name && node.ns == ns)
            return element;
    }
    return -1;
}

QString DocumentForm::textIn(int parent, QLatin1StringView ns, QLatin1StringView name) const
{
    const int element = find(parent, ns, name);
    return element < 0 ? QString() : m_tree.textOf(element);
}
