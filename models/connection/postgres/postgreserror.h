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

/// Why a statement failed. Without a SQLSTATE, or with a bad connection, the server is lost.
Error postgresStatementError(const ConnectionSpec &spec, const pg_conn *connection, const pg_result *result);
/// The time that a statement may take is over.
Error postgresTimedOut(const QString &detail = {});
/// Not even a request to stop was answered.
Error postgresFrozen();
/// A row is larger than any presence data.
Error postgresRowTooLarge();
/// The server sent more than any screen can need.
Error postgresTooMuch();
