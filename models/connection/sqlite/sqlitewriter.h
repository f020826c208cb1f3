// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/writing.h"

#include <functional>

/// One transaction on a file that a server may be using: opened for writing (never created), locked only
/// between BEGIN IMMEDIATE and COMMIT, closed afterwards. While it is locked, the server's writes fail at
/// once, so it waits for a free moment outside of the lock, a second at most, and never long inside. The
/// journal mode stays as it is.
WriteOutcome writeSqlite(const QString &path, const WriteJob &job, const std::function<bool()> &isCancelled);
