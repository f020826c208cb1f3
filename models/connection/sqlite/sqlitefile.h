// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <optional>

/// Why this file cannot be a readable SQLite database, from the file itself: missing, a folder, unreadable,
/// empty, truncated, another kind of file, encrypted. Nothing when it looks sound. To be called after a
/// failure only: it opens and closes the file, and closing any descriptor drops the locks that SQLite holds
/// on the same file in this process.
std::optional<Error> explainSqliteFile(const QString &path);
/// Which file the path names at this moment; empty when there is none or the system cannot tell.
QByteArray fileIdentity(const QString &path);
