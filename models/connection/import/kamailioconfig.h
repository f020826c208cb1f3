// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/import/serverimport.h"

/// What a kamailio.cfg (or opensips.cfg) says about the presence database. Errors: those of
/// importServerConfig().
Result<QList<ImportProposal>> importKamailioConfig(const QString &file);

/// A db_url as Kamailio reads it: nothing in it is percent-encoded, and what follows a question mark does not
/// count. Errors: those of parseTypedUrl().
Result<TypedUrl> parseKamailioUrl(const QString &text);
