// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

/// Makes an SQLite file with the presence tables of the installed Kamailio (its own DDL, read now) and runs
/// `seedSql` on it afterwards.
Result<void> createKamailioDatabase(const QString &path, const QString &seedSql = {});
