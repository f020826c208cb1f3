// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/databaseurl.h"

class QMimeData;

/// The SQLite file that was dropped on the window. Errors: Usage, a sentence that says what can be dropped.
Result<DatabaseUrl> droppedDatabase(const QMimeData &data);
