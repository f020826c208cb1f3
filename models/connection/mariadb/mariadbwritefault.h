// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/mariadb/mariadbfault.h"

/// What it means for a person that a change was not made; what can happen to reads as well is told by
/// mariaDbFault().
Error mariaDbWriteFault(const QSqlError &error, const MariaDbPlace &place);
