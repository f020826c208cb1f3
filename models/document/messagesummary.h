// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/validator.h"

/// A message summary (RFC 3842): status, account, counts by class, header lines. Plain text, so there is no
/// well-formedness.
Verdict validateMessageSummary(const QByteArray &stored, const DocumentType &type);
