// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/validator.h"

constexpr qsizetype mostDiagnostics = 200;

/// Neither valid nor invalid, because a limit is passed.
Verdict beyondLimit(const Diagnostic &limit);

/// An XML document: how its bytes are text, well-formedness, then the schema of its type.
Verdict validateXml(const QByteArray &stored, const DocumentType &type);
