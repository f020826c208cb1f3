// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/grammar.h"

/// A node of one of the schema files.
struct XsdPlace {
    const XsdFile *file = nullptr;
    const XsdNode *node = nullptr;

    explicit operator bool() const { return node != nullptr; }
    const QString &kind() const { return node->kind; }
    QString value(QLatin1StringView name) const { return node->value(name); }
    QualifiedName qualified(QLatin1StringView name) const; ///< an attribute that names something
    QualifiedName ownName() const; ///< of a component on the top level
    QList<XsdPlace> children() const;
    XsdPlace child(QLatin1StringView kind) const;
    /// The extension or restriction in a simple or complex content.
    XsdPlace derivation() const;
    QString description() const; ///< the documentation in its annotation
};

/// What a simple type lets a text say.
struct SimpleFacts {
    QList<GrammarValue> values; ///< empty: anything
    bool isUri = false;
};

/// The components of a set of schema files by name, and what can be said of them without a content model.
class XsdComponents {
public:
    explicit XsdComponents(const QList<XsdFile> &files);

    const QList<XsdPlace> &globalElements() const { return m_elements; }
    /// @p kind as written in a schema; simple and complex types are one kind, "type".
    XsdPlace find(QLatin1StringView kind, const QualifiedName &name) const;
    QList<QualifiedName> substitutesOf(const QualifiedName &head) const { return m_substitutes.value(head); }

    static SimpleFacts builtIn(const QualifiedName &name);
    SimpleFacts factsOf(const XsdPlace &type) const;
    SimpleFacts factsOfNamed(const QualifiedName &type) const;
    QList<GrammarAttribute> attributesOf(const XsdPlace &type) const;

private:
    SimpleFacts derived(const XsdPlace &derivation, int depth) const;
    SimpleFacts facts(const XsdPlace &type, int depth) const;
    QList<GrammarAttribute> attributes(const XsdPlace &place, int depth) const;
    QList<GrammarAttribute> attributesIn(const XsdPlace &child, int depth) const;
    GrammarAttribute attribute(const XsdPlace &place) const;
    SimpleFacts attributeFacts(const XsdPlace &declaration) const;

    const QList<XsdFile> m_files; ///< the places point into it
    QList<XsdPlace> m_elements;
    QHash<QString, XsdPlace> m_components;
    QHash<QualifiedName, QList<QualifiedName>> m_substitutes;
};
