// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/validator.h"

/// A body of several parts (RFC 2046) as list servers send it: boundary lines, part headers, and each part
/// that is XML as a document of its own kind.
Verdict validateMultipart(const QByteArray &stored, const DocumentType &type);
