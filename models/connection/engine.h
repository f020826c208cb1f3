// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"
#include "connection/connectionspec.h"
#include "connection/serverchoice.h"

/// One kind of database. A new engine is a new line in the table of engine.cpp.
struct Engine {
    const char *id; ///< as in DatabaseUrl::scheme
    const char *name; ///< for people: "MariaDB or MySQL"
    QStringList schemes; ///< what a URL may begin with
    const Dialect *dialect;
    int port; ///< the usual one; 0 for a file
    /// Opens the host of @p spec.url.hosts that is named by its index; files and sockets ignore it.
    Result<std::unique_ptr<Connection>> (*open)(const ConnectionSpec &spec, qsizetype host);
};

const QList<Engine> &engines();
/// The engine of a URL scheme, nullptr when there is none.
const Engine *engineFor(const QString &scheme);

/// Opens read-only, on the calling thread, which is then the connection's own. Several hosts are tried in
/// their order; when none answers the error names each. Bounded by the connect limit per host. Errors: those
/// of Connection, and Refused for plaintext to another machine that nobody chose.
Result<std::unique_ptr<Connection>> openConnection(const ConnectionSpec &spec);
/// As above, beginning with the host that @p choice has of several, and noting there which one answered.
Result<std::unique_ptr<Connection>> openConnection(const ConnectionSpec &spec, ServerChoice &choice);
