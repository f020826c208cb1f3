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

/// Connects: what proves the password leaves only after TLS is up (and checked) when TLS was asked for. The
/// password itself goes to nobody but a server whose certificate was verified, a socket or this machine; to
/// all others it is proved by a challenge or not at all. One statement per string, no LOCAL INFILE, no
/// reconnect, no option file, no environment. Ends in @p limit, whatever name servers and dead addresses
/// of the host do; 0: in three times the connect timeout.
MariaDbOpening openMariaDb(const MariaDbTarget &target, std::chrono::milliseconds limit = {});
