// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

/// The presence tables that we know, in the order of their tabs.
enum class TableRole { Presentity, ActiveWatchers, Watchers, XcapXml, Xcap, Pua, RlsPresentity, RlsWatchers };

/// Which line of servers a database belongs to. Kamailio and OpenSIPS share numbers that mean different
/// things.
enum class Family { Unknown, Seed, OpenSer, Kamailio, OpenSips };

/// Tables that a server calls differently (module parameters such as presentity_table): role to name.
using TableNames = QMap<TableRole, QString>;

/// The canonical name of a table ("active_watchers"), which is also its role's word on the command line.
QString roleName(TableRole role);
/// The word for a family on the command line: seed, openser, kamailio, opensips, unknown.
QString familyName(Family family);
