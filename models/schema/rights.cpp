// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/rights.h"

#include "connection/connection.h"
#include "schema/mariadbgrants.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QList<TableInfo> presentTables(const DatabaseSchema &schema)
{
    QList<TableInfo> present;
    std::ranges::copy_if(
        schema.tables, std::back_inserter(present), [](const TableInfo &table) { return table.present; });
    return present;
}

Result<AccountRights> readMariaDbRights(Connection &connection, const DatabaseSchema &schema)
{
    const auto who = connection.select({u"SELECT CURRENT_USER(), DATABASE()"_s, {}});
    if (!who)
        return who.error();
    const auto lines = connection.select({u"SHOW GRANTS"_s, {}});
    if (!lines)
        return lines.error();
    QList<MariaDbGrant> grants;
    for (const QVariantList &row : lines->rows)
        if (const auto grant = parseMariaDbGrant(row.value(0).toString()))
            grants.append(*grant);
    AccountRights rights {who->rows.value(0).value(0).toString(), false, {}};
    rights.isSuperuser = std::ranges::any_of(grants, &MariaDbGrant::isSuper);
    const QString own = who->rows.value(0).value(1).toString();
    for (const TableInfo &table : presentTables(schema)) {
        const QString database = table.database.isEmpty() ? own : table.database;
        const auto may = [&](QLatin1StringView privilege) {
            return std::ranges::any_of(grants, [&](const MariaDbGrant &grant) {
                return grant.concerns(database, table.name) && grant.allows(privilege);
            });
        };
        rights.tables.append(
            {table.role, may("SELECT"_L1), may("INSERT"_L1), may("UPDATE"_L1), may("DELETE"_L1)});
    }
    return rights;
}

Result<AccountRights> readPostgresRights(Connection &connection, const DatabaseSchema &schema)
{
    const auto who = connection.select(
        {u"SELECT rolname, CAST(rolsuper AS integer) FROM pg_catalog.pg_roles WHERE rolname = current_user"_s,
            {}});
    if (!who)
        return who.error();
    AccountRights rights {who->rows.value(0).value(0).toString(), who->rows.value(0).value(1).toBool(), {}};
    for (const TableInfo &table : presentTables(schema)) {
        const QString name = connection.dialect().tableName(table.database, table.name);
        // A right to some columns is enough to write.
        const auto found =
            connection.select({u"SELECT CAST(has_table_privilege(t.name, 'SELECT') AS integer), "
                               "CAST(has_any_column_privilege(t.name, 'INSERT') AS integer), "
                               "CAST(has_any_column_privilege(t.name, 'UPDATE') AS integer), "
                               "CAST(has_table_privilege(t.name, 'DELETE') AS integer) "
                               "FROM (SELECT CAST(? AS text) AS name) AS t"_s,
                {name}});
        if (!found)
            return found.error();
        const QVariantList row = found->rows.value(0);
        rights.tables.append({table.role, row.value(0).toBool(), row.value(1).toBool(), row.value(2).toBool(),
            row.value(3).toBool()});
    }
    return rights;
}

/// A file has no accounts: what counts is whether it can be written.
Result<AccountRights> readFileRights(Connection &connection, const DatabaseSchema &schema)
{
    const bool writable = QFileInfo(connection.server().address).isWritable();
    AccountRights rights;
    for (const TableInfo &table : presentTables(schema))
        rights.tables.append({table.role, true, writable, writable, writable});
    return rights;
}

} // namespace

const TableRights *AccountRights::table(TableRole role) const
{
    const auto found = std::ranges::find(tables, role, &TableRights::role);
    return found == tables.end() ? nullptr : &*found;
}

bool AccountRights::isReadOnlyAccount() const
{
    return !isSuperuser && std::ranges::none_of(tables, &TableRights::mayWrite);
}

Result<AccountRights> readRights(Connection &connection, const DatabaseSchema &schema)
{
    if (&connection.dialect() == &mariaDbDialect)
        return readMariaDbRights(connection, schema);
    if (&connection.dialect() == &postgresDialect)
        return readPostgresRights(connection, schema);
    return readFileRights(connection, schema);
}
