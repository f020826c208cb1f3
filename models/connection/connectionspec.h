// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/databaseurl.h"

#include <chrono>

/// How the way to a server is protected.
enum class TlsMode {
    Off, ///< plaintext; to another machine only after an explicit choice
    Required, ///< encrypted, whoever answers
    Verified ///< encrypted, certificate signed by a known authority and made out for the host
};

/// What a session asks of the transport.
struct TlsSettings {
    TlsMode mode = TlsMode::Verified;
    QString caFile; ///< PEM; empty: the system's authorities
    bool operator==(const TlsSettings &) const = default;
};

/// Bounds on both sides of a connection.
struct TimeLimits {
    std::chrono::seconds connect {5};
    std::chrono::seconds statement {30}; ///< enforced by the server; the watchdog waits a little longer
    std::chrono::seconds lock {3};
    bool operator==(const TimeLimits &) const = default;
};

/// Everything that opening a connection needs. A value for one session; never saved.
struct ConnectionSpec {
    DatabaseUrl url = {};
    TlsSettings tls = {};
    TimeLimits limits = {};
    Secret password = {};
    bool plaintextAccepted = false; ///< TLS off to another machine was chosen knowingly
    /// A server that shall be spared: no read of a table's rows takes longer than this (0: no such bound).
    /// Who reads rows passes it on; what the catalog, the clock and the rights take is not bounded by it.
    std::chrono::milliseconds gentleLimit {0};
};
