// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/serverenvironment.h"

#include <QByteArray>
#include <QList>

#include <algorithm>
#include <array>
#include <unistd.h>

namespace {
constexpr std::array prefixes {"PG", "MYSQL_", "MARIADB_", "LIBMYSQL_"};

bool tellsAClientLibrary(const QByteArray &name)
{
    return std::any_of(
        prefixes.begin(), prefixes.end(), [&name](const char *p) { return name.startsWith(p); });
}
} // namespace

void neutraliseServerEnvironment()
{
    QList<QByteArray> names;
    for (char **entry = environ; entry && *entry; ++entry)
        if (const QByteArray variable(*entry); tellsAClientLibrary(variable))
            names.append(variable.left(variable.indexOf('=')));
    for (const QByteArray &name : names)
        unsetenv(name.constData());
}
