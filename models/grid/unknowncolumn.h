// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

/// The names of all columns for a sentence, made visible.
QString columnWords(const TableInfo &table);
/// The error (Usage) for a column that the table does not have; its sentence lists those that it has.
Error unknownColumn(const QString &name, const TableInfo &table);
