// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// SQL for a database of the seed tables with three subscriptions, one of which holds bytes that are no text
/// and one of which would steer a terminal.
QString seedRowsSql();

/// SQL for a modern watchers table of 2,500 rows with unknown columns of odd names and every storage class.
QString modernSql();

/// Overwrites the first pages of a table and its indexes in an SQLite file, as a bad disk would. False when
/// it could not.
bool damageTable(const QString &path, const QString &table);
