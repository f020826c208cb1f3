// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demokind.h"

#include <QStringList>

/// The statements that create the tables of one kind, in order: tables, indexes and, where the kind has one,
/// the version table with its numbers.
QStringList demoSchema(DemoKind kind);
