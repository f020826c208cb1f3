// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"

QList<Command> commands()
{
    return {tablesCommand(), schemaCommand(), rowsCommand(), testConnectionCommand(), checkCommand()};
}
