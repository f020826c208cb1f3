// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checkrows.h"

/// The document type that a word of the command line names; nullptr for the empty word, which lets the
/// content decide. Errors: Usage, listing the kinds.
Result<const DocumentType *> typeNamed(const QString &word);

/// Reads and checks a file, or standard input for "-". Without a type the content decides.
CheckRow checkFile(const QString &file, const DocumentType *type);
