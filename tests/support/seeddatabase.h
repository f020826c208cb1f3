// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

/// The seed's four tables as MySQL text, letter for letter (tests/data/seed.sql).
QString seedDdl();
/// Kamailio's own SQLite scripts as Debian installs them: version table, presence and resource list tables.
/// Empty when the packages are missing.
QString shippedDdl();
/// MySQL text as SQLite takes it: without ENGINE, CHARSET and AUTO_INCREMENT.
QString sqliteDdl(const QString &mysqlDdl);

/// Runs statements on an SQLite file, which is made when it does not exist. The detail is SQLite's own text.
Result<void> executeSql(const QString &file, const QString &sql);
/// Makes an empty database of the seed's four tables.
Result<void> createSeedDatabase(const QString &file);
/// Makes an empty database of the tables that Debian's Kamailio ships.
Result<void> createShippedDatabase(const QString &file);
