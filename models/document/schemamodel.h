// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xmltree.h"

#include <QHash>

/// Namespace and local name.
using QualifiedName = std::pair<QString, QString>;

/// A declaration or definition: a node of one of the schema's files.
struct SchemaNode {
    int file = -1;
    int node = -1;

    bool isValid() const { return file >= 0; }
    bool operator==(const SchemaNode &) const = default;
};

/// What a driver schema and the files that it loads declare: which declaration an element has, following its
/// path from the root. Of XML Schema it knows what our own files use.
class SchemaModel {
public:
    /// Reads the files from the resources, beginning with the driver.
    explicit SchemaModel(const QString &driver);

    SchemaNode globalElement(const QualifiedName &name) const { return m_elements.value(name); }
    /// The declaration of a child element of this name, as far as the type of @p parent names it.
    SchemaNode childOf(SchemaNode parent, const QualifiedName &name) const;
    bool isGlobal(SchemaNode declaration) const;
    QString targetNamespace(SchemaNode declaration) const;

private:
    struct File {
        XmlTree tree;
        QString targetNamespace;
    };

    void load(const QString &name);
    void index(int file);
    const XmlNode &at(SchemaNode node) const;
    /// What an attribute such as type="tns:name" refers to.
    QualifiedName resolved(SchemaNode node, const QString &reference) const;
    SchemaNode typeOf(SchemaNode element) const;
    /// The nodes below that belong to the content, those of other elements left out; references are followed.
    SchemaNode findIn(SchemaNode type, const QualifiedName &name) const;
    void followInto(QList<SchemaNode> &pending, SchemaNode node) const;

    QList<File> m_files;
    QStringList m_names;
    QHash<QualifiedName, SchemaNode> m_elements;
    QHash<QualifiedName, SchemaNode> m_types;
    QHash<QualifiedName, SchemaNode> m_groups;
};
