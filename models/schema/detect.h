// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/catalog.h"
#include "schema/tablespec.h"

#include <optional>

/// What is known of one present table when its generation is decided.
struct TableEvidence {
    const TableSpec *spec = nullptr;
    CatalogTable table;
    std::optional<int> version;
};

/// The answer: one generation for the database as a whole and one for each table, which differ after a
/// half-done upgrade.
struct Detection {
    const Generation *database = nullptr; ///< nullptr when no table could be told
    Family family = Family::Unknown;
    QList<const Generation *> tables; ///< in the order of the evidence; nullptr where undetermined
};

/// Decides by columns first; width, nullability, indexes and version numbers settle what columns leave open.
Detection detectGenerations(const QList<TableEvidence> &evidence);
/// The family of a table of this generation within a database of that family.
Family familyOf(const Generation &generation, Family databaseFamily);
