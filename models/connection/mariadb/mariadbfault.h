// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connectionspec.h"

#include <QSqlError>

/// Which server an error is about, as it is told to a person. Values come from outside and are made visible.
struct MariaDbPlace {
    QString address; ///< host:port or socket
    QString user;
    QString database;
    Secret password; ///< what no text may repeat
    bool hasOthers = false; ///< another host could be asked instead
};

/// What a failed statement means for a person: by the native code, with a way out. A failure without a code
/// is a lost connection.
Error mariaDbFault(const QSqlError &error, const MariaDbPlace &place);
/// What it means that no connection could be made.
Error mariaDbOpenFault(const QSqlError &error, const MariaDbPlace &place);
/// What let us in and then said nothing more.
Error mariaDbSilent(const MariaDbPlace &place);

/// A node of a Galera cluster that has lost the others, though there are other hosts.
Error mariaDbCutOff(const MariaDbPlace &place);
