// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

/// The document indented by two blanks, one element a line, where white space says nothing. Attribute order,
/// CDATA, comments, quotes and text stay; the canonical form is the same before and after, else it refuses
/// (Fault::Refused). Line ends are those that the document has.
Result<QByteArray> prettyPrinted(const QByteArray &utf8);
