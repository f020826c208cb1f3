// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/tablecounts.h"
#include "schema/schema.h"

/// The name of a table's tab as people say it: "Subscriptions", "Watchers".
QString tabName(TableRole role);
/// Name and badge of a tab: "Subscriptions 48,113 · 37 expiring, 4 expired". Counts that are not known are
/// left out.
QString tabTitle(const TableInfo &table, const TableCounts &counts);
/// What the tab is for, as a sentence for its tooltip.
QString tabTooltip(const TableInfo &table);
