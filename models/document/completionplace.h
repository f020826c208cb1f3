// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/grammar.h"
#include "document/xmltyping.h"

#include <optional>

/// The place at which somebody types, as the grammar sees it.
class CompletionPlace {
public:
    CompletionPlace(const QByteArray &text, qint64 cursor, const DocumentType &type);

    const QByteArray utf8;
    const qint64 byte;
    const XmlTyping typing;
    const std::shared_ptr<const Grammar> grammar; ///< nullptr: a kind without schema
    const int element; ///< declaration of the innermost open element, -1: not known

    /// Elements that may begin here, those of declared namespaces before others of a wildcard.
    QList<int> elementsHere() const;
    bool isRequired(int child) const;
    bool hasTextContent() const; ///< the open element holds text, not elements
    bool lacksEndTag() const;
    bool isTagGoingOn() const; ///< the typed name begins a tag that is there already

    TypedTag wholeTag() const; ///< the tag that is being typed, as far as it goes
    int elementOfTag() const; ///< its declaration
    bool hasAttribute(const QualifiedName &name, const PrefixScope &scope) const;
    const GrammarAttribute *attributeNamed(int ofElement, const QString &name) const;

    qint64 endOfWord() const; ///< the end of the name or word around the cursor
    QString typedWord() const;
    ByteSpan valueSpan() const; ///< of the attribute value around the cursor
    bool isValueClosed() const;
    char quote() const;
    ByteSpan textSpan() const; ///< of the text around the cursor, without blanks at its ends
    bool isFollowedBy(char c, qint64 from) const; ///< but for blanks

    QString describe(int ofElement) const;
    QString description() const; ///< of what the cursor is in
    static QString localName(const QString &prefixed) { return prefixed.section(u':', -1); }

private:
    int innermost() const;
    std::optional<ContentWalk> walkHere() const;
    QList<int> rootElements() const;
    QList<QualifiedName> siblingsBehind() const;
    QString describeText() const;

    const DocumentType *const m_type;
    const std::optional<ContentWalk> m_walk; ///< along the children before the cursor
};
