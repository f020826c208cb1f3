// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/postgres/postgresoptions.h"

#include <memory>

struct pg_conn; // libpq's PGconn

struct PostgresCloser {
    void operator()(pg_conn *connection) const;
};
/// A connection of libpq that is closed when it goes.
using PostgresLink = std::unique_ptr<pg_conn, PostgresCloser>;

/// Makes one connection and is done or gives up within @p limit, also when the server is frozen. A server
/// that asks for the password itself gets it only when it is verified, or behind a socket.
Result<PostgresLink> connectPostgres(
    const ConnectionSpec &spec, const PostgresTarget &target, std::chrono::milliseconds limit);
