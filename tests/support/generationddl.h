// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/generation.h"

#include <QString>

/// SQLite statements that make all tables of a generation as its specification has them.
/// Optional columns are left out; OpenSIPS strings are CHAR, all others VARCHAR.
QString generationDdl(const Generation &generation);
/// Statements that make a version table with the generation's own numbers.
QString versionDdl(const Generation &generation);
