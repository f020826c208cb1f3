// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xsdsource.h"

/// One place in a content model: a declared element, or a wildcard for elements of certain namespaces.
struct ContentPosition {
    int element = -1; ///< of the grammar, -1: a wildcard
    QualifiedName name; ///< of the element
    QString wildcard; ///< "##any", "##other", or namespaces separated by blanks
    QString targetNamespace; ///< of the schema that has the wildcard
    QList<int> next; ///< places that may follow
    bool canEnd = false;

    bool isWildcard() const { return element < 0; }
    bool matches(const QualifiedName &child) const;
    bool admits(const QString &ns) const; ///< a wildcard that lets elements of a namespace in
};

/// What may stand in an element in which order: a graph from place to place.
struct ContentModel {
    QList<ContentPosition> positions;
    QList<int> first;
    bool canBeEmpty = true;
};

/// A walk through a content model along the children of an element. A child that does not fit is passed over,
/// since texts are wrong while one types.
class ContentWalk {
public:
    explicit ContentWalk(const ContentModel &model);

    /// False when the child does not fit here.
    bool step(const QualifiedName &child);
    /// True when all of them fit, one after the other.
    bool stepAll(const QList<QualifiedName> &children);
    QList<int> next() const; ///< places that may follow, in the order of the schema
    bool canEnd() const;

private:
    const ContentModel *m_model;
    QList<int> m_at; ///< empty at the start
    bool m_started = false;
    QualifiedName m_last; ///< the child before,
    bool m_stays = false; ///< which led to where the walk was already: another one is no news
};

/// Parts of a content model while it is built: where they begin and end.
struct ContentPart {
    QList<int> first;
    QList<int> last;
    bool canBeEmpty = true;
};

/// Puts parts together as sequences, choices and repetitions.
class ContentBuilder {
public:
    ContentPart leaf(const ContentPosition &position);
    ContentPart sequence(const ContentPart &left, const ContentPart &right);
    static ContentPart choice(const ContentPart &left, const ContentPart &right);
    ContentPart repeated(const ContentPart &part);
    ContentModel finished(const ContentPart &whole);

private:
    void connectParts(const QList<int> &from, const QList<int> &to);

    ContentModel m_model;
};
