// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/rowchange.h"
#include "grid/window.h"
#include "schema/schema.h"

/// A row as it was read, all of its bytes.
struct SeenRow {
    QList<NamedValue> key; ///< key columns or the hidden row number
    QVariantList cells; ///< in the order of the table's columns
};

/// What a person wants of a row, as a change. Update: only columns whose value differs are in it.
RowChange insertionInto(const TableInfo &table, const QList<NamedValue> &wanted);
RowChange updateOf(const TableInfo &table, const SeenRow &row, const QList<NamedValue> &wanted);
RowChange deletionOf(const TableInfo &table, const SeenRow &row);

/// Whom a row is about, in a few words for people: "alice@example.com, presence".
QString rowLabel(const TableInfo &table, const QVariantList &cells);
/// A key as the grid knows it.
RowKey rowKeyOf(const QList<NamedValue> &key);
/// The values as a table's cells; null where nothing is named.
QVariantList cellsOf(const TableInfo &table, const QList<NamedValue> &values);
