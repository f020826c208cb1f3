// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/databaseurl.h"

/// Hosts as typed in one line: "db1, db2:3307, [2001:db8::5]:5432". Errors: Usage, a sentence that repeats
/// the part that is not understood.
Result<QList<HostPort>> parseHosts(const QString &text);
/// The line for these hosts; usual ports are left out.
QString hostsText(const QList<HostPort> &hosts);
