// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/contentmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QList<int> joined(QList<int> left, const QList<int> &right)
{
    for (const int one : right) {
        if (!left.contains(one))
            left.append(one);
    }
    return left;
}

} // namespace

bool ContentPosition::matches(const QualifiedName &child) const
{
    return isWildcard() ? admits(child.ns) : child == name;
}

bool ContentPosition::admits(const QString &ns) const
{
    if (wildcard == "##any"_L1)
        return true;
    if (wildcard == "##other"_L1)
        return !ns.isEmpty() && ns != targetNamespace;
    const QStringList words = wildcard.split(u' ', Qt::SkipEmptyParts);
    return words.contains(ns) || (ns.isEmpty() && words.contains("##local"_L1))
        || (ns == targetNamespace && words.contains("##targetNamespace"_L1));
}

ContentWalk::ContentWalk(const ContentModel &model) : m_model(&model) {}

bool ContentWalk::step(const QualifiedName &child)
{
    if (m_stays && child == m_last)
        return true;
    QList<int> reached = next();
    reached.removeIf([this, &child](int at) { return !m_model->positions.at(at).matches(child); });
    if (reached.isEmpty())
        return false;
    m_stays = m_started && reached == m_at;
    m_last = child;
    m_at = reached;
    m_started = true;
    return true;
}

bool ContentWalk::stepAll(const QList<QualifiedName> &children)
{
    return std::all_of(
        children.begin(), children.end(), [this](const QualifiedName &child) { return step(child); });
}

QList<int> ContentWalk::next() const
{
    QList<int> places;
    if (!m_started)
        places = m_model->first;
    for (const int at : m_at)
        places = joined(places, m_model->positions.at(at).next);
    std::sort(places.begin(), places.end());
    return places;
}

bool ContentWalk::canEnd() const
{
    if (!m_started)
        return m_model->canBeEmpty;
    return std::any_of(m_at.begin(), m_at.end(), [this](int at) { return m_model->positions.at(at).canEnd; });
}

ContentPart ContentBuilder::leaf(const ContentPosition &position)
{
    const int index = int(m_model.positions.size());
    m_model.positions.append(position);
    return {{index}, {index}, false};
}

ContentPart ContentBuilder::sequence(const ContentPart &left, const ContentPart &right)
{
    connectParts(left.last, right.first);
    return {left.canBeEmpty ? joined(left.first, right.first) : left.first,
        right.canBeEmpty ? joined(left.last, right.last) : right.last, left.canBeEmpty && right.canBeEmpty};
}

ContentPart ContentBuilder::choice(const ContentPart &left, const ContentPart &right)
{
    return {
        joined(left.first, right.first), joined(left.last, right.last), left.canBeEmpty || right.canBeEmpty};
}

ContentPart ContentBuilder::repeated(const ContentPart &part)
{
    connectParts(part.last, part.first);
    return part;
}

ContentModel ContentBuilder::finished(const ContentPart &whole)
{
    m_model.first = whole.first;
    m_model.canBeEmpty = whole.canBeEmpty;
    for (const int at : whole.last)
        m_model.positions[at].canEnd = true;
    return m_model;
}

void ContentBuilder::connectParts(const QList<int> &from, const QList<int> &to)
{
    for (const int at : from)
        m_model.positions[at].next = joined(m_model.positions.at(at).next, to);
}
