-- SPDX-License-Identifier: GPL-3.0-or-later
-- Kamailio 3.3, 2012.

CREATE TABLE version (table_name VARCHAR(32) NOT NULL, table_version INT(10) NOT NULL DEFAULT 0);
INSERT INTO version VALUES ('presentity', 3), ('active_watchers', 11), ('watchers', 3), ('xcap', 4), ('pua', 7);


CREATE TABLE presentity (
    id INTEGER PRIMARY KEY NOT NULL, username VARCHAR(64) NOT NULL, domain VARCHAR(64) NOT NULL, event VARCHAR(64) NOT NULL,
    etag VARCHAR(64) NOT NULL, expires INT(11) NOT NULL, received_time INT(11) NOT NULL, body BLOB NOT NULL, sender VARCHAR(128) NOT NULL,
    CONSTRAINT presentity_idx UNIQUE (username, domain, event, etag)
);
CREATE INDEX presentity_expires ON presentity (expires);
CREATE INDEX account_idx ON presentity (username, domain, event);

CREATE TABLE active_watchers (
    id INTEGER PRIMARY KEY NOT NULL, presentity_uri VARCHAR(128) NOT NULL,
    watcher_username VARCHAR(64) NOT NULL, watcher_domain VARCHAR(64) NOT NULL, to_user VARCHAR(64) NOT NULL, to_domain VARCHAR(64) NOT NULL,
    event VARCHAR(64) DEFAULT 'presence' NOT NULL, event_id VARCHAR(64), to_tag VARCHAR(64) NOT NULL, from_tag VARCHAR(64) NOT NULL,
    callid VARCHAR(255) NOT NULL, local_cseq INT(11) NOT NULL, remote_cseq INT(11) NOT NULL, contact VARCHAR(128) NOT NULL,
    record_route TEXT, expires INT(11) NOT NULL, status INT(11) DEFAULT 2 NOT NULL, reason VARCHAR(64) NOT NULL,
    version INT(11) DEFAULT 0 NOT NULL, socket_info VARCHAR(64) NOT NULL, local_contact VARCHAR(128) NOT NULL, from_user VARCHAR(64) NOT NULL, from_domain VARCHAR(64) NOT NULL,
    updated INT(11) NOT NULL, updated_winfo INT(11) NOT NULL,
    CONSTRAINT active_watchers_idx UNIQUE (callid, to_tag, from_tag)
);
CREATE INDEX active_watchers_expires ON active_watchers (expires);
CREATE INDEX active_watchers_pres ON active_watchers (presentity_uri);
CREATE INDEX updated_idx ON active_watchers (updated);
CREATE INDEX updated_winfo_idx ON active_watchers (updated_winfo, presentity_uri);

CREATE TABLE watchers (
    id INTEGER PRIMARY KEY NOT NULL, presentity_uri VARCHAR(128) NOT NULL, watcher_username VARCHAR(64) NOT NULL,
    watcher_domain VARCHAR(64) NOT NULL, event VARCHAR(64) DEFAULT 'presence' NOT NULL, status INT(11) NOT NULL, reason VARCHAR(64),
    inserted_time INT(11) NOT NULL,
    CONSTRAINT watcher_idx UNIQUE (presentity_uri, watcher_username, watcher_domain, event)
);

CREATE TABLE xcap (
    id INTEGER PRIMARY KEY NOT NULL, username VARCHAR(64) NOT NULL, domain VARCHAR(64) NOT NULL, doc MEDIUMBLOB NOT NULL,
    doc_type INT(11) NOT NULL, etag VARCHAR(64) NOT NULL, source INT(11) NOT NULL, doc_uri VARCHAR(255) NOT NULL, port INT(11) NOT NULL,
    CONSTRAINT account_doc_type_idx UNIQUE (doc_uri)
);
CREATE INDEX account_doc_type ON xcap (username, domain, doc_type);
CREATE INDEX account_doc_type_uri_idx ON xcap (username, domain, doc_type, doc_uri);
CREATE INDEX account_doc_uri_idx ON xcap (username, domain, doc_uri);


CREATE TABLE pua (
    id INTEGER PRIMARY KEY NOT NULL, pres_uri VARCHAR(128) NOT NULL, pres_id VARCHAR(255) NOT NULL, event INT(11) NOT NULL,
    expires INT(11) NOT NULL, desired_expires INT(11) NOT NULL, flag INT(11) NOT NULL, etag VARCHAR(64) NOT NULL, tuple_id VARCHAR(64),
    watcher_uri VARCHAR(128) NOT NULL, call_id VARCHAR(255) NOT NULL, to_tag VARCHAR(64) NOT NULL, from_tag VARCHAR(64) NOT NULL, cseq INT(11) NOT NULL,
    record_route TEXT, contact VARCHAR(128) NOT NULL, version INT(11) NOT NULL, extra_headers TEXT NOT NULL, remote_contact VARCHAR(128) NOT NULL,
    CONSTRAINT pua_idx UNIQUE (etag, tuple_id, call_id, from_tag)
);
