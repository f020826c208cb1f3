// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

/// Declared width of a text type, "VARCHAR(64)" -> 64; 0 when none is declared.
int declaredWidth(const QString &type);
/// The storage that a declared type asks for.
ColumnKind kindOfType(const QString &type, ColumnKind undeclared);
