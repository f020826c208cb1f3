// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/draftstore.h"

/// Unsaved work as bytes; values keep their storage class exactly.
QByteArray encodeWork(const QString &database, const UnsavedWork &work);
/// The reverse. Errors: Damaged, for anything else than what encodeWork() made for this database.
Result<UnsavedWork> decodeWork(const QByteArray &bytes, const QString &database);
