// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "authorisation/rulestep.h"
#include "base/sipuri.h"
#include "schema/tablerole.h"

#include <optional>

/// When and for whom a server walks through the rules.
struct RuleContext {
    enum class Moment { FirstSubscribe, Refresh };

    Family family = Family::Kamailio;
    Moment moment = Moment::FirstSubscribe;
    qint64 now = 0; ///< epoch seconds on the server's clock
    int utcOffset = 0; ///< seconds by which the server's time zone is ahead of UTC
    bool checksSphere = true; ///< the server's setting enable_sphere_check
    std::optional<QString> sphere = {}; ///< of the presentity, as far as the server knows it
    int previousStatus = 2; ///< of the watcher; a first SUBSCRIBE has none, which counts as pending
    QString fromDomain = {}; ///< of the From header; empty: the watcher's own domain
};

/// What comes of a walk.
struct RuleAnswer {
    enum class Kind { Decided, NoRule, Fails, Unknown };

    Kind kind = Kind::NoRule;
    int status = 2; ///< what the subscription becomes; without meaning when the server fails
    QString reason = {};

    bool operator==(const RuleAnswer &) const = default;
};

/// The way through the rules and where it led.
struct RuleWalk {
    QList<WalkStep> path;
    int rule = 0; ///< the rule that was chosen, from 1; 0: none
    int ruleNode = -1;
    bool isUncertain = false; ///< a time is so near that the server may decide otherwise
    RuleAnswer answer;

    /// Why it stopped there.
    const WalkStep &end() const { return path.constLast(); }
};

/// A pres-rules document as Kamailio 3.3 and later read it, with what OpenSIPS does otherwise in its IETF
/// mode. A value; walks change nothing.
class PresRules {
public:
    explicit PresRules(const XmlTree &tree) : m_tree(tree) {}
    /// The document as the server gets it from its column: up to the first NUL.
    static PresRules fromStored(const QByteArray &stored);

    const XmlTree &tree() const { return m_tree; }
    /// The first element called ruleset, -1: none.
    int ruleset() const;
    /// All that the server takes for a rule, in its order.
    QList<int> rules() const;
    RuleWalk walk(const SipUri &watcher, const RuleContext &context) const;

private:
    XmlTree m_tree;
};
