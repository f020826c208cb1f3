// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/rowedit.h"
#include "connection/connection.h"
#include "schema/schema.h"

/// Rows with all their bytes, by the values of their keys; those that are gone are not in the result. Values
/// are exactly the stored ones.
Statement wholeRowsStatement(const TableInfo &table, const Dialect &dialect, const QList<QVariantList> &keys);
QList<SeenRow> seenRowsOf(const TableInfo &table, const RowSet &result);
/// Runs on the database thread. Errors: what Connection::select() returns.
Result<QList<SeenRow>> readWholeRows(
    Connection &connection, const TableInfo &table, const QList<QVariantList> &keys, ReadLimit limit);
