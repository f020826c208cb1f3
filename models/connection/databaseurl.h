// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

/// Where a database is, in the form that Kamailio's db_url uses: sqlite:///absolute/path, or a plain file
/// path.
struct DatabaseUrl {
    QString scheme; ///< "sqlite"
    QString path; ///< absolute path of the file

    /// For titles and messages; never holds a password.
    QString display() const { return path; }
    QString toString() const;
    bool operator==(const DatabaseUrl &) const = default;
};

/// Reads a URL or a file path (relative ones are taken from the current folder; percent-encoding only in
/// URLs). Errors: Usage, for an unknown scheme or a URL without an absolute path.
Result<DatabaseUrl> parseDatabaseUrl(const QString &text);
