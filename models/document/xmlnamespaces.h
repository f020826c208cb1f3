// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xmlfault.h"

#include <QHash>

/// The namespaces that hold while a document is read from tag to tag.
class XmlNamespaces {
public:
    /// Takes the declarations of a start tag and fills in the namespaces of the element and its attributes.
    /// Returns what is wrong with them.
    std::optional<XmlFault> enter(XmlNode &element, const QByteArray &utf8);
    /// At the end of an element.
    void leave();

private:
    std::optional<XmlFault> declare(const XmlAttribute &attribute);
    std::optional<QString> uriOf(const QString &prefix) const;

    QHash<QString, QList<QString>> m_uris; ///< by prefix, the innermost last
    QList<QList<QString>> m_declared; ///< the prefixes that each open element declares
};
