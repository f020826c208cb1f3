// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Takes every variable out of the environment by which the client libraries of PostgreSQL and MariaDB could
/// be told another server, password, encryption or plugin than the person sees (PGHOSTADDR, PGSSLMODE,
/// MYSQL_UNIX_PORT, MARIADB_PLUGIN_DIR, ...). First thing in main(), while there is one thread.
void neutraliseServerEnvironment();
