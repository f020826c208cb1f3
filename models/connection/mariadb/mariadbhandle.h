// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/mariadb/mariadboptions.h"

#include <QSqlError>

#include <memory>

#include <mysql.h>

struct MariaDbCloser {
    void operator()(MYSQL *handle) const;
};
/// A handle of the client library; closing tells the server.
using MariaDbHandle = std::unique_ptr<MYSQL, MariaDbCloser>;

/// A connected handle, or none and the reason.
struct MariaDbOpening {
    MariaDbHandle handle;
    QSqlError error;
};

/// Connects: the password leaves only after TLS is up (and checked) when TLS was asked for, never in clear
/// and never under a key that anybody on the way could have made up; one statement per string, no LOCAL
/// INFILE, no reconnect, no option file, no environment. Blocks for the connect timeout at most (per address
/// of the host).
MariaDbOpening openMariaDb(const MariaDbTarget &target);
