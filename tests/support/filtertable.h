// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/decode.h"

/// A subscriptions table for tests of filters, odd names and every kind of column among its columns.
TableInfo filterTable();
/// How its values are read; the clock stands at 1000.
DecodeContext filterContext();
/// SQL that makes it and fills in five rows with the ids 1 to 5.
QString filterTableSql();
