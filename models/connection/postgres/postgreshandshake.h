// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/postgres/postgresoptions.h"

#include <libpq-fe.h>

#include <memory>

using PostgresLink = std::unique_ptr<PGconn, decltype(&PQfinish)>;

/// Makes one connection and is done or gives up within @p limit, also when the server is frozen. An
/// unencrypted server that asks for the password itself does not get it.
Result<PostgresLink> connectPostgres(
    const ConnectionSpec &spec, const PostgresTarget &target, std::chrono::milliseconds limit);
