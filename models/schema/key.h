// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/catalog.h"
#include "schema/schema.h"

/// What identifies a row of a table.
struct TableKey {
    KeyKind kind = KeyKind::None;
    QStringList columns;
};

/// The primary key, else a unique index, if none of the columns may be NULL; else the engine's hidden row
/// number; else nothing.
TableKey keyOf(const CatalogTable &table);
