// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/import/serverimport.h"

/// True when the text is that of a kamctlrc, also when all its lines are still commented out.
bool looksLikeKamctlrc(const QString &text);

/// The accounts that kamctlrc knows, the one that may only read first. Nothing of it is executed: a value
/// that a shell would have to work out is named in the notes and not used. Errors: those of
/// importServerConfig().
Result<QList<ImportProposal>> importKamctlrc(const QString &file);
