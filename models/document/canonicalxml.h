// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

/// The canonical form (Canonical XML 1.0 with comments) without the white space that says nothing: blanks
/// between the elements of an element that holds no text, unless xml:space="preserve" is in force. Nothing
/// for a document that is not well-formed or has no canonical form. For documents within DocumentLimits.
std::optional<QByteArray> canonicalXml(const QByteArray &utf8);
