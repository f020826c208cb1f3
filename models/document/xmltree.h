// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/diagnostic.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

/// Bytes of the UTF-8 text.
struct ByteSpan {
    qint64 from = 0;
    qint64 length = 0;

    qint64 end() const { return from + length; }
    bool contains(qint64 byte) const { return byte >= from && byte < end(); }
    bool operator==(const ByteSpan &) const = default;
};

/// An attribute as written. Namespace declarations are attributes here (name "xmlns" or prefix "xmlns").
struct XmlAttribute {
    QString prefix;
    QString name; ///< local name
    QString ns; ///< of its prefix, empty without one
    QString value; ///< entities of XML itself resolved
    ByteSpan whole; ///< name="value"
    ByteSpan valueSpan; ///< within the quotes

    bool isDeclaration() const
    {
        return prefix == QLatin1StringView("xmlns")
            || (prefix.isEmpty() && name == QLatin1StringView("xmlns"));
    }
};

/// One node of a document with its place.
struct XmlNode {
    enum class Kind { Element, Text, CData, Comment, Instruction };

    Kind kind = Kind::Element;
    int parent = -1; ///< position in XmlTree::nodes, -1 on the top level
    QList<int> children; ///< in document order
    QString prefix;
    QString name; ///< local name; target of an instruction
    QString ns;
    QString text; ///< of a text, CDATA section, comment, instruction
    QList<XmlAttribute> attributes;
    ByteSpan whole; ///< with start and end tag
    ByteSpan startTag; ///< of an element
    ByteSpan endTag; ///< empty for <a/>
    ByteSpan nameSpan; ///< in the start tag, with prefix

    bool isElement() const { return kind == Kind::Element; }
    bool isBlank() const; ///< text of white space alone
    const XmlAttribute *attribute(QLatin1StringView localName) const; ///< without namespace
};

/// A document as a flat tree with byte offsets, as far as it is well-formed. A value; never recursive.
struct XmlTree {
    QByteArray utf8;
    QList<XmlNode> nodes; ///< in document order
    int root = -1; ///< the root element
    std::optional<Diagnostic> fault; ///< why it is not well-formed (or beyond a limit); nodes up to there

    bool isWellFormed() const { return root >= 0 && !fault; }
    const XmlNode *rootNode() const { return root < 0 ? nullptr : &nodes.at(root); }
    /// The text of an element's direct texts and CDATA sections, joined.
    QString textOf(int node) const;
    QList<int> elementsOf(int node) const; ///< child elements
    int firstElement(int node, QLatin1StringView localName) const; ///< child element by local name, -1: none
    /// The innermost node at a byte, -1: none.
    int nodeAt(qint64 byte) const;
    TextPlace placeOf(const ByteSpan &span) const;
};

/// Line and column of a byte. Columns count code points; CR, LF and CRLF each end a line.
TextPlace placeAt(const QByteArray &utf8, qint64 byte, qint64 length = 0);

/// Reads decoded text (DocumentText::utf8; an encoding declaration in it does not count). Bounded by
/// DocumentLimits, no network, no entity of the document's own is expanded, a DOCTYPE is a fault.
XmlTree readXmlTree(const QByteArray &utf8);
