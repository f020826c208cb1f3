// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/rowfilter.h"

#include <array>

/// Filters of one click, for what support engineers look for all day.
enum class QuickFilter { Expiring, Expired, Pending };

/// One quick filter as the filter bar offers it.
struct QuickFilterSpec {
    QuickFilter filter;
    const char *label; ///< translatable in the context "QuickFilter"
    const char *icon;
    Meaning column; ///< the table needs a column of this meaning
    const char *objectName;
};

inline constexpr std::array quickFilters {
    QuickFilterSpec {QuickFilter::Expiring, QT_TRANSLATE_NOOP("QuickFilter", "E&xpiring in 5 min"),
        "expiring", Meaning::Expiry, "quickExpiring"},
    QuickFilterSpec {QuickFilter::Expired, QT_TRANSLATE_NOOP("QuickFilter", "Exp&ired"), "expired",
        Meaning::Expiry, "quickExpired"},
    QuickFilterSpec {QuickFilter::Pending, QT_TRANSLATE_NOOP("QuickFilter", "&Pending"), "pending",
        Meaning::Status, "quickPending"},
};

/// True when the table has what the filter asks about.
bool offersQuickFilter(QuickFilter filter, const TableInfo &table, const DecodeContext &context);
/// The filter as conditions at the context's time; none for a table that does not offer it.
QList<Condition> quickConditions(QuickFilter filter, const TableInfo &table, const DecodeContext &context);
