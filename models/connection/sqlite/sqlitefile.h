// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

struct sqlite3;

/// Why nothing at this path can be opened, without opening it (a pipe would never come back): missing, a
/// folder, no regular file, unreadable, empty.
std::optional<Error> explainPath(const QString &path);

/// Why this file cannot be a readable SQLite database, from the file itself: what explainPath() knows,
/// truncated, another kind of file, encrypted. Nothing when it looks sound.
std::optional<Error> explainSqliteFile(const QString &path);

/// The first bytes of the file behind an open handle, at most the 100 of SQLite's header. Read through
/// SQLite's own file: closing another descriptor of it would drop the locks that SQLite holds in this
/// process.
QByteArray sqliteFileHeader(sqlite3 *handle);
constexpr qsizetype sqliteHeaderSize = 100;

/// The path as SQLite's "file:" URI, percent-encoded, with these parameters ("mode=ro&immutable=1").
QString sqliteFileUri(const QString &path, const char *parameters);
