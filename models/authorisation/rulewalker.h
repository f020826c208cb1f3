// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "authorisation/presrules.h"
#include "authorisation/rulehabits.h"

/// One walk through the rules, step by step. Lives as long as the walk.
class RuleWalker {
public:
    RuleWalker(const PresRules &rules, const SipUri &watcher, const RuleContext &context);

    RuleWalk walk();

private:
    RuleEffect add(RuleStep step, int node, const QString &found = {}, const QString &wanted = {});
    RuleEffect walkDocument();
    RuleEffect tryRule(int node);
    RuleEffect checkValidity(int conditions);
    qint64 boundAt(int node);
    RuleEffect checkSphere(int conditions);
    RuleEffect checkIdentity(int conditions);
    std::optional<bool> tryOnes(int identity);
    bool tryManies(int identity, bool matches);
    bool includes(int many);
    bool excepts(int many);
    RuleEffect takeAction(int rule);
    RuleAnswer answerFor(RuleEffect effect) const;

    const PresRules &m_rules;
    const XmlTree &m_tree;
    const RuleContext &m_context;
    const RuleHabits &m_habits;
    SipUri m_watcher;
    QString m_watcherText; ///< as the server compares it
    QString m_domain;
    bool m_isValid = false; ///< kept from rule to rule, as the server does
    RuleWalk m_walk;
};
