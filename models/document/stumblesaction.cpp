// SPDX-License-Identifier: GPL-3.0-or-later
#include "authorisation/servernode.h"
#include "authorisation/subhandling.h"
#include "document/stumble.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

// What a rule does with a watcher, and what the server makes of that word.

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Stumble", text);
}

QString missingAction(const StumbleInput &input)
{
    if (!input.maybeOpenSips())
        return tr("The rule has no sub-handling: whom it means stays pending.");
    if (!input.maybeKamailio())
        return tr(
            "The rule has no sub-handling: for whom it means the server goes on as if there were no rule.");
    return tr(
        "The rule has no sub-handling: with Kamailio, whom it means stays pending; OpenSIPS goes on as if "
        "there were no rule.");
}

/// Only a text that is one piece is replaced: a comment within it would be lost.
QuickFix rewritten(const StumbleInput &input, int handling, QLatin1StringView word)
{
    const XmlNode &node = input.node(handling);
    const bool isOneText =
        node.children.size() == 1 && input.node(node.children.constFirst()).kind == XmlNode::Kind::Text;
    if (!isOneText)
        return {};
    const QByteArray text(word.data(), word.size());
    return replacement(
        tr("Write %1").arg(word), {node.startTag.end(), node.endTag.from - node.startTag.end()}, text);
}

QString failing(const QString &why)
{
    return tr("%1 A watcher whom this rule means gets the answer 500, and a refresh stops half-way.")
        .arg(why);
}

Stumbles unknownAction(const StumbleInput &input, int handling, const QString &text)
{
    const ByteSpan span = input.node(handling).whole;
    const SubHandling *meant = meantSubHandling(text);
    if (!meant)
        return {{u"action-unknown"_s, span,
            failing(tr("The server knows block, confirm, polite-block and allow, but not %1.")
                        .arg(quotedText(text.trimmed())))}};
    const QuickFix fix = rewritten(input, handling, meant->word);
    const bool isPadded = text.at(0).isSpace();
    const QString why = isPadded
        ? tr("The server does not skip the blanks or line breaks in front of %1.")
              .arg(quotedText(meant->word))
        : tr("The server knows %1 in small letters only.").arg(quotedText(meant->word));
    return {{isPadded ? u"action-padded"_s : u"action-case"_s, span, failing(why), fix, meant->word}};
}

Stumbles actionOf(const StumbleInput &input, int rule)
{
    const int actions = childCalled(input.tree(), rule, "actions"_L1);
    const int handling = actions < 0 ? -1 : childCalled(input.tree(), actions, "sub-handling"_L1);
    if (handling < 0)
        return {{u"action-missing"_s, input.node(rule).startTag, missingAction(input)}};
    const QString text = contentOf(input.tree(), handling);
    const SubHandling *action = subHandlingOf(text);
    if (!action)
        return unknownAction(input, handling, text);
    if (text.trimmed() == action->word)
        return {};
    return {{u"action-prefix"_s, input.node(handling).whole,
        tr("The server compares the beginning only: it takes %1 for %2.")
            .arg(quotedText(text.trimmed()), quotedText(action->word)),
        rewritten(input, handling, action->word), action->word}};
}

Stumbles actions(const StumbleInput &input)
{
    Stumbles found;
    for (const int rule : input.realRules())
        found += actionOf(input, rule);
    return found;
}

} // namespace

QList<StumbleCheck> actionStumbles()
{
    return {{isParsedRules, actions}};
}
