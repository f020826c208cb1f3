// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/rowchange.h"
#include "connection/connection.h"
#include "schema/schema.h"

/// The statement that makes one change, and nothing but this: it finds the row by its key and by every byte
/// that was seen. Values already have the types that their columns store.
Statement changeStatement(const RowChange &change, const TableInfo &table, const Dialect &dialect);
/// The whole row of a key, all columns in the order of the table.
Statement rowStatement(const TableInfo &table, const QList<NamedValue> &key, const Dialect &dialect);
/// How many bytes the texts and bodies of that row have together.
Statement rowSizeStatement(const TableInfo &table, const QList<NamedValue> &key, const Dialect &dialect);
/// A statement for people: values written out, long ones in short, nothing hidden.
QString readableSql(const Statement &statement, const Dialect &dialect);
