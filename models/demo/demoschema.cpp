// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoschema.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

/// A table as its columns and constraints, the columns of its plain indexes by name, and its version number.
struct TableText {
    QLatin1StringView name;
    int version;
    QLatin1StringView body;
    std::array<QLatin1StringView, 4> indexes {};
};

constexpr std::array modernTables {
    TableText {"version"_L1, 1,
        "id INTEGER PRIMARY KEY NOT NULL, table_name VARCHAR(32) NOT NULL, table_version INTEGER DEFAULT 0 "
        "NOT NULL, "
        "CONSTRAINT version_table_name_idx UNIQUE (table_name)"_L1},
    TableText {"presentity"_L1, 5,
        "id INTEGER PRIMARY KEY NOT NULL, username VARCHAR(64) NOT NULL, domain VARCHAR(64) NOT NULL, "
        "event VARCHAR(64) NOT NULL, etag VARCHAR(128) NOT NULL, expires INTEGER NOT NULL, "
        "received_time INTEGER NOT NULL, body BLOB NOT NULL, sender VARCHAR(255) NOT NULL, "
        "priority INTEGER DEFAULT 0 NOT NULL, ruid VARCHAR(64), "
        "CONSTRAINT presentity_presentity_idx UNIQUE (username, domain, event, etag), "
        "CONSTRAINT presentity_ruid_idx UNIQUE (ruid)"_L1,
        {"presentity_presentity_expires (expires)"_L1,
            "presentity_account_idx (username, domain, event)"_L1}},
    TableText {"active_watchers"_L1, 12,
        "id INTEGER PRIMARY KEY NOT NULL, presentity_uri VARCHAR(255) NOT NULL, "
        "watcher_username VARCHAR(64) NOT NULL, watcher_domain VARCHAR(64) NOT NULL, to_user VARCHAR(64) NOT "
        "NULL, "
        "to_domain VARCHAR(64) NOT NULL, event VARCHAR(64) DEFAULT 'presence' NOT NULL, event_id "
        "VARCHAR(64), "
        "to_tag VARCHAR(128) NOT NULL, from_tag VARCHAR(128) NOT NULL, callid VARCHAR(255) NOT NULL, "
        "local_cseq INTEGER NOT NULL, remote_cseq INTEGER NOT NULL, contact VARCHAR(255) NOT NULL, "
        "record_route TEXT, expires INTEGER NOT NULL, status INTEGER DEFAULT 2 NOT NULL, reason VARCHAR(64), "
        "version INTEGER DEFAULT 0 NOT NULL, socket_info VARCHAR(64) NOT NULL, local_contact VARCHAR(255) "
        "NOT NULL, "
        "from_user VARCHAR(64) NOT NULL, from_domain VARCHAR(64) NOT NULL, updated INTEGER NOT NULL, "
        "updated_winfo INTEGER NOT NULL, flags INTEGER DEFAULT 0 NOT NULL, user_agent VARCHAR(255) DEFAULT "
        "'', "
        "CONSTRAINT active_watchers_active_watchers_idx UNIQUE (callid, to_tag, from_tag)"_L1,
        {"active_watchers_active_watchers_expires (expires)"_L1,
            "active_watchers_active_watchers_pres (presentity_uri, event)"_L1,
            "active_watchers_updated_idx (updated)"_L1,
            "active_watchers_updated_winfo_idx (updated_winfo, presentity_uri)"_L1}},
    TableText {"watchers"_L1, 3,
        "id INTEGER PRIMARY KEY NOT NULL, presentity_uri VARCHAR(255) NOT NULL, "
        "watcher_username VARCHAR(64) NOT NULL, watcher_domain VARCHAR(64) NOT NULL, "
        "event VARCHAR(64) DEFAULT 'presence' NOT NULL, status INTEGER NOT NULL, reason VARCHAR(64), "
        "inserted_time INTEGER NOT NULL, "
        "CONSTRAINT watchers_watcher_idx UNIQUE (presentity_uri, watcher_username, watcher_domain, event)"_L1,
        {"watchers_time_status_idx (inserted_time, status)"_L1}},
    TableText {"xcap"_L1, 4,
        "id INTEGER PRIMARY KEY NOT NULL, username VARCHAR(64) NOT NULL, domain VARCHAR(64) NOT NULL, "
        "doc BLOB NOT NULL, doc_type INTEGER NOT NULL, etag VARCHAR(128) NOT NULL, source INTEGER NOT NULL, "
        "doc_uri VARCHAR(255) NOT NULL, port INTEGER NOT NULL, CONSTRAINT xcap_doc_uri_idx UNIQUE (doc_uri)"_L1,
        {"xcap_account_doc_type_idx (username, domain, doc_type)"_L1,
            "xcap_account_doc_type_uri_idx (username, domain, doc_type, doc_uri)"_L1,
            "xcap_account_doc_uri_idx (username, domain, doc_uri)"_L1}},
    TableText {"pua"_L1, 7,
        "id INTEGER PRIMARY KEY NOT NULL, pres_uri VARCHAR(255) NOT NULL, pres_id VARCHAR(255) NOT NULL, "
        "event INTEGER NOT NULL, expires INTEGER NOT NULL, desired_expires INTEGER NOT NULL, flag INTEGER "
        "NOT NULL, "
        "etag VARCHAR(128) NOT NULL, tuple_id VARCHAR(64), watcher_uri VARCHAR(255) NOT NULL, "
        "call_id VARCHAR(255) NOT NULL, to_tag VARCHAR(128) NOT NULL, from_tag VARCHAR(128) NOT NULL, "
        "cseq INTEGER NOT NULL, record_route TEXT, contact VARCHAR(255) NOT NULL, "
        "remote_contact VARCHAR(255) NOT NULL, version INTEGER NOT NULL, extra_headers TEXT NOT NULL, "
        "CONSTRAINT pua_pua_idx UNIQUE (etag, tuple_id, call_id, from_tag)"_L1,
        {"pua_expires_idx (expires)"_L1, "pua_dialog1_idx (pres_id, pres_uri)"_L1,
            "pua_dialog2_idx (call_id, from_tag)"_L1, "pua_record_idx (pres_id)"_L1}},
    TableText {"rls_presentity"_L1, 1,
        "id INTEGER PRIMARY KEY NOT NULL, rlsubs_did VARCHAR(255) NOT NULL, resource_uri VARCHAR(255) NOT "
        "NULL, "
        "content_type VARCHAR(255) NOT NULL, presence_state BLOB NOT NULL, expires INTEGER NOT NULL, "
        "updated INTEGER NOT NULL, auth_state INTEGER NOT NULL, reason VARCHAR(64) NOT NULL, "
        "CONSTRAINT rls_presentity_rls_presentity_idx UNIQUE (rlsubs_did, resource_uri)"_L1,
        {"rls_presentity_rlsubs_idx (rlsubs_did)"_L1, "rls_presentity_updated_idx (updated)"_L1,
            "rls_presentity_expires_idx (expires)"_L1}},
    TableText {"rls_watchers"_L1, 3,
        "id INTEGER PRIMARY KEY NOT NULL, presentity_uri VARCHAR(255) NOT NULL, to_user VARCHAR(64) NOT "
        "NULL, "
        "to_domain VARCHAR(64) NOT NULL, watcher_username VARCHAR(64) NOT NULL, watcher_domain VARCHAR(64) "
        "NOT NULL, "
        "event VARCHAR(64) DEFAULT 'presence' NOT NULL, event_id VARCHAR(64), to_tag VARCHAR(128) NOT NULL, "
        "from_tag VARCHAR(128) NOT NULL, callid VARCHAR(255) NOT NULL, local_cseq INTEGER NOT NULL, "
        "remote_cseq INTEGER NOT NULL, contact VARCHAR(255) NOT NULL, record_route TEXT, expires INTEGER NOT "
        "NULL, "
        "status INTEGER DEFAULT 2 NOT NULL, reason VARCHAR(64) NOT NULL, version INTEGER DEFAULT 0 NOT NULL, "
        "socket_info VARCHAR(64) NOT NULL, local_contact VARCHAR(255) NOT NULL, from_user VARCHAR(64) NOT "
        "NULL, "
        "from_domain VARCHAR(64) NOT NULL, updated INTEGER NOT NULL, "
        "CONSTRAINT rls_watchers_rls_watcher_idx UNIQUE (callid, to_tag, from_tag)"_L1,
        {"rls_watchers_rls_watchers_update (watcher_username, watcher_domain, event)"_L1,
            "rls_watchers_rls_watchers_expires (expires)"_L1, "rls_watchers_updated_idx (updated)"_L1}},
};

constexpr int unversioned = -1;

constexpr std::array seedTables {
    TableText {"presentity"_L1, unversioned,
        "username varchar(64) NOT NULL, domain varchar(124) NOT NULL, event varchar(64) NOT NULL, "
        "etag varchar(64) NOT NULL, expires int(11) NOT NULL, received_time int(11) NOT NULL, body text NOT "
        "NULL, "
        "PRIMARY KEY (username, domain, event, etag)"_L1},
    TableText {"active_watchers"_L1, unversioned,
        "to_user varchar(64) NOT NULL, to_domain varchar(128) NOT NULL, from_user varchar(64) NOT NULL, "
        "from_domain varchar(128) NOT NULL, event varchar(64) NOT NULL default 'presence', event_id "
        "varchar(64), "
        "to_tag varchar(128) NOT NULL, from_tag varchar(128) NOT NULL, callid varchar(128) NOT NULL, "
        "cseq int(11) NOT NULL, contact varchar(128) NOT NULL, record_route varchar(255), expires int(11) "
        "NOT NULL, "
        "status varchar(32) NOT NULL default 'pending', version int(11) default '0', PRIMARY KEY (from_tag)"_L1},
    TableText {"xcap_xml"_L1, unversioned,
        "username varchar(64) NOT NULL, domain varchar(128) NOT NULL, xcap text NOT NULL, doc_type int NOT "
        "NULL, "
        "PRIMARY KEY (username, domain, doc_type)"_L1},
    TableText {"watchers"_L1, unversioned,
        "p_user varchar(64) NOT NULL, p_domain varchar(128) NOT NULL, w_user varchar(64) NOT NULL, "
        "w_domain varchar(128) NOT NULL, subs_status varchar(64) NOT NULL, reason varchar(64), "
        "inserted_time int(11) NOT NULL, PRIMARY KEY (p_user, p_domain, w_user, w_domain)"_L1},
};

QStringList statementsFor(const TableText &table)
{
    QStringList statements {"CREATE TABLE %1 (%2)"_L1.arg(table.name, table.body)};
    for (QLatin1StringView index : table.indexes) {
        if (!index.isEmpty()) {
            const QString text = QString(index);
            const qsizetype bracket = text.indexOf(u'(');
            statements += u"CREATE INDEX %1ON %2 %3"_s.arg(text.left(bracket), table.name, text.mid(bracket));
        }
    }
    if (table.version != unversioned) {
        statements += u"INSERT INTO version (table_name, table_version) VALUES ('%1', %2)"_s.arg(table.name)
                          .arg(table.version);
    }
    return statements;
}

template <typename Tables>
QStringList statementsForAll(const Tables &tables)
{
    QStringList statements;
    for (const TableText &table : tables)
        statements += statementsFor(table);
    return statements;
}

} // namespace

QStringList demoSchema(DemoKind kind)
{
    return kind == DemoKind::Modern ? statementsForAll(modernTables) : statementsForAll(seedTables);
}
