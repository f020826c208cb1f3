// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QVariant>

#include <memory>

struct Statement;
struct sqlite3;
struct sqlite3_stmt;

struct SqliteFinalizer {
    void operator()(sqlite3_stmt *statement) const;
};
using SqliteStatement = std::unique_ptr<sqlite3_stmt, SqliteFinalizer>;

/// The statement with its values bound, each with its own storage class; nothing when SQLite refuses, and
/// then its error code says why.
SqliteStatement prepareSqlite(sqlite3 *handle, const Statement &statement);
/// The names of the columns of a result.
QStringList sqliteColumns(sqlite3_stmt *statement);
/// The row that a statement is at, each value exact and with its storage class.
QVariantList sqliteRow(sqlite3_stmt *statement);
