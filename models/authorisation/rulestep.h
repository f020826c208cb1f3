// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xmltree.h"

#include <QString>

/// What a server finds at one place on its way through a pres-rules document.
enum class RuleStep {
    Unparsable,
    NotLookedAt,
    NoRuleset,
    RulesetBelowRoot,
    NotARule,
    NoConditions,
    ValidityHolds,
    ValidityLeaks,
    ValidityFails,
    ValidityUncertain,
    ValidityWithoutUntil,
    ValidityBeforeEpoch,
    SphereMatches,
    SphereDiffers,
    SphereUnknownHolds,
    SphereUnknownFails,
    SphereNotChecked,
    IdentityMissingSkips,
    IdentityMissingStops,
    OneWithoutId,
    OneMatches,
    OneNearMiss,
    OneDiffers,
    ManyMatchesAll,
    ManyMatchesDomain,
    ManyMatchesLength,
    ManyMatchesBeginning,
    ManyMatchesRefresh,
    ManyDiffers,
    ExceptDomain,
    ExceptIdWithTail,
    ExceptIdMisses,
    IdentityFails,
    RuleChosen,
    ActionBlocks,
    ActionConfirms,
    ActionBlocksPolitely,
    ActionAllows,
    ActionUnknown,
    ActionMissing,
    ActionMissingNoRule,
    NoRuleLeft,
};

/// Where a step leads.
enum class RuleEffect {
    GoesOn, ///< within the same rule
    NextRule,
    Ends, ///< no rule is found, whatever comes behind
    Decides, ///< the subscription's status is known
    Fails, ///< a SUBSCRIBE is answered with 500, a refresh stops
    Unknown, ///< we do not look at such a document
};

/// One step of a way, with its place in the document.
struct WalkStep {
    RuleStep step = RuleStep::NoRuleset;
    int rule = 0; ///< from 1, counted as the server does; 0: the document as a whole
    int node = -1; ///< in XmlTree::nodes
    ByteSpan span;
    QString found = {}; ///< what stands there
    QString wanted = {}; ///< what it was compared with

    bool operator==(const WalkStep &) const = default;
};

RuleEffect effectOf(RuleStep step);
/// A stable word for scripts and tests: "many-length".
QString wordOf(RuleStep step);
/// The step for people, one sentence; what the document says in it is made visible and cut short.
QString sentenceOf(const WalkStep &step);
