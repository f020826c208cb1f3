// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/validator.h"

/// SIP header lines as the server pastes them into a message: each a name, a colon and a value, ended by
/// CRLF; folded lines begin with a blank. No line at all is fine.
Verdict validateHeaderLines(const QByteArray &stored, const DocumentType &type);
