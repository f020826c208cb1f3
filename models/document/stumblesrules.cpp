// SPDX-License-Identifier: GPL-3.0-or-later
#include "authorisation/servernode.h"
#include "document/stumble.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

// Where the search for a rule begins and where it ends too early.

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Stumble", text);
}

/// What may lie between rules and ends the search for one there.
struct Obstacle {
    XmlNode::Kind kind;
    const char *code;
    const char *sentence;
    const char *moving; ///< label of the repair that keeps it
};

constexpr std::array obstacles {
    Obstacle {XmlNode::Kind::Comment, "rules-comment-between",
        QT_TRANSLATE_NOOP("Stumble",
            "The server takes this comment between the rules for a rule without "
            "conditions and ends its search here: the rules behind it are never looked "
            "at, and whom they allow stays pending."),
        QT_TRANSLATE_NOOP("Stumble", "Move the comment into the rule behind it")},
    Obstacle {XmlNode::Kind::Instruction, "rules-instruction-between",
        QT_TRANSLATE_NOOP("Stumble",
            "The server takes this processing instruction between the rules for a rule "
            "without conditions and ends its search here: the rules behind it are "
            "never looked at, and whom they allow stays pending."),
        QT_TRANSLATE_NOOP("Stumble", "Move the processing instruction into the rule behind it")},
    Obstacle {XmlNode::Kind::CData, "rules-cdata-between",
        QT_TRANSLATE_NOOP("Stumble",
            "The server takes this CDATA section between the rules for a rule without "
            "conditions and ends its search here, be it blank or not: the rules behind "
            "it are never looked at, and whom they allow stays pending."),
        nullptr},
    Obstacle {XmlNode::Kind::Element, "rules-element-between",
        QT_TRANSLATE_NOOP("Stumble",
            "The server takes this element between the rules for a rule without "
            "conditions and ends its search here: the rules behind it are never looked "
            "at, and whom they allow stays pending."),
        nullptr},
};

const Obstacle *obstacleOf(XmlNode::Kind kind)
{
    const auto found = std::ranges::find(obstacles, kind, &Obstacle::kind);
    return found == obstacles.end() ? nullptr : &*found;
}

QuickFix movedInto(const StumbleInput &input, int node, int rule, const QString &label)
{
    const XmlNode &target = input.node(rule);
    const ByteSpan span = input.node(node).whole;
    const QByteArray bytes = input.tree().utf8.mid(span.from, span.length);
    if (target.endTag.length == 0)
        return {};
    return {label, {{span.from, span.length, {}}, {target.startTag.end(), 0, bytes}}};
}

QuickFix repairOf(const StumbleInput &input, int node, int nextRule, const Obstacle &obstacle)
{
    if (obstacle.moving)
        return movedInto(input, node, nextRule, tr(obstacle.moving));
    const bool isBlankCData =
        obstacle.kind == XmlNode::Kind::CData && input.node(node).text.trimmed().isEmpty();
    return isBlankCData ? replacement(tr("Remove the blank CDATA section"), input.node(node).whole, {})
                        : QuickFix();
}

bool isMeantAsRule(const StumbleInput &input, int node)
{
    return isCalled(input.node(node), "rule"_L1) || childCalled(input.tree(), node, "conditions"_L1) >= 0;
}

// One that no rule follows does no harm: the search would have ended there.
Stumbles obstaclesBetween(const StumbleInput &input)
{
    Stumbles found;
    const QList<int> all = input.rules.rules();
    QList<int> meant;
    std::ranges::copy_if(
        all, std::back_inserter(meant), [&input](int node) { return isMeantAsRule(input, node); });
    for (const int node : all) {
        const Obstacle *obstacle = obstacleOf(input.node(node).kind);
        const auto next = std::ranges::lower_bound(meant, node);
        if (!obstacle || next == meant.end() || *next == node)
            continue;
        found.append({QString::fromLatin1(obstacle->code), input.node(node).whole, tr(obstacle->sentence),
            repairOf(input, node, *next, *obstacle)});
    }
    return found;
}

Stumbles rulesWithoutConditions(const StumbleInput &input)
{
    Stumbles found;
    for (const int node : childrenCalled(input.tree(), std::max(0, input.rules.ruleset()), "rule"_L1))
        if (childCalled(input.tree(), node, "conditions"_L1) < 0)
            found.append({u"rules-no-conditions"_s, input.node(node).startTag,
                tr("By the standard a rule without conditions means everybody; here it means nobody, and the "
                   "server ends its search: the rules behind it are never looked at.")});
    return found;
}

Stumbles rulesetPlace(const StumbleInput &input)
{
    const int ruleset = input.rules.ruleset();
    if (ruleset < 0)
        return {{u"rules-no-ruleset"_s, input.tree().rootNode()->nameSpan,
            tr("There is no element called ruleset: the server finds no rule, and every new watcher stays "
               "pending.")}};
    if (ruleset == input.tree().root)
        return {};
    return {{u"rules-below-root"_s, input.node(ruleset).nameSpan,
        tr("The ruleset lies below another root element. No client will take that for rules, but the server "
           "finds them and acts on them.")}};
}

Stumbles severalDocuments(const StumbleInput &input)
{
    if (input.neighbours.presRulesDocuments < 2)
        return {};
    return {{u"rules-several-documents"_s, {},
        tr("This user has %1 documents with rules. The server takes the first that the database hands it, "
           "without any order, and never looks at the others: which one counts may change at any time.")
            .arg(input.neighbours.presRulesDocuments)}};
}

} // namespace

QList<StumbleCheck> ruleStumbles()
{
    const auto isRulesDocument = [](const StumbleInput &input) { return input.is("pres-rules"_L1); };
    return {{isParsedRules, obstaclesBetween}, {isParsedRules, rulesWithoutConditions},
        {isParsedRules, rulesetPlace}, {isRulesDocument, severalDocuments}};
}
