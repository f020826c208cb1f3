// SPDX-License-Identifier: GPL-3.0-or-later
#include "serverdatabases.h"

#include "seeddatabase.h"

#include <QFile>

#include <array>

using namespace Qt::StringLiterals;

namespace {

// standard-create.sql comes first: it holds the table "version", into which the others write.
constexpr std::array ddlFiles {"standard-create.sql", "presence-create.sql", "rls-create.sql"};

bool isPostgres(const ServerMachine &server)
{
    return server.scheme() == "postgres"_L1;
}

Result<QString> shippedDdl(const QString &engine)
{
    QString ddl;
    for (const char *name : ddlFiles) {
        QFile file(u"/usr/share/kamailio/%1/%2"_s.arg(engine, QLatin1StringView(name)));
        if (!file.open(QIODevice::ReadOnly))
            return Error {u"The table definitions of Kamailio are missing. Install the package "
                          "kamailio-%1-modules; packaging/setup --test does it."_s.arg(engine),
                file.fileName() + u": "_s + file.errorString()};
        ddl += QString::fromUtf8(file.readAll()) + u'\n';
    }
    return ddl;
}

// Spoken by both engines: %1 is a table that numbers its rows n, %2 makes a number hexadecimal, %3 is the
// time. Different factors keep the columns from following each other.
constexpr auto fillPattern =
    "INSERT INTO active_watchers (presentity_uri, watcher_username, watcher_domain, to_user, to_domain, "
    "event, "
    "event_id, to_tag, from_tag, callid, local_cseq, remote_cseq, contact, record_route, expires, status, "
    "reason, version, socket_info, local_contact, from_user, from_domain, updated, updated_winfo, flags, "
    "user_agent) SELECT CONCAT('sip:user', n * 7919 % 20011, '@example.com'), "
    "CONCAT('user', n * 104729 % 5003), 'example.net', CONCAT('user', n * 7919 % 20011), 'example.com', "
    "CASE n * 31 % 5 WHEN 0 THEN 'dialog' WHEN 1 THEN 'message-summary' ELSE 'presence' END, "
    "CASE WHEN n % 3 = 0 THEN NULL ELSE %2(n * 65537 % 65521) END, CONCAT('t', %2(n * 48271)), "
    "%2(n * 2654435761 % 4294967296), "
    "CONCAT(%2(n * 40503 % 4294967296), '-', n, '@192.0.2.', n % 250), n % 100, n % 300, "
    "CONCAT('sip:user', n * 104729 % 5003, '@192.0.2.', n % 250, ':5060'), "
    "CASE WHEN n % 2 = 0 THEN NULL ELSE '<sip:203.0.113.9;lr>' END, %3 + n * 2699 % 7800 - 600, "
    "CASE n * 17 % 10 WHEN 0 THEN 2 WHEN 1 THEN 3 WHEN 2 THEN 4 ELSE 1 END, '', n % 40, "
    "'udp:203.0.113.5:5060', 'sip:203.0.113.5:5060', CONCAT('user', n * 104729 % 5003), 'example.net', -1, "
    "-1, "
    "0, 'Yealink SIP-T46S 66.86.0.15' FROM %1 ORDER BY n; ";

// Plain indexes are built after the rows: in order, instead of at random places.
constexpr auto dropIndexes =
    "CREATE TEMP TABLE kept AS SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS "
    "text "
    "FROM pg_index WHERE indrelid = 'active_watchers'::regclass AND NOT indisunique; "
    "DO $$ DECLARE each record; BEGIN FOR each IN SELECT name FROM kept LOOP "
    "EXECUTE 'DROP INDEX ' || each.name; END LOOP; END $$; ";
constexpr auto makeIndexes = "DO $$ DECLARE each record; BEGIN FOR each IN SELECT text FROM kept LOOP "
                             "EXECUTE each.text; END LOOP; END $$; ANALYZE active_watchers";

Result<void> fillPostgres(const ServerMachine &server, const QString &name, int rows, qint64 now)
{
    const QString numbers = u"generate_series(1::bigint, %1) AS numbers(n)"_s.arg(rows);
    return server.exec(QString::fromLatin1(dropIndexes)
            + QString::fromLatin1(fillPattern).arg(numbers, u"to_hex"_s).arg(now)
            + QString::fromLatin1(makeIndexes),
        name);
}

// Without the checks an empty table is filled in bulk, its indexes sorted.
Result<void> fillMariadb(const ServerMachine &server, const QString &name, int rows, qint64 now)
{
    const QString numbers = u"(SELECT seq AS n FROM seq_1_to_%1) AS numbers"_s.arg(rows);
    return server.exec(u"SET unique_checks = 0, foreign_key_checks = 0; "_s
            + QString::fromLatin1(fillPattern).arg(numbers, u"HEX"_s).arg(now)
            + u"ANALYZE TABLE active_watchers"_s,
        name);
}

} // namespace

Result<void> createKamailioDatabase(const ServerMachine &server, const QString &name, const QString &seedSql)
{
    const auto ddl = shippedDdl(isPostgres(server) ? u"postgres"_s : u"mysql"_s);
    if (!ddl)
        return ddl.error();
    if (const auto made = server.createDatabase(name); !made)
        return made;
    // Who made a table owns it.
    const QString owner =
        isPostgres(server) ? u"SET ROLE %1;\n"_s.arg(QLatin1StringView(kamAccount.name)) : QString();
    return server.exec(owner + *ddl + seedSql, name);
}

Result<void> createSeedDatabase(const ServerMachine &server, const QString &name)
{
    if (const auto made = server.createDatabase(name); !made)
        return made;
    return server.exec(seedDdl(), name);
}

Result<void> fillActiveWatchers(const ServerMachine &server, const QString &name, int rows, qint64 now)
{
    const auto fill = isPostgres(server) ? fillPostgres : fillMariadb;
    return fill(server, name, rows, now);
}
