// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/postgres/postgresoptions.h"

struct pg_conn; // libpq's PGconn
struct pg_result; // libpq's PGresult

/// Why a server did not let us in, as a sentence with a way out; for a @p connection attempt that failed.
Error postgresOpenError(const ConnectionSpec &spec, const PostgresTarget &target, const pg_conn *connection);
/// The server took longer than the connect limit.
Error postgresOpenTimeout(const ConnectionSpec &spec, const PostgresTarget &target);
/// What answers says what no server says before it has let somebody in.
Error postgresStrange(const ConnectionSpec &spec, const PostgresTarget &target);
/// The server wants the password itself, and anybody could be asking or listening.
Error postgresClearPassword(const ConnectionSpec &spec, const PostgresTarget &target);
/// The server does not keep to a setting on which we rely.
Error postgresSettingRefused(const QByteArray &name, const QByteArray &value);

/// As postgresStatementError(), for a change that was not made.
Error postgresWriteError(
    const ConnectionSpec &spec, const QString &server, const pg_conn *connection, const pg_result *result);
/// Why a statement failed that @p server was asked. Without a SQLSTATE, or with a bad connection, it is lost.
Error postgresStatementError(
    const ConnectionSpec &spec, const QString &server, const pg_conn *connection, const pg_result *result);
