// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "connection/profile.h"

#include <QList>
#include <QString>
#include <QStringList>

/// A connection that a server's configuration suggests.
struct ImportProposal {
    Profile profile; ///< its name is a suggestion
    Secret password = {};
    QStringList notes; ///< sentences: where each part comes from, what was not understood or differs
};

/// Reads kamailio.cfg (with the files that it includes from its own folder) or kamctlrc; which of them it is
/// follows from the content. Nothing of the files is executed, and no more is read than a bounded amount. The
/// first proposal is the best. Errors: Unreachable, when the file cannot be read; Usage, when it names no
/// database.
Result<QList<ImportProposal>> importServerConfig(const QString &file);
