// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/schemacheck.h"

/// Complaints in our own words, with their places in the text and, where one is obvious, a repair.
QList<Diagnostic> diagnosticsOf(const QList<SchemaComplaint> &complaints, const XmlTree &tree);
