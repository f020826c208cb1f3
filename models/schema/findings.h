// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/catalog.h"
#include "schema/schema.h"
#include "schema/tablespec.h"

/// What a database says about the numbers of its tables.
enum class VersionTable {
    Missing,
    Forbidden, ///< it is there, but not for this account
    Present
};

/// Everything about one present table that deviates from what its generation ships.
/// @p generation is nullptr when the columns fit none.
QList<Finding> tableFindings(
    const TableInfo &table, const CatalogTable &catalog, const Generation *generation, VersionTable versions);

/// Adds a finding to each absent table that the server's own script would have created beside the present
/// ones.
void addMissingTables(DatabaseSchema &schema, const Generation &generation);

/// The finding for a table that the catalog names but that cannot be read.
Finding unreadableTable(const QString &name, const Error &error);
