-- SPDX-License-Identifier: GPL-3.0-or-later
-- OpenSER trunk in April 2007: new columns of active_watchers beside the old watchers table.

CREATE TABLE version (table_name VARCHAR(32) NOT NULL, table_version INT(10) NOT NULL DEFAULT 0);
INSERT INTO version VALUES ('presentity', 1), ('active_watchers', 3), ('watchers', 1), ('xcap_xml', 1);


CREATE TABLE presentity (
  id INTEGER PRIMARY KEY NOT NULL,
  username varchar(64) NOT NULL, domain varchar(124) NOT NULL, event varchar(64) NOT NULL, etag varchar(64) NOT NULL,
  expires int(11) NOT NULL, received_time int(11) NOT NULL, body text NOT NULL,
  UNIQUE (username, domain, event, etag)
) ENGINE=MyISAM;

CREATE TABLE active_watchers (
  id INTEGER PRIMARY KEY NOT NULL,
  to_user varchar(64) NOT NULL, to_domain varchar(128) NOT NULL,
  from_user varchar(64) NOT NULL, from_domain varchar(128) NOT NULL,
  event varchar(64) NOT NULL default 'presence', event_id varchar(64),
  to_tag varchar(128) NOT NULL, from_tag varchar(128) NOT NULL, callid varchar(128) NOT NULL,
  local_cseq int(11) NOT NULL, remote_cseq int(11) NOT NULL,
  contact varchar(128) NOT NULL, record_route text, expires int(11) NOT NULL,
  status varchar(32) NOT NULL default 'pending', version int(11) default '0',
  socket_info varchar(128) NOT NULL, local_contact varchar(255) NOT NULL,
  UNIQUE (to_tag)
) ENGINE=MyISAM;

CREATE TABLE watchers (
  id INTEGER PRIMARY KEY NOT NULL,
  p_user varchar(64) NOT NULL, p_domain varchar(128) NOT NULL, w_user varchar(64) NOT NULL, w_domain varchar(128) NOT NULL,
  subs_status varchar(64) NOT NULL, reason varchar(64), inserted_time int(11) NOT NULL,
  UNIQUE (p_user, p_domain, w_user, w_domain)
) ENGINE=MyISAM;

CREATE TABLE xcap_xml (
  id INTEGER PRIMARY KEY NOT NULL,
  username varchar(66) NOT NULL, domain varchar(128) NOT NULL, xcap text NOT NULL, doc_type int(11) NOT NULL,
  UNIQUE (username, domain, doc_type)
) ENGINE=MyISAM;
