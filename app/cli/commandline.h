// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exitcode.h"

#include <QStringList>

/// Reads the command line, opens the database and runs the command.
ExitCode runCommandLine(const QStringList &arguments);
