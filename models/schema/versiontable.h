// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/catalog.h"
#include "schema/findings.h"
#include "schema/schema.h"

#include <QHash>

/// Numbers of the version table by table name in lower case; none when there is no such table.
struct Versions {
    VersionTable table = VersionTable::Missing;
    QHash<QString, int> numbers;
};

/// The numbers of all presence tables in one database (empty: the own one), whose tables @p existing names.
/// Errors: those that may be gone next time; a version table that cannot be read has no rows.
Result<Versions> readVersions(
    Connection &connection, const QString &database, const QStringList &existing, const TableNames &names);

/// The table in which a server notes the numbers.
bool isVersionTable(const QString &name);
/// Where a role is looked for: its mapped name, as "database.table" where the engine has several.
TableRef wantedTable(TableRole role, const TableNames &names, bool hasDatabases);
/// The databases that the names speak of, the own one (empty) first.
QStringList wantedDatabases(const TableNames &names, bool hasDatabases);
/// The name as the database spells it, exactly if it can be; null when there is no such table.
QString nameInDatabase(const QString &wanted, const QStringList &existing);
/// True for a failure that says something about one table only; all others end the reading and may be gone
/// next time.
bool concernsOneTable(const Error &error);
