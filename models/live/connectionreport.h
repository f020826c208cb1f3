// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "connection/profile.h"

#include <QFuture>
#include <QList>
#include <QString>

class Connection;
class DatabaseThread;

/// One thing that the test of a connection found, as a sentence.
struct ReportLine {
    enum class Severity {
        Good, ///< as it should be
        Note, ///< worth knowing
        Bad ///< something that was asked for is not there
    };
    Severity severity = Severity::Good;
    QString sentence; ///< names from the server are made visible already
    bool operator==(const ReportLine &) const = default;
};

/// What "Test connection" says: who answered and how, which tables are there, what may be done with them.
struct ConnectionReport {
    QList<ReportLine> lines;

    bool hasBad() const;
    bool operator==(const ConnectionReport &) const = default;
};

/// Looks at an open connection; a few short reads. Errors: what Connection::select() returns, when not even
/// the catalog can be read.
Result<ConnectionReport> examineConnection(Connection &connection, const Profile &profile);

/// The same on the thread that owns the connection, which opens it: its error is the answer when it cannot.
QFuture<Result<ConnectionReport>> testConnection(DatabaseThread &thread, const Profile &profile);
