// SPDX-License-Identifier: GPL-3.0-or-later
// What a change in the form does to the text.
#include "document/documentform.h"
#include "document/documentnamespaces.h"

using namespace Qt::StringLiterals;

namespace {

NewElement identityOf(const QString &uri)
{
    return {{commonPolicyNamespace, u"one"_s}, {{u"id"_s, uri}}};
}

NewElement actionsOf(const QString &action)
{
    return {{commonPolicyNamespace, u"actions"_s}, {}, {},
        {{{presRulesNamespace, u"sub-handling"_s}, {}, action}}};
}

NewElement statusOf(const QString &basic)
{
    return {{pidfNamespace, u"status"_s}, {}, {}, {{{pidfNamespace, u"basic"_s}, {}, basic}}};
}

} // namespace

// Sets, adds or, for an empty text, removes the first child of that name.
QList<TextEdit> DocumentForm::setChildText(int parent, const QualifiedName &name, const QString &text) const
{
    if (parent < 0)
        return {};
    for (const int element : m_tree.elementsOf(parent)) {
        const XmlNode &node = m_tree.nodes.at(element);
        if (node.name == name.name && node.ns == name.ns)
            return text.isEmpty() ? editing().remove(element) : editing().setText(element, text);
    }
    return text.isEmpty() ? QList<TextEdit>() : editing().insert(parent, {name, {}, text});
}

QList<TextEdit> DocumentForm::setBasic(const TupleEntry &tuple, const QString &basic) const
{
    const int status = find(tuple.node, pidfNamespace, "status"_L1);
    if (status < 0)
        return editing().insert(tuple.node, statusOf(basic));
    return setChildText(status, {pidfNamespace, u"basic"_s}, basic);
}

QList<TextEdit> DocumentForm::setTupleNote(const TupleEntry &tuple, const QString &text) const
{
    return setChildText(tuple.node, {pidfNamespace, u"note"_s}, text);
}

QList<TextEdit> DocumentForm::addTuple(const QString &basic) const
{
    return editing().insert(m_tree.root,
        {{pidfNamespace, u"tuple"_s}, {{u"id"_s, editing().freeId(u"t"_s)}}, {}, {statusOf(basic)}});
}

QList<TextEdit> DocumentForm::removeTuple(const TupleEntry &tuple) const
{
    return editing().remove(tuple.node);
}

QList<TextEdit> DocumentForm::setNote(const QString &text) const
{
    return setChildText(m_tree.root, {pidfNamespace, u"note"_s}, text);
}

QList<TextEdit> DocumentForm::setPersonNote(const QString &text) const
{
    if (person.node >= 0)
        return setChildText(person.node, {dataModelNamespace, u"note"_s}, text);
    if (text.isEmpty())
        return {};
    return editing().insert(m_tree.root,
        {{dataModelNamespace, u"person"_s}, {{u"id"_s, editing().freeId(u"p"_s)}}, {},
            {{{dataModelNamespace, u"note"_s}, {}, text}}});
}

QList<TextEdit> DocumentForm::setActivities(const QStringList &names) const
{
    QList<NewElement> added;
    for (const QString &name : names) {
        if (!person.activities.contains(name))
            added.append(NewElement {{rpidNamespace, name}});
    }
    const int activities = person.node < 0 ? -1 : find(person.node, rpidNamespace, "activities"_L1);
    if (activities >= 0) {
        QList<int> removed;
        bool isAnyLeft = !names.isEmpty() || !person.otherActivities.isEmpty();
        bool hasNote = false;
        for (const int element : m_tree.elementsOf(activities)) {
            const XmlNode &node = m_tree.nodes.at(element);
            const bool isUnwanted = person.activities.contains(node.name) && !names.contains(node.name);
            hasNote = hasNote || node.name == "note"_L1;
            if (node.ns == rpidNamespace && (isUnwanted || (node.name == "unknown"_L1 && isAnyLeft)))
                removed.append(element);
        }
        if (isAnyLeft)
            return editing().replace(activities, removed, added);
        if (hasNote)
            return editing().replace(activities, removed, {{{rpidNamespace, u"unknown"_s}}});
        return editing().remove(activities);
    }
    if (added.isEmpty())
        return {};
    const NewElement wanted {{rpidNamespace, u"activities"_s}, {}, {}, added};
    if (person.node >= 0)
        return editing().insert(person.node, wanted);
    return editing().insert(m_tree.root,
        {{dataModelNamespace, u"person"_s}, {{u"id"_s, editing().freeId(u"p"_s)}}, {}, {wanted}});
}

QList<TextEdit> DocumentForm::setRuleId(const RuleEntry &rule, const QString &id) const
{
    return editing().setAttribute(rule.node, "id"_L1, id);
}

QList<TextEdit> DocumentForm::setAction(const RuleEntry &rule, const QString &action) const
{
    const int actions = find(rule.node, commonPolicyNamespace, "actions"_L1);
    if (actions < 0)
        return editing().insert(rule.node, actionsOf(action));
    return setChildText(actions, {presRulesNamespace, u"sub-handling"_s}, action);
}

QList<TextEdit> DocumentForm::addIdentity(const RuleEntry &rule, const QString &uri) const
{
    const NewElement identity {{commonPolicyNamespace, u"identity"_s}, {}, {}, {identityOf(uri)}};
    const int conditions = find(rule.node, commonPolicyNamespace, "conditions"_L1);
    if (conditions < 0)
        return editing().insert(rule.node, {{commonPolicyNamespace, u"conditions"_s}, {}, {}, {identity}});
    const int there = find(conditions, commonPolicyNamespace, "identity"_L1);
    return there < 0 ? editing().insert(conditions, identity) : editing().insert(there, identityOf(uri));
}

QList<TextEdit> DocumentForm::setIdentity(const IdentityEntry &identity, const QString &uri) const
{
    return editing().setAttribute(identity.node, "id"_L1, uri);
}

QList<TextEdit> DocumentForm::removeIdentity(const RuleEntry &rule, const IdentityEntry &identity) const
{
    return rule.identities.size() < 2 ? QList<TextEdit>() : editing().remove(identity.node);
}

QList<TextEdit> DocumentForm::addRule(const QString &uri, const QString &action) const
{
    const NewElement identity {{commonPolicyNamespace, u"identity"_s}, {}, {}, {identityOf(uri)}};
    return editing().insert(m_tree.root,
        {{commonPolicyNamespace, u"rule"_s}, {{u"id"_s, editing().freeId(u"r"_s)}}, {},
            {{{commonPolicyNamespace, u"conditions"_s}, {}, {}, {identity}}, actionsOf(action),
                {{commonPolicyNamespace, u"transformations"_s}}}});
}

QList<TextEdit> DocumentForm::removeRule(const RuleEntry &rule) const
{
    return editing().remove(rule.node);
}

QList<TextEdit> DocumentForm::addMember(
    const ListEntry &list, const QString &uri, const QString &displayName) const
{
    NewElement entry {{resourceListsNamespace, u"entry"_s}, {{u"uri"_s, uri}}};
    if (!displayName.isEmpty())
        entry.children.append({{resourceListsNamespace, u"display-name"_s}, {}, displayName});
    return editing().insert(list.node, entry);
}

QList<TextEdit> DocumentForm::setMemberUri(const MemberEntry &member, const QString &uri) const
{
    return editing().setAttribute(member.node, "uri"_L1, uri);
}

QList<TextEdit> DocumentForm::setMemberName(const MemberEntry &member, const QString &displayName) const
{
    return setChildText(member.node, {resourceListsNamespace, u"display-name"_s}, displayName);
}

QList<TextEdit> DocumentForm::removeMember(const MemberEntry &member) const
{
    return editing().remove(member.node);
}

QList<TextEdit> DocumentForm::addList(const QString &name) const
{
    const bool hasRoom = isWellFormed && m_tree.rootNode()->name == "resource-lists"_L1;
    return !hasRoom
        ? QList<TextEdit>()
        : editing().insert(m_tree.root, {{resourceListsNamespace, u"list"_s}, {{u"name"_s, name}}});
}
