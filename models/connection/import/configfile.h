// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

/// The text of a configuration file, of a bounded size. Errors: Unreachable, for what cannot be read, is no
/// regular file, is too large or holds bytes that no text has.
Result<QString> readConfigFile(const QString &path);
