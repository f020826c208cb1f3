// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QString>

/// The first line of a file, or of standard input for "-", without its line end. Errors: Usage, when there is
/// no such file or no password in it; Refused, when others than its owner could read it.
Result<Secret> readPasswordFile(const QString &path);
