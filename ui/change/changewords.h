// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changereport.h"
#include "change/rowchange.h"
#include "schema/decode.h"

/// How changes are spoken of. Pure.
namespace ChangeWords {
/// "3 rows".
QString rows(qsizetype count);
/// "Edit presentity: alice@example.com".
QString title(const RowChange &change);
/// The same of a whole set: "Delete 12 rows of presentity", "Change 3 rows in 2 tables".
QString title(const QList<RowChange> &changes);
/// A value as it is stored and, where that says more, what it means: "2 (pending)".
QString value(const QVariant &raw, const ColumnInfo &column, const DecodeContext &context);
/// "Saved", "Conflict" ...
QString state(ChangeOutcome::State state);
/// What a set became, for one line: "3 rows were saved."
QString result(const ChangeReport &report);
} // namespace ChangeWords
