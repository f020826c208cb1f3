// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servermachine.h"

/// Makes a database on the server, anew, with the presence tables of the installed Kamailio (its own DDL,
/// read now; on MariaDB with the character set that kamdbctl takes) and runs @p seedSql on it afterwards.
Result<void> createKamailioDatabase(
    const ServerMachine &server, const QString &name, const QString &seedSql = {});

/// Makes a database of the seed's four tables on MariaDB, MyISAM as in tests/data/seed.sql, empty.
Result<void> createSeedDatabase(const ServerMachine &server, const QString &name);

/// Fills the empty table active_watchers of a Kamailio database with so many subscriptions, made by the
/// server itself and always the same: they expire from ten minutes before @p now to two hours after it, a
/// third has NULL in event_id, half of them in record_route; ids run from 1 on.
Result<void> fillActiveWatchers(const ServerMachine &server, const QString &name, int rows, qint64 now);
