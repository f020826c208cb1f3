// SPDX-License-Identifier: GPL-3.0-or-later
#include "authorisation/servernode.h"
#include "authorisation/servertime.h"
#include "document/stumble.h"

#include <QCoreApplication>

#include <array>
#include <cstdlib>

using namespace Qt::StringLiterals;

// When a rule holds: periods of time and the sphere of the presentity.

namespace {

constexpr qint64 anHour = 3600;

QString tr(const char *text)
{
    return QCoreApplication::translate("Stumble", text);
}

/// One bound of a validity condition.
struct Bound {
    int node = -1;
    QString text;
    ServerTime time;
};

Bound boundOf(const StumbleInput &input, int node)
{
    const QString text = contentOf(input.tree(), node);
    return {node, text, readServerTime(text, 0)};
}

/// A way in which a server misreads a time.
struct TimeFault {
    const char *code;
    bool (*isIt)(const Bound &bound, qint64 now);
    const char *sentence; ///< %1: the time as written
};

bool isUnreadable(const Bound &bound, qint64)
{
    return !bound.time.isReadable;
}

bool isBeforeEpoch(const Bound &bound, qint64)
{
    return bound.time.seconds < 0;
}

bool isNear(const Bound &bound, qint64 now)
{
    return std::abs(bound.time.seconds - now) < anHour;
}

constexpr std::array timeFaults {
    TimeFault {"validity-unreadable", isUnreadable,
        QT_TRANSLATE_NOOP("Stumble",
            "The server cannot read %1 as date and time and takes it for the beginning "
            "of 1970.")},
    TimeFault {"validity-before-1970", isBeforeEpoch,
        QT_TRANSLATE_NOOP("Stumble",
            "%1 is before 1970, which the server takes for an error: it ends its "
            "search, and the rules behind are never looked at.")},
    TimeFault {"validity-near", isNear,
        QT_TRANSLATE_NOOP("Stumble",
            "%1 is less than an hour away. The server may read times an hour early, "
            "from one start to the next, so nobody can say what it decides now.")},
};

Stumbles timeFaultsOf(const StumbleInput &input, const Bound &bound)
{
    Stumbles found;
    for (const TimeFault &fault : timeFaults)
        if (fault.isIt(bound, input.now))
            found.append({QString::fromLatin1(fault.code), input.node(bound.node).whole,
                tr(fault.sentence).arg(quotedText(bound.text))});
    return found;
}

QList<Bound> boundsOf(const StumbleInput &input, int validity)
{
    QList<Bound> bounds;
    for (const int child : input.node(validity).children)
        if (isCalled(input.node(child), "from"_L1) || isCalled(input.node(child), "until"_L1))
            bounds.append(boundOf(input, child));
    return bounds;
}

/// A time zone costs the server's own offset, whatever it is: one sentence for the whole condition.
Stumbles zoneOf(const StumbleInput &input, const QList<Bound> &bounds)
{
    for (const Bound &bound : bounds)
        if (bound.time.meant)
            return {{u"validity-zone"_s, input.node(bound.node).whole,
                tr("The server takes the hours of %1 for hours of its own time zone, so the times of this "
                   "rule "
                   "are off by its distance from UTC. They are right only on a server that runs in UTC.")
                    .arg(quotedText(bound.text))}};
    return {};
}

Stumbles pairsOf(const StumbleInput &input, int validity, const QList<Bound> &bounds)
{
    Stumbles found;
    int from = -1;
    const auto endsEarly = [&] {
        found.append({u"validity-no-until"_s, input.node(from).whole,
            tr("No until follows this from. Once that time has come, the server ends its search here: this "
               "rule "
               "means nobody, and the rules behind it are never looked at.")});
    };
    for (const Bound &bound : bounds) {
        const bool isFrom = isCalled(input.node(bound.node), "from"_L1);
        if (!isFrom && from < 0)
            found.append({u"validity-no-from"_s, input.node(bound.node).whole,
                tr("The server looks at no until without a from in front of it: this period never holds.")});
        if (isFrom && from >= 0)
            endsEarly();
        from = isFrom ? bound.node : -1;
    }
    if (from >= 0)
        endsEarly();
    if (bounds.isEmpty())
        found.append({u"validity-empty"_s, input.node(validity).startTag,
            tr("The validity names no period: the rule never holds.")});
    return found;
}

bool isWithin(const QList<Bound> &bounds, qint64 now)
{
    for (qsizetype i = 0; i + 1 < bounds.size(); i += 2)
        if (bounds.at(i).time.seconds <= now && now <= bounds.at(i + 1).time.seconds)
            return true;
    return false;
}

/// The server keeps in mind, from rule to rule, that one period held.
Stumbles validities(const StumbleInput &input)
{
    Stumbles found;
    bool isLeaking = false;
    for (const int rule : input.realRules()) {
        const int conditions = childCalled(input.tree(), rule, "conditions"_L1);
        const int validity = childCalled(input.tree(), conditions, "validity"_L1);
        if (validity < 0)
            continue;
        const QList<Bound> bounds = boundsOf(input, validity);
        for (const Bound &bound : bounds)
            found += timeFaultsOf(input, bound);
        found += zoneOf(input, bounds) + pairsOf(input, validity, bounds);
        const bool holds = isWithin(bounds, input.now);
        if (isLeaking && !holds)
            found.append({u"validity-leak"_s, input.node(validity).startTag,
                tr("The period of this rule does not hold now, but that of an earlier rule does, and the "
                   "server "
                   "does not forget that from rule to rule: this rule counts as valid too.")});
        isLeaking = isLeaking || holds;
    }
    return found;
}

QuickFix asText(const StumbleInput &input, int sphere, const QString &value)
{
    const XmlNode &node = input.node(sphere);
    const QByteArray text = value.toHtmlEscaped().toUtf8();
    const QString label = tr("Write %1 as the text that the server reads").arg(quotedText(value));
    if (node.endTag.length > 0)
        return replacement(label, {node.startTag.end(), 0}, text);
    const QByteArray name = input.tree().utf8.mid(node.nameSpan.from, node.nameSpan.length);
    const QByteArray closed = '>' + text + "</" + name + '>';
    return replacement(label, {node.whole.end() - 2, 2}, closed);
}

Stumbles sphereOf(const StumbleInput &input, int sphere)
{
    const XmlNode &node = input.node(sphere);
    const XmlAttribute *value = attributeCalled(node, "value"_L1);
    const bool hasText = !contentOf(input.tree(), sphere).isEmpty();
    if (hasText)
        return {{u"sphere-text"_s, node.startTag,
            tr("The server compares this text, the standard wants an attribute called value: no document can "
               "please both."),
            {}, {}, Severity::Note}};
    const QString sentence = tr(
        "The server, where it checks spheres at all, compares the text of this element, not its attribute: "
        "the rule never holds while the presentity's sphere is known.");
    if (!value || value->value.trimmed().isEmpty())
        return {{u"sphere-empty"_s, node.startTag, sentence}};
    return {{u"sphere-attribute"_s, node.startTag, sentence, asText(input, sphere, value->value)}};
}

Stumbles spheres(const StumbleInput &input)
{
    Stumbles found;
    for (const int rule : input.realRules()) {
        const int conditions = childCalled(input.tree(), rule, "conditions"_L1);
        if (const int sphere = childCalled(input.tree(), conditions, "sphere"_L1); sphere >= 0)
            found += sphereOf(input, sphere);
    }
    return found;
}

/// By OMA's conditions only identities and lists count.
Stumbles ignoredConditions(const StumbleInput &input)
{
    Stumbles found;
    for (const int rule : input.realRules()) {
        const int conditions = childCalled(input.tree(), rule, "conditions"_L1);
        for (const QLatin1StringView name : {"validity"_L1, "sphere"_L1})
            if (const int node = childCalled(input.tree(), conditions, name); node >= 0)
                found.append({u"oma-condition-ignored"_s, input.node(node).startTag,
                    tr("OpenSIPS does not look at %1 in OMA's rules: the rule holds without it.")
                        .arg(quotedText(name))});
    }
    return found;
}

bool isParsedOmaRules(const StumbleInput &input)
{
    return input.is("pres-rules"_L1) && input.context.isOmaRules() && input.tree().isWellFormed();
}

} // namespace

QList<StumbleCheck> conditionStumbles()
{
    return {{isParsedRules, validities}, {isParsedRules, spheres}, {isParsedOmaRules, ignoredConditions}};
}
