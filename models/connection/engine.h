// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection.h"
#include "connection/databaseurl.h"

/// One kind of database. A new engine is a new line in the table of engine.cpp.
struct Engine {
    const char *id; ///< first of its schemes
    QStringList schemes; ///< what a URL may begin with
    const Dialect *dialect;
    Result<std::unique_ptr<Connection>> (*open)(const DatabaseUrl &url);
};

const QList<Engine> &engines();
/// The engine of a URL scheme, nullptr when there is none.
const Engine *engineFor(const QString &scheme);

/// Opens read-only, on the calling thread, which is then the connection's own.
Result<std::unique_ptr<Connection>> openConnection(const DatabaseUrl &url);
