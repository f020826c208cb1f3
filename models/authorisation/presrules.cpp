// SPDX-License-Identifier: GPL-3.0-or-later
#include "authorisation/presrules.h"

#include "authorisation/rulewalker.h"
#include "authorisation/servernode.h"
#include "document/documenttext.h"

using namespace Qt::StringLiterals;

PresRules PresRules::fromStored(const QByteArray &stored)
{
    const qsizetype end = stored.indexOf('\0');
    return PresRules(readXmlTree(decodeDocument(end < 0 ? stored : stored.left(end)).utf8));
}

int PresRules::ruleset() const
{
    return firstCalled(m_tree, "ruleset"_L1);
}

QList<int> PresRules::rules() const
{
    const int set = ruleset();
    QList<int> rules;
    if (set < 0)
        return rules;
    for (const int child : m_tree.nodes.at(set).children)
        if (!isCalled(m_tree.nodes.at(child), "text"_L1))
            rules.append(child);
    return rules;
}

RuleWalk PresRules::walk(const SipUri &watcher, const RuleContext &context) const
{
    return RuleWalker(*this, watcher, context).walk();
}
