// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/contentmodel.h"
#include "document/documenttype.h"

#include <memory>

/// One of the values that a text or attribute may have.
struct GrammarValue {
    QString text;
    QString description;
};

/// An attribute that an element may carry.
struct GrammarAttribute {
    QualifiedName name;
    bool isRequired = false;
    bool isUri = false;
    QList<GrammarValue> values; ///< all that it may say; empty: anything of its type
    QString description;
};

/// What may be in an element.
struct GrammarType {
    QList<GrammarAttribute> attributes; ///< required ones first
    ContentModel content;
    bool hasText = false;
    bool isUri = false;
    QList<GrammarValue> values; ///< all that its text may say; empty: anything of its type
};

struct GrammarElement {
    QualifiedName name;
    int type = -1;
    bool isAbstract = false;
    QString description; ///< plain text, in our own words
};

/// What a document of one kind may hold, for whoever helps to write it: elements by place, attributes,
/// values, descriptions. Read from our schemas; never changes once it is read.
class Grammar {
public:
    QList<GrammarElement> elements;
    QList<GrammarType> types;
    QHash<QualifiedName, int> globals; ///< elements that may be a root or stand under a wildcard
    QList<int> globalOrder; ///< the same in the order of the schemas

    /// The declaration of an element in a parent (-1: not known), -1 when there is none.
    int childOf(int parent, const QualifiedName &name) const;
    const GrammarType &typeOf(int element) const;
    /// A walk along the children of an element.
    ContentWalk walkAlong(int parent, const QList<QualifiedName> &before) const;
    /// Elements that may stand behind @p before and in front of @p after, in the order of the schema.
    QList<int> allowedBetween(int parent, const ContentWalk &before, const QList<QualifiedName> &after) const;
    /// True when no document is right without this child behind @p before.
    bool needs(int parent, const ContentWalk &before, int child) const;
    /// True when children in this order are what the content model wants.
    bool accepts(int parent, const QList<QualifiedName> &children) const;

private:
    QList<int> candidates(int parent, const ContentPosition &position) const;
};

/// The grammar of a kind, read at its first use and shared from then on; nullptr where the kind has no
/// schema. Thread-safe.
std::shared_ptr<const Grammar> grammarOf(const DocumentType &type);
