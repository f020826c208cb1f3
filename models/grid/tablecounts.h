// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"
#include "grid/expirypolicy.h"
#include "schema/decode.h"

/// What a tab says beside its name. Rows; -1 where the table has no such column or nothing was counted.
struct TableCounts {
    qint64 rows = -1;
    qint64 expiring = -1; ///< end within the warning threshold
    qint64 expired = -1; ///< past their end and not cleaned up
    qint64 pending = -1;
    qint64 costMs = 0;
    bool rowsExact = true; ///< counted, not what the engine believes
    bool operator==(const TableCounts &) const = default;
};

/// What the engine believes, without counting: rows alone, -1 when it has no idea.
TableCounts estimatedCounts(const TableInfo &table);
Result<TableCounts> readEstimatedCounts(Connection &connection, const TableInfo &table);

/// Counts one table: a few aggregates, each bounded by @p limit. Runs on a database thread.
Result<TableCounts> readCounts(Connection &connection, const TableInfo &table, const ExpiryPolicy &policy,
    const DecodeContext &context, ReadLimit limit);
