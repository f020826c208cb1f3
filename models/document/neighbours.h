// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"
#include "document/documentcheck.h"
#include "grid/window.h"
#include "schema/schema.h"

/// What the users of some rows have beside the documents in them, in the order of the rows; with a few short
/// statements for all. Runs on the database thread. Tables without users have no neighbours.
Result<QList<DocumentNeighbours>> readNeighbours(
    Connection &connection, const TableInfo &table, const QList<GridRow> &rows, ReadLimit limit);
