// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exitcode.h"
#include "format.h"
#include "session.h"

/// Checks the documents of a database, of one table (by name or role) or of all, and prints them as they
/// come.
ExitCode checkDatabase(const Session &session, Format format, const QString &table);
