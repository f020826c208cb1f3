// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xmlfault.h"

// Faults that are about two places of a document, and the repairs that they suggest.

/// An end tag that is not that of the open element. When it is that of an element around it (@p isOpen), an
/// end tag is missing; else it is misspelled.
XmlFault tagMismatch(
    const QByteArray &utf8, const XmlNode &openElement, ByteSpan endTag, ByteSpan name, bool isOpen);
/// The document ends too early.
XmlFault stillOpen(const QByteArray &utf8, const XmlNode &openElement);
/// For a prefix that is not declared, but known to everybody: the repair is to declare it on the root
/// element.
XmlFault withDeclaration(XmlFault fault, const QByteArray &utf8, const XmlNode &root);
