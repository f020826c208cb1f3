// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

/// What an SQLite result code means for a change that was not made.
Error sqliteWriteError(int code, const QString &path, const QString &driverText);
