// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "demo/demokind.h"

#include <QFuture>
#include <QString>

/// The seed of a demo that nobody asked to be different.
constexpr quint32 demoSeed = 20061208;

/// Writes a fresh demo database (SQLite, WAL) into the folder, which is made for the user alone when it is
/// missing, and returns the path of the file. A file of an earlier demo is replaced unless another program
/// still has it open: then the new file gets the next free name.
Result<QString> createDemoDatabase(DemoKind kind, const QString &folder);
/// The same on another thread, for a caller that must not wait.
QFuture<Result<QString>> startDemoDatabase(DemoKind kind, const QString &folder);
/// The same content at an exact time and from an exact seed into an exact, not yet existing file.
Result<void> writeDemoDatabase(DemoKind kind, const QString &path, qint64 now, quint32 seed = demoSeed);
