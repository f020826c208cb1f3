// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/grammar.h"

/// The grammar that schema files describe, with references, groups, extensions and substitutions resolved.
/// Knows the constructs that our schemas use; what it does not know it leaves out.
Grammar buildGrammar(const QList<XsdFile> &files);
