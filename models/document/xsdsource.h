// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>

/// A name with its namespace, as schemas and documents mean it.
struct QualifiedName {
    QString ns;
    QString name;

    bool operator==(const QualifiedName &) const = default;
};

inline size_t qHash(const QualifiedName &name, size_t seed = 0)
{
    return qHashMulti(seed, name.ns, name.name);
}

/// One element of a schema file.
struct XsdNode {
    QString kind; ///< local name: "element", "sequence" ...
    QHash<QString, QString> attributes;
    QList<int> children;
    QString text; ///< of a documentation

    QString value(QLatin1StringView name, const QString &otherwise = {}) const;
};

/// One schema file as a flat tree; node 0 is its root.
struct XsdFile {
    QString path;
    QString targetNamespace;
    bool isChameleon = false; ///< took its namespace from the file that includes it
    QHash<QString, QString> prefixes;
    QList<XsdNode> nodes;

    /// What a prefixed name in this file stands for.
    QualifiedName resolved(const QString &name) const;
};

/// A driver schema and all that it includes and imports, each file once per namespace. Our own resources
/// only.
QList<XsdFile> readXsdFiles(const QString &driver);
