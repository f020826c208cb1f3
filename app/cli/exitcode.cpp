// SPDX-License-Identifier: GPL-3.0-or-later
#include "exitcode.h"

ExitCode exitCodeOf(const Error &error)
{
    switch (error.fault) {
    case Fault::Usage:
        return ExitCode::Usage;
    case Fault::Refused:
        return ExitCode::Refused;
    default:
        return ExitCode::Unreadable;
    }
}
