// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/databaseurl.h"
#include "schema/tablerole.h"

class QSettings;

/// The table names that a person chose for a database, remembered for the next time it is opened.
TableNames rememberedTables(const QSettings &settings, const DatabaseUrl &url);
void rememberTables(QSettings &settings, const DatabaseUrl &url, const TableNames &names);
