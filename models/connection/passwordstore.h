// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QFuture>
#include <QString>

/// Passwords of saved connections in the system's keychain, by name of the profile, and nowhere else: without
/// a keychain each call answers with a sentence, and nothing is stored. The answers come through the event
/// loop of the calling thread; a locked keychain may first ask the person to open it.
namespace PasswordStore {

/// The saved password, empty when there is none. Errors: Unreachable, when there is no keychain; Denied, when
/// the person does not open it.
QFuture<Result<Secret>> read(const QString &profile);
/// Errors: as read().
QFuture<Result<void>> write(const QString &profile, const Secret &password);
/// Removing what is not there is fine. Errors: as read().
QFuture<Result<void>> remove(const QString &profile);

} // namespace PasswordStore
