// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kamailioserver.h"
#include "sipagent.h"
#include "truerows.h"

#include <memory>

/// What a live test needs: a running Kamailio, an agent that talks to it, and a reader of its database that
/// the program has no part in.
struct KamailioFixture {
    KamailioServer server;
    SipAgent agent;
    std::unique_ptr<TrueRows> rows;

    Result<void> start(const KamailioOptions &options);
    QString databasePath() const { return server.databasePath(); }
    /// How many rows of the table meet the condition; a text with the reason when it cannot be read.
    QVariant count(const QString &table, const QString &where = QStringLiteral("1 = 1"));
};

/// The sentence, the detail and the end of the server's log, for the message of a failed test.
QByteArray explain(const Error &error);
