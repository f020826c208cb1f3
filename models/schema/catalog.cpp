// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/catalog.h"

const CatalogReader &catalogReader(const Connection &)
{
    return sqliteCatalogReader;
}
