// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connectionspec.h"

/// The file with the certificates of those whose word is taken for who a server is: the one that was chosen,
/// else the system's. Empty when the system keeps none where the distributions do.
QString authoritiesFile(const TlsSettings &tls);
/// Before a verified connection is tried. Errors: Refused, when that file cannot be read.
Result<void> checkAuthorities(const TlsSettings &tls);
