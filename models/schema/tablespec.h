// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/generation.h"
#include "schema/schema.h"

#include <span>

/// What a column row of a specification says beside type and width. Nullable is the absence of NotNull.
enum ColumnTrait : unsigned {
    Nullable = 0,
    NotNull = 1, ///< no release of the generation allows NULL
    Either = 2, ///< releases of one generation differ in this
    Optional = 4, ///< may be absent without a finding
    Identity = 8, ///< says who or what the row is about
};

/// One fact about a column: it holds from generation @p since for all that descend from it, until one that
/// descends from
/// @p until. A later row about the same column replaces an earlier one where both hold.
struct ColumnSpec {
    const char *name;
    ColumnKind kind;
    int width; ///< the narrowest that a release of the generation ships, 0 where there is none
    unsigned traits;
    Meaning meaning;
    const char *since;
    const char *until = nullptr;

    bool has(ColumnTrait trait) const { return (traits & trait) != 0; }
};

/// An index that the server's own script creates; a primary key counts as a unique one.
struct IndexSpec {
    const char *columns; ///< separated by commas
    bool unique;
    const char *since;
    const char *until = nullptr;

    QStringList columnList() const;
};

/// Tables that one script of the server creates together: where one is, the others belong.
enum class TableGroup { Presence, Rls };

/// One presence table in all its generations. A new table is one of these.
struct TableSpec {
    TableRole role;
    const char *name;
    TableGroup group;
    const char *shippedSince; ///< generations whose scripts create it; a row of columns may be older
    const char *shippedUntil;
    std::span<const ColumnSpec> columns;
    std::span<const IndexSpec> indexes;

    /// The columns of one generation, in the order of the rows; empty when it has no such table.
    const QList<ColumnSpec> &columnsIn(const Generation &generation) const;
    const QList<IndexSpec> &indexesIn(const Generation &generation) const;
    bool shippedIn(const Generation &generation) const;
    /// The newest row about a column of any generation, for its meaning; nullptr when none knows it.
    const ColumnSpec *anyColumn(const QString &columnName) const;
};

/// All tables, in the order of the roles.
std::span<const TableSpec> tableSpecs();
const TableSpec &tableSpec(TableRole role);

// The rows, one file per group of tables.
extern const TableSpec presentitySpec;
extern const TableSpec activeWatchersSpec;
extern const TableSpec watchersSpec;
extern const TableSpec xcapXmlSpec;
extern const TableSpec xcapSpec;
extern const TableSpec puaSpec;
extern const TableSpec rlsPresentitySpec;
extern const TableSpec rlsWatchersSpec;
