// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

/// Texts from @c from on, up to and without @c to.
struct PrefixRange {
    QString from;
    QString to;
    bool operator==(const PrefixRange &) const = default;
};

/// Ranges that together hold every text that begins with @p prefix, whatever the case of its letters, where
/// texts are ordered byte by byte. They may hold more; none when there is nothing to narrow.
QList<PrefixRange> prefixRanges(const QString &prefix);

/// Texts of the column are ordered byte by byte, and an index begins with it.
bool hasBytewiseIndex(const TableInfo &table, const ColumnInfo &column);
