// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/schemacheck.h"

/// A complaint in our own words, with its place in the text and, where one is obvious, a repair.
Diagnostic diagnosticOf(const SchemaComplaint &complaint, const XmlTree &tree);
