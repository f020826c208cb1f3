// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "change/rowchange.h"
#include "connection/connection.h"
#include "schema/schema.h"

/// What will be executed, worked out without touching the database.
struct ChangePlan {
    QList<RowChange> changes; ///< values with the types in which they will be stored
    QList<Statement> statements; ///< one per change, also where there are problems
    QStringList sql; ///< the same for people, values written out, long ones in short
    QStringList problems; ///< sentences that forbid it: too large, no such column, no key ...
    QList<TableInfo> tables; ///< the table of each change
    bool inOneTransaction = true;

    bool isAllowed() const { return problems.isEmpty(); }
};

/// How the type of a value is chosen where the engine leaves it to whoever writes (SQLite).
enum class ValueTypes {
    AsColumn, ///< as the row has it, or as the server would write it
    AsGiven ///< as it is, for what comes back to where it was
};
ChangePlan planChanges(const QList<RowChange> &changes, const DatabaseSchema &schema, const Dialect &dialect,
    ValueTypes types = ValueTypes::AsColumn);

/// How much a column takes, from the catalog (on SQLite from the declared type).
struct ColumnCapacity {
    qint64 characters = -1; ///< varchar(n); -1: no such bound
    qint64 bytes = -1; ///< text and blob; -1: no such bound
};
ColumnCapacity capacityOf(const ColumnInfo &column, const Dialect &dialect);
/// The sentence for a value that does not fit or that the column cannot hold; empty when it fits.
QString misfit(const QVariant &value, const ColumnInfo &column, const Dialect &dialect);
