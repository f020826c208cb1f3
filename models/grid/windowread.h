// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"
#include "connection/connectionspec.h"
#include "connection/serverclock.h"
#include "grid/windowquery.h"

/// What one reach for rows brought, with what it cost.
struct WindowAnswer {
    QList<GridRow> rows; ///< in display order
    QList<RowKey> moved; ///< keys that were asked about and still exist elsewhere (refresh only)
    qint64 costMs = 0;
};

/// Reads rows. Runs on the database thread.
Result<WindowAnswer> readWindow(
    Connection &connection, const WindowQuery &query, const Ask &ask, ReadLimit limit);

/// Reads rows that are shown already once more; for those of @p known that did not come back it asks whether
/// they still exist, where they could have moved (a sort column or a filter). Runs on the database thread.
Result<WindowAnswer> readAgain(Connection &connection, const WindowQuery &query, const Ask &ask,
    const QList<GridRow> &known, ReadLimit limit);

/// Number of rows and rank of a row, asked as a pair.
struct TotalAnswer {
    qint64 total = 0;
    qint64 rank = -1; ///< -1: was not asked
    qint64 costMs = 0;
    bool exact = true; ///< counted, not what the engine believes
};

Result<TotalAnswer> readTotal(
    Connection &connection, const WindowQuery &query, const std::optional<Anchor> &first, ReadLimit limit);
/// What the engine believes, without counting; the total is -1 when it has no idea.
Result<TotalAnswer> readEstimatedTotal(Connection &connection, const TableInfo &table);

/// How long a read of the table's rows may take: as long as a statement may, but where readers stop the
/// server's writers, or the server shall be spared, only a moment.
ReadLimit readLimitOf(const ConnectionSpec &spec, const TableInfo &table);
