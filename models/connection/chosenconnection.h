// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "connection/profile.h"

#include <QString>
#include <QStringList>

/// What a command line says about the connection, word by word; empty: not said.
struct ConnectionWords {
    QString database = {}; ///< URL or file
    QString profile = {}; ///< name of a saved one, instead of a database
    QStringList tables = {}; ///< "ROLE=NAME" for renamed tables
    QString passwordFile = {}; ///< "-": standard input
    QString tls = {}; ///< off, required or verified
    QString caFile = {};
    bool acceptPlaintext = false;
};

/// The connection that was meant, with the password as far as it was given.
struct ChosenConnection {
    Profile profile;
    Secret password = {};
};

/// Puts both together; the command line knows better than a saved profile. Errors: Usage and Refused, as
/// those who read URLs, profiles and password files say.
Result<ChosenConnection> chooseConnection(const ConnectionWords &words);
