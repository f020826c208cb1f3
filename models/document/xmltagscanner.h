// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xmlfault.h"

#include <variant>

struct XmlStartTag {
    XmlNode element; ///< without namespaces, which need what stands around it
    bool isEmpty = false; ///< <a/>
};

/// Reads the start tag whose '<' is at a byte.
std::variant<XmlStartTag, XmlFault> readStartTag(const QByteArray &utf8, qint64 at);
/// Reads the end tag whose "</" is at a byte: its bytes.
std::variant<ByteSpan, XmlFault> readEndTag(const QByteArray &utf8, qint64 at);
