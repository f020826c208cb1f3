// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connectionspec.h"

#include <QByteArray>
#include <QList>

/// The usual port of these servers.
inline constexpr int postgresPort = 5432;

/// One place where a PostgreSQL server may answer.
struct PostgresTarget {
    QString host; ///< as the person wrote it, which a certificate has to name; the folder of a socket
    QString address; ///< numeric; empty for a socket
    int port = postgresPort;

    bool isSocket() const { return address.isEmpty(); }
    QString display() const; ///< "host:port", or the socket's file
};

/// A keyword of libpq with its value.
struct PostgresOption {
    QByteArray keyword;
    QByteArray value;
};

/// Everything that libpq is told, and nothing is left to it: what it is not told it takes from variables and
/// from files in the home directory. A value that stands for "none" is a file that cannot exist, because an
/// empty value counts as not told.
QList<PostgresOption> postgresOptions(const ConnectionSpec &spec, const PostgresTarget &target);

/// A session setting that a connection begins with, in the server's own unit.
struct PostgresSetting {
    QByteArray name;
    QByteArray value;
};
QList<PostgresSetting> postgresSettings(const ConnectionSpec &spec);
