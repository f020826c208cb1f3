// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/elementdiff.h"

#include <QHash>
#include <QSet>

#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype mostFacts = 20'000;
constexpr qsizetype longestPath = 2'000;
constexpr qsizetype longestName = 80;

/// Attributes by which presence documents tell their elements apart, the best first.
constexpr std::array identities {"id"_L1, "uri"_L1, "name"_L1, "entity"_L1, "call-id"_L1};

QString shortened(const QString &text)
{
    return text.size() <= longestName ? text : text.left(longestName) + u'…';
}

QString attributePath(const XmlAttribute &attribute)
{
    return u'@' + (attribute.prefix.isEmpty() ? attribute.name : attribute.prefix + u':' + attribute.name);
}

/// "tuple[@id='a']", for the root its bare name.
QString stepOf(const XmlNode &node)
{
    if (node.parent < 0)
        return node.name;
    for (const QLatin1StringView identity : identities)
        if (const XmlAttribute *attribute = node.attribute(identity))
            return u"%1[@%2='%3']"_s.arg(node.name, identity, shortened(attribute->value));
    return node.name;
}

/// Collects facts; a path that was there before gets a number.
class Facts {
public:
    void add(const QString &path, const QString &value) { m_facts.append({path, value}); }
    QString unique(const QString &path)
    {
        const int number = ++m_seen[path];
        return number == 1 ? path : unique(u"%1[%2]"_s.arg(path).arg(number));
    }
    bool isFull() const { return m_facts.size() >= mostFacts; }
    QList<DocumentFact> take() { return std::move(m_facts); }

private:
    QList<DocumentFact> m_facts;
    QHash<QString, int> m_seen;
};

void addElement(Facts &facts, const XmlTree &tree, int at, const QString &path)
{
    const XmlNode &node = tree.nodes.at(at);
    facts.add(path, tree.textOf(at).trimmed());
    for (const XmlAttribute &attribute : node.attributes)
        if (!attribute.isDeclaration())
            facts.add(path + u'/' + attributePath(attribute), attribute.value);
}

QHash<QString, QString> byPath(const QList<DocumentFact> &facts)
{
    QHash<QString, QString> values;
    for (const DocumentFact &fact : facts)
        values.insert(fact.path, fact.value);
    return values;
}

std::optional<QString> valueAt(const QHash<QString, QString> &values, const QString &path)
{
    const auto found = values.constFind(path);
    return found == values.constEnd() ? std::nullopt : std::optional(*found);
}
} // namespace

QList<DocumentFact> factsOf(const XmlTree &tree)
{
    Facts facts;
    if (!tree.isWellFormed())
        return {};
    QList<QString> paths(tree.nodes.size()); // of elements; a parent comes before its children
    for (int at = 0; at < tree.nodes.size() && !facts.isFull(); ++at) {
        const XmlNode &node = tree.nodes.at(at);
        if (!node.isElement())
            continue;
        const QString above = node.parent < 0 ? QString() : paths.at(node.parent) + u'/';
        paths[at] = facts.unique((above + stepOf(node)).right(longestPath));
        addElement(facts, tree, at, paths.at(at));
    }
    return facts.take();
}

QList<FactChange> changedFacts(
    const QList<DocumentFact> &base, const QList<DocumentFact> &theirs, const QList<DocumentFact> &mine)
{
    const std::array values {byPath(base), byPath(theirs), byPath(mine)};
    QSet<QString> told;
    QList<FactChange> changes;
    for (const QList<DocumentFact> *facts : {&mine, &theirs, &base})
        for (const DocumentFact &fact : *facts) {
            if (told.contains(fact.path))
                continue;
            told.insert(fact.path);
            const FactChange change {fact.path, valueAt(values[0], fact.path), valueAt(values[1], fact.path),
                valueAt(values[2], fact.path)};
            if (change.base != change.theirs || change.base != change.mine)
                changes.append(change);
        }
    return changes;
}
