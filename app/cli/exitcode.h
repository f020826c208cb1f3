// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

/// What the program's exit code says; scripts rely on the numbers.
enum class ExitCode {
    Fine = 0, ///< fine, or an answer was given
    Findings = 1, ///< an answer was given and it holds findings
    Usage = 2, ///< the command line asks for something that does not exist
    Unreadable = 3, ///< no presence table could be read
    Refused = 4, ///< it could be done, and is not, for safety's sake
};

/// The exit code for a failure.
ExitCode exitCodeOf(const Error &error);
