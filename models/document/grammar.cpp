// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/grammar.h"

#include "document/grammarbuilder.h"

#include <QMutex>

using namespace Qt::StringLiterals;

namespace {

QString schemaPath(const DocumentType &type)
{
    return type.schema.startsWith(u':') ? QString(type.schema) : u":/schemas/"_s + type.schema;
}

} // namespace

int Grammar::childOf(int parent, const QualifiedName &name) const
{
    if (parent >= 0) {
        for (const ContentPosition &position : typeOf(parent).content.positions) {
            if (!position.isWildcard() && position.name == name)
                return position.element;
        }
    }
    return globals.value(name, -1);
}

const GrammarType &Grammar::typeOf(int element) const
{
    return types.at(elements.at(element).type);
}

ContentWalk Grammar::walkAlong(int parent, const QList<QualifiedName> &before) const
{
    ContentWalk walk(typeOf(parent).content);
    for (const QualifiedName &child : before)
        walk.step(child);
    return walk;
}

QList<int> Grammar::allowedBetween(
    int parent, const ContentWalk &before, const QList<QualifiedName> &after) const
{
    const ContentModel &model = typeOf(parent).content;
    QList<int> fitting;
    QList<int> others;
    for (const int at : before.next()) {
        for (const int element : candidates(parent, model.positions.at(at))) {
            ContentWalk onward = before;
            onward.step(elements.at(element).name);
            QList<int> &list = onward.stepAll(after) ? fitting : others;
            if (!fitting.contains(element) && !others.contains(element))
                list.append(element);
        }
    }
    // What stands behind may be wrong itself; then it decides nothing.
    return fitting.isEmpty() ? others : fitting;
}

bool Grammar::needs(int parent, const ContentWalk &before, int child) const
{
    if (before.canEnd())
        return false;
    // Is there a way to the end past the child?
    const ContentModel &model = typeOf(parent).content;
    QList<int> reached = before.next();
    for (qsizetype at = 0; at < reached.size(); ++at) {
        const ContentPosition &position = model.positions.at(reached.at(at));
        if (position.element == child)
            continue;
        if (position.canEnd)
            return false;
        for (const int next : position.next) {
            if (!reached.contains(next))
                reached.append(next);
        }
    }
    return true;
}

bool Grammar::accepts(int parent, const QList<QualifiedName> &children) const
{
    ContentWalk walk(typeOf(parent).content);
    return walk.stepAll(children) && walk.canEnd();
}

QList<int> Grammar::candidates(int parent, const ContentPosition &position) const
{
    if (!position.isWildcard())
        return elements.at(position.element).isAbstract ? QList<int>() : QList<int> {position.element};
    QList<int> list;
    for (const int element : globalOrder) {
        const GrammarElement &global = elements.at(element);
        const bool isRootAgain = global.name == elements.at(parent).name;
        if (!global.isAbstract && !isRootAgain && position.admits(global.name.ns))
            list.append(element);
    }
    return list;
}

std::shared_ptr<const Grammar> grammarOf(const DocumentType &type)
{
    static QMutex mutex;
    static QHash<QString, std::shared_ptr<const Grammar>> known;
    if (type.schema.isEmpty())
        return nullptr;
    const QMutexLocker lock(&mutex);
    std::shared_ptr<const Grammar> &grammar = known[type.schema];
    if (!grammar)
        grammar = std::make_shared<const Grammar>(buildGrammar(readXsdFiles(schemaPath(type))));
    return grammar->globals.isEmpty() ? nullptr : grammar;
}
