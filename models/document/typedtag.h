// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xmltree.h"
#include "document/xsdsource.h"

#include <QHash>

/// An attribute of a tag as far as it is there.
struct TypedAttribute {
    QString name; ///< with prefix
    QString value;
    ByteSpan nameSpan;
    ByteSpan valueSpan;
    bool hasValue = false; ///< its opening quote is there
    bool isClosed = false; ///< and the closing one
};

/// A start or end tag, whole or half-typed.
struct TypedTag {
    qint64 from = 0; ///< of its '<'
    qint64 end = 0; ///< behind its '>' or where it breaks off
    QString name; ///< with prefix
    ByteSpan nameSpan;
    QList<TypedAttribute> attributes;
    bool isEndTag = false;
    bool isSelfClosed = false;
    bool isComplete = false;
};

/// Which namespaces the prefixes stand for.
using PrefixScope = QHash<QString, QString>;

/// The tag that begins at a '<', whole if it is; reads up to @p limit.
TypedTag readTypedTag(const QByteArray &utf8, qint64 from, qint64 limit);
/// Where the markup that begins at a '<' and is no tag ends; -1 for a tag. Beyond @p limit when it is open.
qint64 skippedMarkupEnd(const QByteArray &utf8, qint64 from, qint64 limit);
/// The scope within a tag, with its own declarations.
PrefixScope scopeWithin(PrefixScope scope, const TypedTag &tag);
/// A prefixed name in a scope; an attribute without prefix has no namespace.
QualifiedName nameInScope(const QString &prefixed, const PrefixScope &scope, bool isAttribute = false);
/// Bytes that may stand in a name.
bool isNameByte(char c);
