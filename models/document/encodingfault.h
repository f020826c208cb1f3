// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/diagnostic.h"
#include "document/documenttext.h"

/// Why the stored bytes are not the text that they claim to be: NUL bytes, bytes that are no text, a declared
/// encoding that is not known or cannot be right.
std::optional<Diagnostic> encodingFault(const DocumentText &text, const QByteArray &stored);
