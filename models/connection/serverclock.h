// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QtGlobal>

class Connection;

/// The server's time, estimated from one measurement and this machine's clock. Milliseconds since the epoch,
/// UTC.
struct ServerClock {
    qint64 skewMs = 0; ///< server minus this machine
    qint64 uncertaintyMs = 0; ///< half the round trip

    qint64 nowMs() const;
    qint64 now() const { return nowMs() / 1000; } ///< epoch seconds

    /// Asks the server once. Errors: what select() returns.
    static Result<ServerClock> measure(Connection &connection);
};
