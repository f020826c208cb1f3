// SPDX-License-Identifier: GPL-3.0-or-later
#include "filtertable.h"

using namespace Qt::StringLiterals;

namespace {

ColumnInfo column(
    const QString &name, ColumnKind kind, Meaning meaning = Meaning::Plain, bool identity = false)
{
    ColumnInfo info;
    info.name = name;
    info.kind = kind;
    info.meaning = meaning;
    info.identity = identity;
    info.known = true;
    return info;
}

} // namespace

TableInfo filterTable()
{
    TableInfo table;
    table.role = TableRole::ActiveWatchers;
    table.name = u"active_watchers"_s;
    table.present = true;
    table.family = Family::Kamailio;
    table.generation = u"K53"_s;
    table.columns = {column(u"id"_s, ColumnKind::Integer),
        column(u"watcher_username"_s, ColumnKind::Text, Meaning::Plain, true),
        column(u"watcher_domain"_s, ColumnKind::Text, Meaning::Plain, true),
        column(u"expires"_s, ColumnKind::Integer, Meaning::Expiry),
        column(u"status"_s, ColumnKind::Integer, Meaning::Status), column(u"reason"_s, ColumnKind::Text),
        column(u"body"_s, ColumnKind::Binary, Meaning::Document), column(u"score"_s, ColumnKind::Real),
        column(u"odd \"name"_s, ColumnKind::Text), column(u"odd"_s, ColumnKind::Text)};
    return table;
}

DecodeContext filterContext()
{
    DecodeContext decoding;
    decoding.family = Family::Kamailio;
    decoding.generation = u"K53"_s;
    decoding.role = TableRole::ActiveWatchers;
    decoding.now = 1000;
    return decoding;
}

QString filterTableSql()
{
    return uR"(
CREATE TABLE active_watchers (id INTEGER PRIMARY KEY, watcher_username TEXT, watcher_domain TEXT, expires INT,
    status INT, reason TEXT, body BLOB, score REAL, "odd ""name" TEXT, odd TEXT);
INSERT INTO active_watchers VALUES
    (1, 'alice', 'example.com', 900, 1, NULL, x'3c703e', 0.5, 'a', 'x'),
    (2, 'bob', 'example.com', 1200, 2, '', CAST('<p>100%</p>' AS BLOB), 1.5, 'b c', 'x'),
    (3, 'car_ol', 'example.org', 1500, 2, 'rejected', 'text <p>', 2.0, 'it''s', 'y'),
    (4, 'carxol', 'example.org', -1, 3, 'timeout', x'ff00', NULL, '100%!', 'y,z'),
    (5, 'dave', 'example.net', 0, 1, 'O''Hara; --', x'', 3, NULL, 'status = 1');
)"_s;
}
