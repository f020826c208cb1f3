// SPDX-License-Identifier: GPL-3.0-or-later
#include "clidatabases.h"

#include "connection/engine.h"
#include "seeddatabase.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace {

const QString subscriptions = uR"(
INSERT INTO active_watchers VALUES ('alice', 'a.example', 'bob', 'b.example', 'presence', NULL, 'tt', 'f1', 'c1', 1,
    'sip:bob@192.0.2.1', NULL, 1000, 'active', 0);
INSERT INTO active_watchers VALUES ('carol', 'a.example', 'dave', 'b.example', 'presence', '', 'tt', 'f2', 'c2', 1,
    'sip:dave@192.0.2.2', 'a' || char(9) || 'b\c' || char(10, 27, 155, 8238) || '[31m', 2000, 'pending', 0);
INSERT INTO active_watchers VALUES ('carol', 'a.example', 'eve', 'b.example', 'presence', CAST(x'e9' AS TEXT), 'tt',
    'f3', 'c3', 1, CAST(x'6100ff' AS TEXT), x'00ff', -1, 'pending', NULL);
INSERT INTO presentity VALUES ('alice', 'a.example', 'presence', 'e1', 1000, 900, '<presence/>');
)"_s;

const QString modernWatchers = uR"(
CREATE TABLE version (table_name VARCHAR(32) NOT NULL, table_version INTEGER DEFAULT 0 NOT NULL);
INSERT INTO version VALUES ('watchers', 3);
CREATE TABLE watchers (id INTEGER PRIMARY KEY NOT NULL, presentity_uri VARCHAR(255) NOT NULL,
    watcher_username VARCHAR(64) NOT NULL, watcher_domain VARCHAR(64) NOT NULL,
    event VARCHAR(64) DEFAULT 'presence' NOT NULL, status INTEGER NOT NULL, reason VARCHAR(64),
    inserted_time INTEGER NOT NULL, "odd ""name; --" REAL, "a b" BLOB,
    CONSTRAINT watchers_watcher_idx UNIQUE (presentity_uri, watcher_username, watcher_domain, event));
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
INSERT INTO watchers SELECT i, 'sip:p' || (i % 50) || '@a.example', 'w' || i, 'b.example', 'presence', 1 + i % 3,
    CASE WHEN i % 2 THEN NULL ELSE 'r' || (i % 7) END, 5000 - i, i * 0.5,
    CASE i % 3 WHEN 0 THEN x'ff00' WHEN 1 THEN x'616263' ELSE NULL END FROM n;
)"_s;

/// The numbers of the pages where the table and its indexes begin.
QList<qint64> rootPages(const QString &path, const QString &table)
{
    const auto connection = openConnection({.url = {u"sqlite"_s, path}});
    if (!connection)
        return {};
    const auto found =
        (*connection)->select({u"SELECT rootpage FROM sqlite_master WHERE tbl_name = ?"_s, {table}}, {});
    QList<qint64> pages;
    for (const QVariantList &row : found ? found->rows : QList<QVariantList>())
        pages << row.value(0).toLongLong();
    return pages;
}

} // namespace

QString seedRowsSql()
{
    return sqliteDdl(seedDdl()) + subscriptions;
}

QString modernSql()
{
    return modernWatchers;
}

bool damageTable(const QString &path, const QString &table)
{
    constexpr qint64 pageSize = 4096; // SQLite's own choice for a new file
    const QList<qint64> pages = rootPages(path, table);
    QFile file(path);
    if (pages.isEmpty() || !file.open(QIODevice::ReadWrite))
        return false;
    for (const qint64 page : pages)
        if (!file.seek((page - 1) * pageSize) || file.write(QByteArray(pageSize, 'x')) != pageSize)
            return false;
    return true;
}
