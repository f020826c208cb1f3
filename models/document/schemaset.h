// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/schemamodel.h"

struct _xmlSchema;

/// A driver schema ready for use. Never changed, so that any number of threads may validate by it.
struct CompiledSchema {
    const _xmlSchema *whole = nullptr; ///< for documents; nullptr when our own file is wrong
    const _xmlSchema *singles = nullptr; ///< for elements alone
    SchemaModel model;
    QString fault; ///< libxml2's text when it does not compile
};

/// The schema of a driver file; compiled when first asked for, once in the life of the program. nullptr for a
/// name that no document type has.
const CompiledSchema *compiledSchema(QLatin1StringView driver);
