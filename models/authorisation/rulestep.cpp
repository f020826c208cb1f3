// SPDX-License-Identifier: GPL-3.0-or-later
#include "authorisation/rulestep.h"

#include "base/visibletext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

struct StepSpec {
    RuleStep step;
    RuleEffect effect;
    const char *word;
    const char *sentence; ///< %1: what was found, %2: what it was compared with
};

constexpr RuleEffect goesOn = RuleEffect::GoesOn;
constexpr RuleEffect nextRule = RuleEffect::NextRule;
constexpr RuleEffect ends = RuleEffect::Ends;
constexpr RuleEffect decides = RuleEffect::Decides;
constexpr RuleEffect fails = RuleEffect::Fails;

constexpr std::array table {
    StepSpec {RuleStep::Unparsable, fails, "unparsable",
        QT_TRANSLATE_NOOP("RuleStep", "The server cannot parse the document.")},
    StepSpec {RuleStep::NotLookedAt, RuleEffect::Unknown, "not-looked-at",
        QT_TRANSLATE_NOOP(
            "RuleStep", "The server may make something of this document, but it is not looked at here: %1")},
    StepSpec {RuleStep::NoRuleset, ends, "no-ruleset",
        QT_TRANSLATE_NOOP("RuleStep", "There is no element called ruleset.")},
    StepSpec {RuleStep::RulesetBelowRoot, goesOn, "ruleset-below-root",
        QT_TRANSLATE_NOOP(
            "RuleStep", "The ruleset lies below the root element %1; it is found all the same.")},
    StepSpec {RuleStep::NotARule, ends, "not-a-rule",
        QT_TRANSLATE_NOOP("RuleStep",
            "The server takes %1 for a rule without conditions and ends here; what follows is never looked "
            "at.")},
    StepSpec {RuleStep::NoConditions, ends, "no-conditions",
        QT_TRANSLATE_NOOP("RuleStep",
            "The rule has no conditions: the server ends here, and what follows is "
            "never looked at.")},
    StepSpec {RuleStep::ValidityHolds, goesOn, "validity-holds",
        QT_TRANSLATE_NOOP("RuleStep", "The present time lies within the validity of the rule.")},
    StepSpec {RuleStep::ValidityLeaks, goesOn, "validity-leaks",
        QT_TRANSLATE_NOOP("RuleStep",
            "The present time lies outside the validity of the rule, but an earlier "
            "rule was valid, and the server does not forget that.")},
    StepSpec {RuleStep::ValidityFails, nextRule, "validity-fails",
        QT_TRANSLATE_NOOP("RuleStep", "The present time lies outside the validity of the rule.")},
    StepSpec {RuleStep::ValidityUncertain, goesOn, "validity-uncertain",
        QT_TRANSLATE_NOOP("RuleStep",
            "%1 is less than an hour away: the server may read it an hour early, so "
            "nobody can say what it decides.")},
    StepSpec {RuleStep::ValidityWithoutUntil, ends, "validity-without-until",
        QT_TRANSLATE_NOOP("RuleStep", "No until follows the from %1: the server ends here.")},
    StepSpec {RuleStep::ValidityBeforeEpoch, ends, "validity-before-epoch",
        QT_TRANSLATE_NOOP(
            "RuleStep", "%1 is before 1970, which the server takes for an error: it ends here.")},
    StepSpec {RuleStep::SphereMatches, goesOn, "sphere-matches",
        QT_TRANSLATE_NOOP("RuleStep", "The sphere %1 is the one that the presentity has published.")},
    StepSpec {RuleStep::SphereDiffers, nextRule, "sphere-differs",
        QT_TRANSLATE_NOOP("RuleStep", "The sphere %1 is not %2, which the presentity has published.")},
    StepSpec {RuleStep::SphereUnknownHolds, goesOn, "sphere-unknown-holds",
        QT_TRANSLATE_NOOP("RuleStep",
            "The presentity has published no sphere that the server knows: any "
            "sphere counts as right.")},
    StepSpec {RuleStep::SphereUnknownFails, nextRule, "sphere-unknown-fails",
        QT_TRANSLATE_NOOP("RuleStep",
            "The presentity has published no sphere that the server knows: no sphere "
            "counts as right.")},
    StepSpec {RuleStep::SphereNotChecked, goesOn, "sphere-not-checked",
        QT_TRANSLATE_NOOP("RuleStep", "The server does not check spheres.")},
    StepSpec {RuleStep::IdentityMissingSkips, nextRule, "identity-missing",
        QT_TRANSLATE_NOOP("RuleStep", "The conditions name no identity: the rule is skipped.")},
    StepSpec {RuleStep::IdentityMissingStops, ends, "identity-missing-stops",
        QT_TRANSLATE_NOOP("RuleStep",
            "The conditions name no identity: the server ends here, and what follows "
            "is never looked at.")},
    StepSpec {RuleStep::OneWithoutId, ends, "one-without-id",
        QT_TRANSLATE_NOOP("RuleStep", "An element one has no id: the server ends here.")},
    StepSpec {RuleStep::OneMatches, goesOn, "one-matches",
        QT_TRANSLATE_NOOP("RuleStep", "The identity %1 is the watcher.")},
    StepSpec {RuleStep::OneNearMiss, goesOn, "one-near-miss",
        QT_TRANSLATE_NOOP("RuleStep",
            "The identity %1 means the watcher, but the server compares it letter by "
            "letter with %2.")},
    StepSpec {RuleStep::OneDiffers, goesOn, "one-differs",
        QT_TRANSLATE_NOOP("RuleStep", "None of the identities is %2.")},
    StepSpec {RuleStep::ManyMatchesAll, goesOn, "many-all",
        QT_TRANSLATE_NOOP("RuleStep", "The element many names no domain: it means everybody.")},
    StepSpec {RuleStep::ManyMatchesDomain, goesOn, "many-domain",
        QT_TRANSLATE_NOOP("RuleStep", "The domain %1 is the watcher's.")},
    StepSpec {RuleStep::ManyMatchesLength, goesOn, "many-length",
        QT_TRANSLATE_NOOP("RuleStep",
            "The domain %1 is as long as the watcher's, %2, which is enough for the "
            "server.")},
    StepSpec {RuleStep::ManyMatchesBeginning, goesOn, "many-beginning",
        QT_TRANSLATE_NOOP("RuleStep",
            "The domain %1 begins with the watcher's, %2, which is enough for the "
            "server.")},
    StepSpec {RuleStep::ManyMatchesRefresh, goesOn, "many-refresh",
        QT_TRANSLATE_NOOP("RuleStep",
            "During a refresh the server knows no domain of the watcher: %1 means "
            "everybody.")},
    StepSpec {RuleStep::ManyDiffers, goesOn, "many-differs",
        QT_TRANSLATE_NOOP("RuleStep", "The domain %1 is not the watcher's, %2.")},
    StepSpec {RuleStep::ExceptDomain, goesOn, "except-domain",
        QT_TRANSLATE_NOOP("RuleStep", "The watcher's domain %1 is excepted.")},
    StepSpec {RuleStep::ExceptIdWithTail, goesOn, "except-id",
        QT_TRANSLATE_NOOP("RuleStep",
            "The exception %1 is the watcher and one character more, which is what "
            "the server asks for.")},
    StepSpec {RuleStep::ExceptIdMisses, goesOn, "except-id-misses",
        QT_TRANSLATE_NOOP(
            "RuleStep", "The exception %1 names the watcher and has no effect on this server.")},
    StepSpec {RuleStep::IdentityFails, nextRule, "identity-fails",
        QT_TRANSLATE_NOOP("RuleStep", "The identity does not include the watcher.")},
    StepSpec {RuleStep::RuleChosen, goesOn, "rule-chosen",
        QT_TRANSLATE_NOOP("RuleStep", "This rule decides; later ones are not looked at.")},
    StepSpec {RuleStep::ActionBlocks, decides, "block",
        QT_TRANSLATE_NOOP("RuleStep", "The action %1 ends the subscription as rejected.")},
    StepSpec {RuleStep::ActionConfirms, decides, "confirm",
        QT_TRANSLATE_NOOP("RuleStep", "The action %1 keeps the subscription pending.")},
    StepSpec {RuleStep::ActionBlocksPolitely, decides, "polite-block",
        QT_TRANSLATE_NOOP("RuleStep", "The action %1 makes the subscription active, without any content.")},
    StepSpec {RuleStep::ActionAllows, decides, "allow",
        QT_TRANSLATE_NOOP("RuleStep", "The action %1 makes the subscription active.")},
    StepSpec {RuleStep::ActionUnknown, fails, "action-unknown",
        QT_TRANSLATE_NOOP("RuleStep", "The action %1 is unknown to the server.")},
    StepSpec {RuleStep::ActionMissing, decides, "action-missing",
        QT_TRANSLATE_NOOP("RuleStep", "The rule has no sub-handling: the subscription is pending.")},
    StepSpec {RuleStep::ActionMissingNoRule, ends, "action-missing-no-rule",
        QT_TRANSLATE_NOOP("RuleStep",
            "The rule has no sub-handling: the server goes on as if there were no "
            "rule.")},
    StepSpec {RuleStep::NoRuleLeft, ends, "no-rule-left", QT_TRANSLATE_NOOP("RuleStep", "No rule is left.")},
};

const StepSpec &specOf(RuleStep step)
{
    const auto found = std::ranges::find(table, step, &StepSpec::step);
    Q_ASSERT(found != table.end());
    return *found;
}

QString quoted(const QString &text)
{
    constexpr qsizetype most = 120;
    const QString shown = text.size() > most ? text.left(most) + u'…' : text;
    return u'“' + visibleText(shown) + u'”';
}

} // namespace

RuleEffect effectOf(RuleStep step)
{
    return specOf(step).effect;
}

QString wordOf(RuleStep step)
{
    return QString::fromLatin1(specOf(step).word);
}

QString sentenceOf(const WalkStep &step)
{
    const QString sentence = QCoreApplication::translate("RuleStep", specOf(step.step).sentence);
    // One call would take a %2 of the document for a place to fill.
    if (sentence.contains("%2"_L1) && sentence.contains("%1"_L1))
        return sentence.arg(quoted(step.found), quoted(step.wanted));
    if (sentence.contains("%2"_L1))
        return QString(sentence).replace("%2"_L1, quoted(step.wanted));
    return sentence.contains("%1"_L1) ? sentence.arg(quoted(step.found)) : sentence;
}
