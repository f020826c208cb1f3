// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Which shape of table a big test file has.
enum class BigKind {
    Modern, ///< active_watchers as Kamailio ships it, ordered by id
    Seed, ///< active_watchers of 2006: the primary key from_tag is in no order, there is no id
    NoKey, ///< a table watchers without any key
};

/// How SQLite keeps its journal in that file.
enum class BigJournal { Wal, Delete };

/// The moment around which the rows of a big file expire, from ten minutes before to two hours after.
constexpr qint64 bigNow = 1'800'000'000;

/// Writes a file with so many rows in its one big table (active_watchers, for NoKey watchers), fast and
/// always the same. A third of the rows has NULL in event_id, half of them in record_route. False, with a
/// warning, when it failed.
bool makeBigDatabase(
    const QString &path, int rows, BigKind kind, BigJournal journal = BigJournal::Wal, qint64 now = bigNow);
