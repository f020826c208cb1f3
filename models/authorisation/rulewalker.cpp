// SPDX-License-Identifier: GPL-3.0-or-later
#include "authorisation/rulewalker.h"

#include "authorisation/servernode.h"
#include "authorisation/servertime.h"
#include "authorisation/subhandling.h"

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace {

/// Times this near may be read an hour early: the server leaves it to chance whether it is summer.
constexpr qint64 nearBound = 3600;
constexpr int pending = 2;
constexpr int terminated = 3;

QString describedNode(const XmlNode &node)
{
    switch (node.kind) {
    case XmlNode::Kind::Comment:
        return u"<!--"_s + node.text + u"-->"_s;
    case XmlNode::Kind::Instruction:
        return u"<?"_s + node.name + u"?>"_s;
    case XmlNode::Kind::CData:
        return u"<![CDATA["_s + node.text + u"]]>"_s;
    case XmlNode::Kind::Element:
    case XmlNode::Kind::Text:
        break;
    }
    return u'<' + serverName(node) + u'>';
}

QString idOf(const XmlNode &node)
{
    const XmlAttribute *id = attributeCalled(node, "id"_L1);
    return id ? id->value : QString();
}

bool means(const QString &id, const SipUri &watcher)
{
    const auto uri = SipUri::parse(id);
    return uri && uri->user.compare(watcher.user, Qt::CaseInsensitive) == 0
        && uri->host.compare(watcher.host, Qt::CaseInsensitive) == 0;
}

RuleStep stepOfDomain(const QByteArray &domain, const QByteArray &watcherDomain, bool isLost)
{
    if (isLost)
        return RuleStep::ManyMatchesRefresh;
    if (domain == watcherDomain)
        return RuleStep::ManyMatchesDomain;
    if (domain.size() == watcherDomain.size())
        return RuleStep::ManyMatchesLength;
    return domain.startsWith(watcherDomain) ? RuleStep::ManyMatchesBeginning : RuleStep::ManyDiffers;
}

} // namespace

RuleWalker::RuleWalker(const PresRules &rules, const SipUri &watcher, const RuleContext &context)
    : m_rules(rules)
    , m_tree(rules.tree())
    , m_context(context)
    , m_habits(ruleHabits(context.family))
    , m_watcher(watcher)
    , m_watcherText(watcher.toString())
    , m_domain(context.fromDomain.isEmpty() ? watcher.host : context.fromDomain)
{
    if (context.moment == RuleContext::Moment::Refresh && m_habits.refreshLosesDomain)
        m_domain.clear();
}

RuleEffect RuleWalker::add(RuleStep step, int node, const QString &found, const QString &wanted)
{
    const ByteSpan span = node < 0 ? ByteSpan() : m_tree.nodes.at(node).whole;
    m_walk.path.append({step, m_walk.rule, node, span, found, wanted});
    return effectOf(step);
}

RuleWalk RuleWalker::walk()
{
    RuleEffect effect = walkDocument();
    if (effect == RuleEffect::GoesOn)
        effect = takeAction(m_walk.ruleNode);
    else
        m_walk.rule = 0;
    m_walk.answer = answerFor(effect);
    return m_walk;
}

/// GoesOn: a rule was chosen.
RuleEffect RuleWalker::walkDocument()
{
    if (m_tree.fault && !failsOnServer(*m_tree.fault))
        return add(RuleStep::NotLookedAt, -1, m_tree.fault->sentence);
    if (!m_tree.isWellFormed())
        return add(RuleStep::Unparsable, -1);
    const int ruleset = m_rules.ruleset();
    if (ruleset < 0)
        return add(RuleStep::NoRuleset, -1);
    if (ruleset != m_tree.root)
        add(RuleStep::RulesetBelowRoot, ruleset, m_tree.rootNode()->name);
    for (const int node : m_rules.rules()) {
        ++m_walk.rule;
        const RuleEffect effect = tryRule(node);
        if (effect != RuleEffect::NextRule)
            return effect;
    }
    m_walk.rule = 0;
    return add(RuleStep::NoRuleLeft, ruleset);
}

RuleEffect RuleWalker::tryRule(int node)
{
    const XmlNode &rule = m_tree.nodes.at(node);
    const int conditions = childCalled(m_tree, node, "conditions"_L1);
    if (conditions < 0)
        return isCalled(rule, "rule"_L1) ? add(RuleStep::NoConditions, node)
                                         : add(RuleStep::NotARule, node, describedNode(rule));
    for (const auto check :
        {&RuleWalker::checkValidity, &RuleWalker::checkSphere, &RuleWalker::checkIdentity}) {
        const RuleEffect effect = (this->*check)(conditions);
        if (effect != RuleEffect::GoesOn)
            return effect;
    }
    m_walk.ruleNode = node;
    return add(RuleStep::RuleChosen, node, idOf(rule));
}

qint64 RuleWalker::boundAt(int node)
{
    const QString text = contentOf(m_tree, node);
    const qint64 seconds = readServerTime(text, m_context.utcOffset).seconds;
    if (std::abs(seconds - m_context.now) < nearBound) {
        m_walk.isUncertain = true;
        add(RuleStep::ValidityUncertain, node, text);
    }
    return seconds;
}

// A from in the future is passed over without a look at its until.
RuleEffect RuleWalker::checkValidity(int conditions)
{
    const int validity = childCalled(m_tree, conditions, "validity"_L1);
    if (validity < 0)
        return RuleEffect::GoesOn;
    bool isWithin = false;
    int from = -1; // the one whose until is looked for
    for (const int child : m_tree.nodes.at(validity).children) {
        if (!isCalled(m_tree.nodes.at(child), from < 0 ? "from"_L1 : "until"_L1))
            continue;
        const qint64 bound = boundAt(child);
        if (bound < 0)
            return add(RuleStep::ValidityBeforeEpoch, child, contentOf(m_tree, child));
        if (from >= 0)
            isWithin = isWithin || m_context.now <= bound;
        from = from < 0 && m_context.now >= bound ? child : -1;
    }
    if (from >= 0)
        return add(RuleStep::ValidityWithoutUntil, from, contentOf(m_tree, from));
    if (isWithin) {
        m_isValid = true;
        return add(RuleStep::ValidityHolds, validity);
    }
    return add(m_isValid ? RuleStep::ValidityLeaks : RuleStep::ValidityFails, validity);
}

RuleEffect RuleWalker::checkSphere(int conditions)
{
    const int sphere = childCalled(m_tree, conditions, "sphere"_L1);
    if (sphere < 0)
        return RuleEffect::GoesOn;
    if (!m_context.checksSphere)
        return add(RuleStep::SphereNotChecked, sphere);
    if (!m_context.sphere)
        return add(m_habits.unknownSphereHolds ? RuleStep::SphereUnknownHolds : RuleStep::SphereUnknownFails,
            sphere);
    const QString wanted = contentOf(m_tree, sphere);
    const bool isSame = wanted.compare(*m_context.sphere, Qt::CaseInsensitive) == 0;
    return add(isSame ? RuleStep::SphereMatches : RuleStep::SphereDiffers, sphere, wanted, *m_context.sphere);
}

RuleEffect RuleWalker::checkIdentity(int conditions)
{
    const int identity = childCalled(m_tree, conditions, "identity"_L1);
    if (identity < 0)
        return add(m_habits.identityMayMiss ? RuleStep::IdentityMissingSkips : RuleStep::IdentityMissingStops,
            conditions);
    const std::optional<bool> isOne = tryOnes(identity);
    if (!isOne)
        return RuleEffect::Ends;
    return tryManies(identity, *isOne) ? RuleEffect::GoesOn : add(RuleStep::IdentityFails, identity);
}

/// Nothing: an element without id ends everything.
std::optional<bool> RuleWalker::tryOnes(int identity)
{
    const QList<int> ones = childrenCalled(m_tree, identity, "one"_L1);
    int near = -1;
    for (const int one : ones) {
        const XmlAttribute *id = attributeCalled(m_tree.nodes.at(one), "id"_L1);
        if (!id) {
            add(RuleStep::OneWithoutId, one);
            return std::nullopt;
        }
        if (id->value == m_watcherText) {
            add(RuleStep::OneMatches, one, id->value);
            return true;
        }
        if (near < 0 && means(id->value, m_watcher))
            near = one;
    }
    if (near >= 0)
        add(RuleStep::OneNearMiss, near, idOf(m_tree.nodes.at(near)), m_watcherText);
    else if (!ones.isEmpty())
        add(RuleStep::OneDiffers, ones.constFirst(), {}, m_watcherText);
    return false;
}

/// An element many is looked at behind all elements one, and may take back what they granted.
bool RuleWalker::tryManies(int identity, bool matches)
{
    for (const int many : childrenCalled(m_tree, identity, "many"_L1)) {
        if (!includes(many))
            continue;
        matches = !excepts(many);
        if (matches)
            break;
    }
    return matches;
}

bool RuleWalker::includes(int many)
{
    const XmlAttribute *domain = attributeCalled(m_tree.nodes.at(many), "domain"_L1);
    if (!domain)
        return add(RuleStep::ManyMatchesAll, many) == RuleEffect::GoesOn;
    const RuleStep step = stepOfDomain(domain->value.toUtf8(), m_domain.toUtf8(), m_domain.isEmpty());
    add(step, many, domain->value, m_domain);
    return step != RuleStep::ManyDiffers;
}

bool RuleWalker::excepts(int many)
{
    const QByteArray watcher = m_watcherText.toUtf8();
    for (const int except : childrenCalled(m_tree, many, "except"_L1)) {
        const XmlNode &node = m_tree.nodes.at(except);
        if (const XmlAttribute *id = attributeCalled(node, "id"_L1)) {
            const QByteArray text = id->value.toUtf8();
            if (text.size() == watcher.size() + 1 && text.startsWith(watcher))
                return add(RuleStep::ExceptIdWithTail, except, id->value) == RuleEffect::GoesOn;
            if (text == watcher)
                add(RuleStep::ExceptIdMisses, except, id->value);
            continue;
        }
        const XmlAttribute *domain = attributeCalled(node, "domain"_L1);
        if (domain && domain->value == m_domain)
            return add(RuleStep::ExceptDomain, except, domain->value) == RuleEffect::GoesOn;
    }
    return false;
}

RuleEffect RuleWalker::takeAction(int rule)
{
    const int actions = childCalled(m_tree, rule, "actions"_L1);
    const int handling = actions < 0 ? -1 : childCalled(m_tree, actions, "sub-handling"_L1);
    if (handling < 0)
        return add(m_habits.actionMayMiss ? RuleStep::ActionMissing : RuleStep::ActionMissingNoRule, rule);
    const QString text = contentOf(m_tree, handling);
    const SubHandling *action = subHandlingOf(text);
    return add(action ? action->step : RuleStep::ActionUnknown, handling, text);
}

RuleAnswer RuleWalker::answerFor(RuleEffect effect) const
{
    switch (effect) {
    case RuleEffect::Fails:
        return {RuleAnswer::Kind::Fails};
    case RuleEffect::Unknown:
        return {RuleAnswer::Kind::Unknown};
    case RuleEffect::Decides: {
        const SubHandling *action = subHandlingOf(m_walk.end().found);
        return action ? RuleAnswer {RuleAnswer::Kind::Decided, action->status, action->reason}
                      : RuleAnswer {RuleAnswer::Kind::Decided, pending};
    }
    case RuleEffect::GoesOn:
    case RuleEffect::NextRule:
    case RuleEffect::Ends:
        break;
    }
    const bool wasPending =
        m_context.moment == RuleContext::Moment::FirstSubscribe || m_context.previousStatus == pending;
    return wasPending ? RuleAnswer {RuleAnswer::Kind::NoRule, pending}
                      : RuleAnswer {RuleAnswer::Kind::NoRule, terminated, m_habits.endReason};
}
