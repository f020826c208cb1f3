// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"
#include "schema/schema.h"

/// A comparison of a column with one value: "column operator placeholder" and what is bound.
/// @p comparison is "=", "<>", "<", "<=", ">" or ">=". The value is compared as the column stores it, so that
/// an index of the column is of use.
Statement compared(
    const Dialect &dialect, const ColumnInfo &column, QLatin1StringView comparison, const QVariant &value);
/// "column IN (…)"; no value at all is in an empty list.
Statement oneOf(const Dialect &dialect, const ColumnInfo &column, const QVariantList &values);
/// The column's text is like @p pattern (escape "!"), whatever the case.
Statement like(const Dialect &dialect, const ColumnInfo &column, const QString &pattern);
/// The placeholder for a value that came from the column itself.
QString placeholder(const Dialect &dialect, const ColumnInfo &column, const QVariant &value);
