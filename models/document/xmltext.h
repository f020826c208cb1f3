// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/xmlfault.h"

#include <variant>

enum class XmlTextKind { Content, AttributeValue };

/// What a stretch of text or an attribute value says: references resolved, line ends as XML wants them. Or
/// the first thing in it that XML does not permit.
std::variant<QString, XmlFault> readXmlText(QByteArrayView utf8, ByteSpan span, XmlTextKind kind);
/// The first character that XML does not permit.
std::optional<XmlFault> characterFault(QByteArrayView utf8, ByteSpan span);
/// Text as a parser hands it on: CRLF and CR become LF.
QString unixLines(QByteArrayView utf8);
