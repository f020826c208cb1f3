// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/schemacase.h"

// What is said of values that a schema does not accept.

Diagnostic notEnumerated(const SchemaCase &c);
Diagnostic notOfForm(const SchemaCase &c);
Diagnostic notOfType(const SchemaCase &c);
Diagnostic outOfRange(const SchemaCase &c);
