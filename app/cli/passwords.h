// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QString>

/// The password that the system's keychain has for a saved connection, empty when it has none or does not
/// answer in time: then the server says what it thinks of that.
Secret savedPassword(const QString &profile);

/// Asks on the terminal, without showing what is typed. Errors: Denied, when nobody is there or nothing was
/// typed; the sentence says how else to give one.
Result<Secret> askForPassword(const QString &forWhat);
