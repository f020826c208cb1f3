// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/typedtag.h"
#include "document/xmlcharacters.h"

/// An element that is open at the cursor.
struct TypedElement {
    TypedTag tag;
    QList<qint64> children; ///< where the start tags of its children begin
    qint64 contentFrom = 0;
};

/// What the text before the cursor says about it, however broken the text is: found by a scan of its own,
/// because no parser gets to the end of what is being typed.
struct XmlTyping {
    enum class State {
        Text, ///< between tags
        TagName, ///< behind '<', in the name
        InTag, ///< between attributes
        AttributeName,
        AttributeValue, ///< within quotes
        EndTag, ///< behind '</'
        Elsewhere, ///< in a comment, CDATA section, instruction
    };

    State state = State::Text;
    QList<TypedElement> open; ///< from the root inwards; without the tag that is being typed
    TypedTag tag; ///< the tag that is being typed, up to the cursor
    ByteSpan word; ///< what is typed of a name or value
    bool hasRoot = false; ///< a root element was begun
    bool isTooDeep = false;

    PrefixScope scope() const; ///< at the cursor, the open elements' declarations
    /// Children of the innermost open element before the cursor.
    QList<QualifiedName> childrenBefore(const QByteArray &utf8) const;
};

/// What stands behind the cursor in the same element.
struct XmlRest {
    QList<QualifiedName> siblings; ///< the next ones
    QString endTag; ///< the end tag that comes after them, empty when there is none
};

XmlTyping typingAt(const QByteArray &utf8, qint64 byte);
/// @p from lies between tags, or in a tag of the element that @p isInside says.
XmlRest restBehind(const QByteArray &utf8, qint64 from, const PrefixScope &scope);
/// The end of the element that begins with a complete start tag; of the text when it is not closed.
qint64 endOfTypedElement(const QByteArray &utf8, const TypedTag &tag);
