// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <libpq-fe.h>

/// PQconnectPoll() on a connection without TLS, which gets to read @p bytes, the next that wait at its
/// socket, and nothing behind them: libpq alone takes whatever has come meanwhile.
PostgresPollingStatusType pollWithOnly(PGconn *connection, const QByteArray &bytes);
