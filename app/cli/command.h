// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exitcode.h"
#include "format.h"
#include "session.h"

#include <functional>

namespace CLI {
class App;
}

/// One command of the program: a file of its own and a line in the table of commands.cpp.
struct Command {
    const char *name;
    const char *summary; ///< translatable sentence for --help
    QList<Format> formats;
    std::function<void(CLI::App &)> addOptions; ///< the command's own options
    std::function<ExitCode(const Session &, Format)> run; ///< prints the answer
    /// The answer when no database is named; empty: the command cannot do without.
    std::function<ExitCode(Format)> runAlone = {};
};

Command tablesCommand();
Command schemaCommand();
Command rowsCommand();
Command testConnectionCommand();
Command checkCommand();

/// All commands, in the order of --help.
QList<Command> commands();
