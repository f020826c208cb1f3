// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

/// A machine that a server runs on. "localhost" is a host name like others, never a socket.
struct HostPort {
    QString host; ///< name, IPv4 or IPv6 address without brackets
    int port = 0; ///< 0: the engine's usual one

    /// "host", "host:port", "[address]:port"
    QString display() const;
    bool operator==(const HostPort &) const = default;
};

/// Reads "host", "host:port" or "[IPv6 address]:port". Errors: Usage. No sentence repeats what stood there:
/// in a URL with a forgotten "@" it would be the password.
Result<HostPort> parseHostPort(const QString &text);
