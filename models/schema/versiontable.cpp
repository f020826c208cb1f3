// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/versiontable.h"

#include "connection/connection.h"
#include "schema/catalog.h"
#include "schema/tablespec.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString versionTable = u"version"_s;

/// The names of the presence tables that are looked for in one database.
QStringList wantedNames(const QString &database, const TableNames &names, bool hasDatabases)
{
    QStringList wanted {versionTable};
    for (const TableSpec &spec : tableSpecs())
        if (const TableRef table = wantedTable(spec.role, names, hasDatabases); table.database == database)
            wanted.append(table.name);
    return wanted;
}

Result<RowSet> selectVersions(Connection &connection, const TableRef &table, const QStringList &names)
{
    QVariantList values;
    for (const QString &name : names)
        values.append(name.toLower());
    return connection.select({u"SELECT table_name, table_version FROM %1 WHERE lower(table_name) IN (%2) "
                              "ORDER BY table_name, table_version"_s.arg(
                                  connection.dialect().tableName(table.database, table.name),
                                  QStringList(values.size(), u"?"_s).join(u", "_s)),
        values});
}

void addPart(QCryptographicHash &hash, const QString &part)
{
    hash.addData(part.toUtf8());
    hash.addData(QByteArrayView("\0", 1));
}

Result<void> addVersions(
    QCryptographicHash &hash, Connection &connection, const TableRef &table, const QStringList &names)
{
    const auto rows = selectVersions(connection, table, names);
    if (!rows && !concernsOneTable(rows.error()))
        return rows.error();
    if (rows)
        for (const QVariantList &row : rows->rows) {
            addPart(hash, row.value(0).toString());
            addPart(hash, row.value(1).toString());
        }
    return {};
}

Result<void> addDatabase(
    QCryptographicHash &hash, Connection &connection, const QString &database, const QStringList &wanted)
{
    const auto definitions = catalogReader(connection).definitions(connection, database, wanted);
    if (!definitions)
        return definitions.error();
    QStringList existing;
    for (const CatalogDefinition &definition : *definitions) {
        addPart(hash, definition.name);
        addPart(hash, definition.text);
        existing.append(definition.name);
    }
    const QString versions = nameInDatabase(versionTable, existing);
    return versions.isNull() ? Result<void>() : addVersions(hash, connection, {database, versions}, wanted);
}

} // namespace

bool isVersionTable(const QString &name)
{
    return name.compare(versionTable, Qt::CaseInsensitive) == 0;
}

bool concernsOneTable(const Error &error)
{
    // A right that is missing is missing for this table; others may be readable.
    return error.fault == Fault::General || error.fault == Fault::Damaged || error.fault == Fault::Denied;
}

TableRef wantedTable(TableRole role, const TableNames &names, bool hasDatabases)
{
    const QString wanted = names.value(role, roleName(role));
    const qsizetype dot = hasDatabases ? wanted.indexOf(u'.') : -1;
    return dot < 1 ? TableRef {{}, wanted} : TableRef {wanted.left(dot), wanted.mid(dot + 1)};
}

QStringList wantedDatabases(const TableNames &names, bool hasDatabases)
{
    QStringList databases {QString()};
    for (const TableSpec &spec : tableSpecs())
        databases.append(wantedTable(spec.role, names, hasDatabases).database);
    databases.removeDuplicates();
    return databases;
}

QString nameInDatabase(const QString &wanted, const QStringList &existing)
{
    if (existing.contains(wanted))
        return wanted;
    const auto found = std::ranges::find_if(
        existing, [&](const QString &name) { return name.compare(wanted, Qt::CaseInsensitive) == 0; });
    return found == existing.end() ? QString() : *found;
}

Result<Versions> readVersions(
    Connection &connection, const QString &database, const QStringList &existing, const TableNames &names)
{
    Versions versions;
    const QString table = nameInDatabase(versionTable, existing);
    if (table.isNull())
        return versions;
    versions.table = VersionTable::Present;
    const QStringList wanted = wantedNames(database, names, catalogReader(connection).hasDatabases);
    const auto rows = selectVersions(connection, {database, table}, wanted);
    if (!rows && !concernsOneTable(rows.error()))
        return rows.error();
    if (!rows) { // without the right, or another program's table of that name
        if (rows.error().fault == Fault::Denied)
            versions.table = VersionTable::Forbidden;
        return versions;
    }
    for (const QVariantList &row : rows->rows) {
        bool isNumber = false;
        const int number = row.value(1).toString().toInt(&isNumber);
        if (isNumber)
            versions.numbers.insert(row.value(0).toString().toLower(), number);
    }
    return versions;
}

Result<QByteArray> readFingerprint(Connection &connection, const TableNames &names)
{
    const bool hasDatabases = catalogReader(connection).hasDatabases;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &database : wantedDatabases(names, hasDatabases)) {
        const auto added =
            addDatabase(hash, connection, database, wantedNames(database, names, hasDatabases));
        if (!added)
            return added.error();
    }
    return hash.result();
}
