// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/documentkind.h"

#include "base/visibletext.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostParts = 6;
constexpr qsizetype mostQuoted = 40;

QString tr(const char *text)
{
    return QCoreApplication::translate("Gist", text);
}

QString counted(qsizetype number, const char *one, const char *many)
{
    return number == 1 ? tr(one) : tr(many).arg(number);
}

QString cut(const QString &text)
{
    const QString line = text.simplified();
    return visibleText(line.size() <= mostQuoted ? line : line.left(mostQuoted - 1) + u'…');
}

QString joined(QStringList parts)
{
    if (parts.size() > mostParts) {
        parts.erase(parts.begin() + mostParts, parts.end());
        parts.append(u"…"_s);
    }
    return parts.join(u", "_s);
}

/// How often each word occurs, in the order in which the words came.
class Tally {
public:
    void add(const QString &word)
    {
        const qsizetype at = m_words.indexOf(word);
        if (at >= 0)
            ++m_counts[at];
        else if (m_words.size() < 20)
            m_words.append(word), m_counts.append(1);
    }
    QStringList texts() const
    {
        QStringList all;
        for (qsizetype i = 0; i < m_words.size(); ++i)
            all.append(QString::number(m_counts[i]) + u' ' + m_words[i]);
        return all;
    }

private:
    QStringList m_words;
    QList<int> m_counts;
};

template <typename Matches>
qsizetype countOf(const XmlOutline &outline, Matches matches)
{
    return std::ranges::count_if(outline.elements, matches);
}

qsizetype countNamed(const XmlOutline &outline, QLatin1StringView name)
{
    return countOf(outline, [&](const XmlElement &element) { return element.name == name; });
}

QStringList activitiesOf(const XmlOutline &outline)
{
    QStringList words;
    for (const XmlElement &element : outline.elements) {
        if (!outline.isUnder(element, "activities"_L1) || element.name == "note"_L1
            || element.name == "unknown"_L1)
            continue;
        const bool spelledOut = element.name == "other"_L1 && !element.text.isEmpty();
        const QString word = cut(spelledOut ? element.text : QString(element.name).replace(u'-', u' '));
        if (!words.contains(word))
            words.append(word);
    }
    return words;
}

QStringList statusesOf(const XmlOutline &outline, qsizetype tuples)
{
    Tally basics;
    QString only;
    for (const XmlElement &element : outline.elements)
        if (element.name == "basic"_L1 && outline.isUnder(element, "status"_L1)) {
            only = element.text.isEmpty() ? tr("no basic status") : cut(element.text);
            basics.add(only);
        }
    if (tuples == 1)
        return {only.isEmpty() ? tr("no basic status") : only};
    return basics.texts();
}

QString pidf(const XmlOutline &outline)
{
    const qsizetype tuples = countNamed(outline, "tuple"_L1);
    QStringList parts;
    if (tuples != 1)
        parts.append(tuples == 0 ? tr("no tuple") : tr("%1 tuples").arg(tuples));
    parts += statusesOf(outline, tuples);
    parts += activitiesOf(outline);
    const auto note = std::ranges::find_if(outline.elements,
        [](const XmlElement &element) { return element.name == "note"_L1 && !element.text.isEmpty(); });
    if (note != outline.elements.end())
        parts.append(u'“' + cut(note->text) + u'”');
    return joined(parts);
}

// Counts of the words that the text of one kind of element says.
QString textTally(
    const XmlOutline &outline, QLatin1StringView name, QLatin1StringView parent, const char *nothing)
{
    Tally words;
    for (const XmlElement &element : outline.elements)
        if (element.name == name && outline.isUnder(element, parent))
            words.add(cut(element.text));
    const QStringList texts = words.texts();
    return texts.isEmpty() ? tr(nothing) : joined(texts);
}

QString attributeTally(const XmlOutline &outline, QLatin1StringView name, QLatin1StringView attribute)
{
    Tally words;
    for (const XmlElement &element : outline.elements)
        if (element.name == name && element.attributes.hasAttribute(attribute))
            words.add(cut(element.attributes.value(attribute).toString()));
    return joined(words.texts());
}

QString withTally(const QString &count, const QString &tally)
{
    return tally.isEmpty() ? count : count + u", "_s + tally;
}

QString dialogInfo(const XmlOutline &outline)
{
    return textTally(outline, "state"_L1, "dialog"_L1, QT_TRANSLATE_NOOP("Gist", "no dialog"));
}

QString watcherInfo(const XmlOutline &outline)
{
    return withTally(counted(countNamed(outline, "watcher"_L1), QT_TRANSLATE_NOOP("Gist", "1 watcher"),
                         QT_TRANSLATE_NOOP("Gist", "%1 watchers")),
        attributeTally(outline, "watcher"_L1, "status"_L1));
}

/// An action of a rule and how its count is said.
struct RuleAction {
    QLatin1StringView action;
    const char *text;
};

constexpr std::array ruleActions {
    RuleAction {"allow"_L1, QT_TRANSLATE_NOOP("Gist", "%1 allows")},
    RuleAction {"block"_L1, QT_TRANSLATE_NOOP("Gist", "%1 blocks")},
    RuleAction {"polite-block"_L1, QT_TRANSLATE_NOOP("Gist", "%1 blocks politely")},
    RuleAction {"confirm"_L1, QT_TRANSLATE_NOOP("Gist", "%1 asks")},
};

QString presRules(const XmlOutline &outline)
{
    QStringList parts {counted(countNamed(outline, "rule"_L1), QT_TRANSLATE_NOOP("Gist", "1 rule"),
        QT_TRANSLATE_NOOP("Gist", "%1 rules"))};
    for (const RuleAction &entry : ruleActions) {
        const qsizetype rules = countOf(outline, [&](const XmlElement &element) {
            return element.name == "sub-handling"_L1 && element.text == entry.action;
        });
        if (rules > 0)
            parts.append(tr(entry.text).arg(rules));
    }
    return joined(parts);
}

QString resourceLists(const XmlOutline &outline)
{
    return counted(countNamed(outline, "list"_L1), QT_TRANSLATE_NOOP("Gist", "1 list"),
               QT_TRANSLATE_NOOP("Gist", "%1 lists"))
        + u", "_s
        + counted(countNamed(outline, "entry"_L1), QT_TRANSLATE_NOOP("Gist", "1 entry"),
            QT_TRANSLATE_NOOP("Gist", "%1 entries"));
}

QString rlsServices(const XmlOutline &outline)
{
    return counted(countNamed(outline, "service"_L1), QT_TRANSLATE_NOOP("Gist", "1 service"),
        QT_TRANSLATE_NOOP("Gist", "%1 services"));
}

QString xcapDiff(const XmlOutline &outline)
{
    const qsizetype changes = countOf(outline, [](const XmlElement &element) { return element.parent == 0; });
    return counted(changes, QT_TRANSLATE_NOOP("Gist", "1 change"), QT_TRANSLATE_NOOP("Gist", "%1 changes"));
}

QString regInfo(const XmlOutline &outline)
{
    return withTally(counted(countNamed(outline, "contact"_L1), QT_TRANSLATE_NOOP("Gist", "1 contact"),
                         QT_TRANSLATE_NOOP("Gist", "%1 contacts")),
        attributeTally(outline, "contact"_L1, "state"_L1));
}

QString conferenceInfo(const XmlOutline &outline)
{
    const qsizetype users = countOf(outline, [&](const XmlElement &element) {
        return element.name == "user"_L1 && outline.isUnder(element, "users"_L1);
    });
    return withTally(
        counted(users, QT_TRANSLATE_NOOP("Gist", "1 user"), QT_TRANSLATE_NOOP("Gist", "%1 users")),
        textTally(outline, "status"_L1, "endpoint"_L1, ""));
}

QString rlmi(const XmlOutline &outline)
{
    return withTally(counted(countNamed(outline, "resource"_L1), QT_TRANSLATE_NOOP("Gist", "1 resource"),
                         QT_TRANSLATE_NOOP("Gist", "%1 resources")),
        attributeTally(outline, "instance"_L1, "state"_L1));
}

QString xcapCaps(const XmlOutline &outline)
{
    return counted(countNamed(outline, "auid"_L1), QT_TRANSLATE_NOOP("Gist", "1 application"),
        QT_TRANSLATE_NOOP("Gist", "%1 applications"));
}

constexpr std::array kinds {
    DocumentKind {"presence"_L1, {}, "PIDF"_L1, pidf},
    DocumentKind {"dialog-info"_L1, {}, "dialog-info"_L1, dialogInfo},
    DocumentKind {"watcherinfo"_L1, {}, "watcherinfo"_L1, watcherInfo},
    DocumentKind {"ruleset"_L1, {}, "pres-rules"_L1, presRules},
    DocumentKind {"resource-lists"_L1, {}, "resource-lists"_L1, resourceLists},
    DocumentKind {"rls-services"_L1, {}, "rls-services"_L1, rlsServices},
    DocumentKind {"xcap-diff"_L1, {}, "xcap-diff"_L1, xcapDiff},
    DocumentKind {"xcap-caps"_L1, {}, "xcap-caps"_L1, xcapCaps},
    DocumentKind {"reginfo"_L1, {}, "reginfo"_L1, regInfo},
    DocumentKind {"conference-info"_L1, {}, "conference-info"_L1, conferenceInfo},
    DocumentKind {"list"_L1, "urn:ietf:params:xml:ns:rlmi"_L1, "rlmi"_L1, rlmi},
};

} // namespace

const DocumentKind *documentKind(const XmlOutline &outline)
{
    if (outline.elements.isEmpty())
        return nullptr;
    const XmlElement &root = outline.elements.first();
    const auto found = std::ranges::find_if(kinds, [&](const DocumentKind &kind) {
        return root.name == kind.root && (kind.ns.isEmpty() || root.ns == kind.ns);
    });
    return found == kinds.end() ? nullptr : &*found;
}
