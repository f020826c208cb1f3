// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/dialect.h"
#include "schema/schema.h"

#include <QVariant>

/// The value with the type that it will have when it is read back from the column. On SQLite it keeps the
/// storage class of @p seen, what the row has there now (null: nothing is there yet).
QVariant storedAs(
    const QVariant &value, const ColumnInfo &column, const Dialect &dialect, const QVariant &seen = {});
