// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

/// Makes a folder that only its owner can enter; one that is there stays as it is. False when it cannot be
/// made.
bool makePrivateFolder(const QString &path);

/// Writes a file that only its owner can read, in a folder that is made when it is missing. Afterwards the
/// file holds the old or the new bytes, whatever happens in between. Errors: Refused, when a link lies in the
/// file's place; General, when it cannot be written.
Result<void> writePrivateFile(const QString &path, const QByteArray &bytes);
