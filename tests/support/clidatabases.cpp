// SPDX-License-Identifier: GPL-3.0-or-later
#include "clidatabases.h"

#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

const QStringList seedRows {
    u"INSERT INTO active_watchers VALUES ('alice', 'a.example', 'bob', 'b.example', 'presence', NULL, 'tt', "
    u"'f1', 'c1', 1, "
    "'sip:bob@192.0.2.1', NULL, 1000, 'active', 0)"_s,
    u"INSERT INTO active_watchers VALUES ('carol', 'a.example', 'dave', 'b.example', 'presence', '', 'tt', "
    u"'f2', 'c2', 1, "
    "'sip:dave@192.0.2.2', 'a' || char(9) || 'b\\c' || char(10, 27, 155, 8238) || '[31m', 2000, 'pending', 0)"_s,
    u"INSERT INTO active_watchers VALUES ('carol', 'a.example', 'eve', 'b.example', 'presence', CAST(x'e9' "
    u"AS TEXT), 'tt', "
    "'f3', 'c3', 1, CAST(x'6100ff' AS TEXT), x'00ff', -1, 'pending', NULL)"_s,
    u"INSERT INTO presentity VALUES ('alice', 'a.example', 'presence', 'e1', 1000, 900, '<presence/>')"_s,
};

const QStringList modernTables {
    u"CREATE TABLE version (table_name VARCHAR(32) NOT NULL, table_version INTEGER DEFAULT 0 NOT NULL)"_s,
    u"INSERT INTO version VALUES ('watchers', 3)"_s,
    u"CREATE TABLE watchers (id INTEGER PRIMARY KEY NOT NULL, presentity_uri VARCHAR(255) NOT NULL, "
    u"watcher_username "
    "VARCHAR(64) NOT NULL, watcher_domain VARCHAR(64) NOT NULL, event VARCHAR(64) DEFAULT 'presence' NOT "
    "NULL, status "
    "INTEGER NOT NULL, reason VARCHAR(64), inserted_time INTEGER NOT NULL, \"odd \"\"name; --\" REAL, \"a "
    "b\" BLOB, "
    "CONSTRAINT watchers_watcher_idx UNIQUE (presentity_uri, watcher_username, watcher_domain, event))"_s,
    u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500) INSERT INTO watchers "
    u"SELECT i, "
    "'sip:p' || (i % 50) || '@a.example', 'w' || i, 'b.example', 'presence', 1 + i % 3, CASE WHEN i % 2 THEN "
    "NULL ELSE "
    "'r' || (i % 7) END, 5000 - i, i * 0.5, CASE i % 3 WHEN 0 THEN x'ff00' WHEN 1 THEN x'616263' ELSE NULL END FROM n"_s,
};

/// The seed's own DDL; only the storage engine means nothing to SQLite.
QStringList seedTables()
{
    QFile file(QStringLiteral(TEST_DATA "/seed.sql"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString text = QString::fromUtf8(file.readAll());
    text.remove(QRegularExpression(u"--[^\n]*"_s));
    text.replace(QRegularExpression(u"\\)\\s*ENGINE=[^;]*;"_s), u");"_s);
    QStringList statements = text.split(u';');
    statements.removeIf([](const QString &statement) { return statement.trimmed().isEmpty(); });
    return statements;
}

} // namespace

QStringList seedDatabase()
{
    return seedTables() + seedRows;
}

QStringList modernDatabase()
{
    return modernTables;
}
