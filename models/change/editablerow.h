// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/rowchange.h"
#include "connection/connection.h"
#include "schema/schema.h"

#include <optional>

/// The largest row that is read whole, for an editor. Bytes.
inline constexpr qint64 mostEditableBytes = 16 * 1024 * 1024;

/// A whole row by its key, every column exact and in the order of the table; nothing when there is none.
/// Errors: those of Connection::select(), and Refused for a key that names no single row or for a row that is
/// too large.
Result<std::optional<QList<NamedValue>>> readRowForEdit(
    Connection &connection, const TableInfo &table, const QList<NamedValue> &key);
