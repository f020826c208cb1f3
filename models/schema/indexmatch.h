// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/catalog.h"
#include "schema/tablespec.h"

/// True when one of the indexes has the same columns, whatever its name and their order; a unique one needs a
/// unique one.
bool isServed(const IndexSpec &wanted, const QList<CatalogIndex> &indexes);
