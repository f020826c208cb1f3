// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "connection/hostport.h"

#include <QList>
#include <QString>

/// Where a database is, in the form that Kamailio's db_url uses: sqlite:///absolute/path or a plain file
/// path; mysql://user@host:port,host2/database, postgres://…; a UNIX socket by ?socket=/path or by
/// %2Fpath%2Fof%2Fsocket in the place of the host. Never holds a password.
struct DatabaseUrl {
    QString scheme; ///< the engine's id: "sqlite", "mysql", "postgres"
    QString path; ///< SQLite: absolute path of the file; servers: name of the database
    QList<HostPort> hosts = {}; ///< tried in this order; empty for a file or a socket
    QString user = {};
    QString socket = {}; ///< UNIX socket: file (MariaDB) or folder (PostgreSQL)

    bool isFile() const { return scheme == QLatin1StringView("sqlite"); }
    /// Nothing of it leaves this machine: a file, a UNIX socket, or loopback addresses only.
    bool isLocal() const;
    /// For titles and messages: file name, or "database on host".
    QString title() const;
    /// The whole address in words that a person reads: path, or user@host:port/database.
    QString display() const;
    QString toString() const;
    bool operator==(const DatabaseUrl &) const = default;
};

/// A URL as typed, with the password that stood in it.
struct TypedUrl {
    DatabaseUrl url;
    Secret password;
};

/// Reads a URL or a file path (relative ones are taken from the current folder; percent-encoding only in
/// URLs). Errors: Usage, for an unknown scheme, a URL without a database, a bad port, or an unknown option;
/// no sentence repeats a password.
Result<TypedUrl> parseTypedUrl(const QString &text);
/// As parseTypedUrl(), for what is saved. Errors also: Refused, when the URL holds a password.
Result<DatabaseUrl> parseDatabaseUrl(const QString &text);
