// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exitcode.h"

/// Reads the command line, opens the database and runs the command.
ExitCode runCommandLine(int argc, char **argv);
