// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "connection/connectionspec.h"

#include <QString>

#include <chrono>

/// What can be asked of a MariaDbDriver beyond address and user: the text form is that of
/// QSqlDatabase::setConnectOptions(), KEY=value separated by semicolons; "%", ";" and control characters of
/// a value are percent-encoded.
///
/// TLS = off, required or verified (verified when nothing is said), TLS_CA = file, UNIX_SOCKET = path,
/// CONNECT_TIMEOUT, READ_TIMEOUT, WRITE_TIMEOUT = seconds (0: none).
struct MariaDbOptions {
    TlsSettings tls = {};
    QString socket = {}; ///< path; then host and port are not used, and TLS is not needed
    std::chrono::seconds connectTimeout {5};
    std::chrono::seconds readTimeout {0}; ///< must exceed what the server may take for a statement
    std::chrono::seconds writeTimeout {15};

    QString toString() const;
    bool operator==(const MariaDbOptions &) const = default;
};

/// Reads the text form. Errors: Usage, for an unknown key (named) or a value that is not understood.
Result<MariaDbOptions> parseMariaDbOptions(const QString &text);

/// The usual port of these servers.
inline constexpr int mariaDbPort = 3306;

/// Everything that one connection to a server needs.
struct MariaDbTarget {
    QString host;
    int port = mariaDbPort;
    QString user;
    Secret password;
    QString database;
    MariaDbOptions options = {};
};

/// Nothing for a target that can be tried, else the reason: Usage, for what the client library would read as
/// something else than a host, a user or a file.
Result<void> checkMariaDbTarget(const MariaDbTarget &target);
