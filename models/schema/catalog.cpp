// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/catalog.h"

#include "connection/connection.h"

namespace {

struct DialectReader {
    const Dialect *dialect;
    const CatalogReader *reader;
};

const DialectReader servers[] {
    {&mariaDbDialect, &mariaDbCatalogReader},
    {&postgresDialect, &postgresCatalogReader},
};

} // namespace

const CatalogReader &catalogReader(const Connection &connection)
{
    for (const DialectReader &server : servers)
        if (server.dialect == &connection.dialect())
            return *server.reader;
    return sqliteCatalogReader;
}
