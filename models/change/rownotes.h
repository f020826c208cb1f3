// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/rowchange.h"
#include "grid/livegridmodel.h"

/// The marks of one table's rows for the changes that wait.
QHash<RowKey, NotedRow> rowNotes(const QList<RowChange> &staged, TableRole role);
