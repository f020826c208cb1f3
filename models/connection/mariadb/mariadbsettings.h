// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connectionspec.h"
#include "connection/mariadb/mariadbdriver.h"
#include "connection/mariadb/mariadbfault.h"

/// What kind of server answers, and which of its guards hold. Very old servers lack some; then only this
/// program itself sees to it.
struct MariaDbGuards {
    bool isMariaDb = true;
    QString version; ///< "10.11.19", as the server says it
    bool readOnly = false; ///< the server refuses every change
    bool timeLimit = false; ///< the server ends what takes too long
    bool tlsReachesServer = true; ///< false: TLS ends at something in between
};

/// Tells the server how this session is to be treated, and reads each setting back. Errors: Refused, when a
/// server that knows a setting does not keep to it; else what mariaDbFault() says.
Result<MariaDbGuards> settleMariaDbSession(
    const MariaDbDriver &driver, const ConnectionSpec &spec, const MariaDbPlace &place);

/// A node of a Galera cluster that has lost the others: it lets everybody in and reads nothing.
bool isMariaDbCutOff(const MariaDbDriver &driver);

/// The statement that bounds all that follow.
QString mariaDbLimitSql(const MariaDbGuards &guards, std::chrono::milliseconds limit);
