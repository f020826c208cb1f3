-- SPDX-License-Identifier: GPL-3.0-or-later
-- OpenSER trunk at the end of August 2007: addresses as URIs, not yet under their final names.

CREATE TABLE version (table_name VARCHAR(32) NOT NULL, table_version INT(10) NOT NULL DEFAULT 0);
INSERT INTO version VALUES ('presentity', 2), ('active_watchers', 7), ('watchers', 2), ('xcap_xml', 1);


CREATE TABLE presentity (
  id INTEGER PRIMARY KEY NOT NULL,
  username varchar(64) NOT NULL, domain varchar(64) NOT NULL, event varchar(64) NOT NULL, etag varchar(64) NOT NULL,
  expires int(11) NOT NULL, received_time int(11) NOT NULL, body blob NOT NULL,
  UNIQUE (username, domain, event, etag)
) ENGINE=MyISAM;

CREATE TABLE active_watchers (
  id INTEGER PRIMARY KEY NOT NULL, pres_uri varchar(128) NOT NULL,
  to_user varchar(64) NOT NULL, to_domain varchar(64) NOT NULL,
  from_user varchar(64) NOT NULL, from_domain varchar(64) NOT NULL,
  event varchar(64) NOT NULL default 'presence', event_id varchar(64),
  to_tag varchar(64) NOT NULL, from_tag varchar(64) NOT NULL, callid varchar(64) NOT NULL,
  local_cseq int(11) NOT NULL, remote_cseq int(11) NOT NULL,
  contact varchar(64) NOT NULL, record_route text, expires int(11) NOT NULL,
  status int(11) NOT NULL default 2, reason varchar(64) NOT NULL, version int(11) NOT NULL default 0,
  socket_info varchar(64) NOT NULL, local_contact varchar(128) NOT NULL
) ENGINE=MyISAM;

CREATE TABLE watchers (
  id INTEGER PRIMARY KEY NOT NULL,
  p_uri varchar(128) NOT NULL, w_user varchar(64) NOT NULL, w_domain varchar(64) NOT NULL,
  event varchar(64) NOT NULL default 'presence', subs_status int(11) NOT NULL, reason varchar(64), inserted_time int(11) NOT NULL,
  UNIQUE (p_uri, w_user, w_domain, event)
) ENGINE=MyISAM;

CREATE TABLE xcap_xml (
  id INTEGER PRIMARY KEY NOT NULL,
  username varchar(64) NOT NULL, domain varchar(64) NOT NULL, xcap blob NOT NULL, doc_type int(11) NOT NULL,
  UNIQUE (username, domain, doc_type)
) ENGINE=MyISAM;
