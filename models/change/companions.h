// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/rowchange.h"
#include "schema/schema.h"

/// The change with what belongs to it. A new XCAP document gets a new etag, as the server would give it:
/// clients compare it (If-Match, If-None-Match) and would else go on with the old document. The etag of a
/// presentity names the publication, which stays the same. A value that was chosen by hand stays.
/// @p row is the whole row as it was seen; empty for an insert.
RowChange withCompanions(RowChange change, const TableInfo &table, const QList<NamedValue> &row);
/// A fresh entity tag, in the manner of the servers' own.
QString freshEtag();
