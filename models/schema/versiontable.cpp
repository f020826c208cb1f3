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

QStringList wantedNames(const TableNames &names)
{
    QStringList wanted {versionTable};
    for (const TableSpec &spec : tableSpecs())
        wanted.append(wantedName(spec.role, names));
    return wanted;
}

Result<RowSet> selectVersions(Connection &connection, const QStringList &names)
{
    QVariantList values;
    for (const QString &name : names)
        values.append(name.toLower());
    const Dialect &dialect = connection.dialect();
    return connection.select({u"SELECT table_name, table_version FROM %1 WHERE lower(table_name) IN (%2) "
                              "ORDER BY table_name, table_version"_s.arg(dialect.quoted(versionTable),
                                  QStringList(values.size(), u"?"_s).join(u", "_s)),
        values});
}

void addPart(QCryptographicHash &hash, const QString &part)
{
    hash.addData(part.toUtf8());
    hash.addData(QByteArrayView("\0", 1));
}

} // namespace

bool isVersionTable(const QString &name)
{
    return name.compare(versionTable, Qt::CaseInsensitive) == 0;
}

bool concernsOneTable(const Error &error)
{
    return error.fault == Fault::General || error.fault == Fault::Damaged;
}

QString wantedName(TableRole role, const TableNames &names)
{
    return names.value(role, roleName(role));
}

QString nameInDatabase(const QString &wanted, const QStringList &existing)
{
    if (existing.contains(wanted))
        return wanted;
    const auto found = std::ranges::find_if(
        existing, [&](const QString &name) { return name.compare(wanted, Qt::CaseInsensitive) == 0; });
    return found == existing.end() ? QString() : *found;
}

Result<Versions> readVersions(Connection &connection, const QStringList &existing, const TableNames &names)
{
    Versions versions;
    versions.tableExists = !nameInDatabase(versionTable, existing).isNull();
    if (!versions.tableExists)
        return versions;
    const auto rows = selectVersions(connection, wantedNames(names));
    if (!rows && !concernsOneTable(rows.error()))
        return rows.error();
    if (!rows)
        return versions; // another program's table of that name
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
    const QStringList wanted = wantedNames(names);
    const auto definitions = catalogReader(connection).definitions(connection, wanted);
    if (!definitions)
        return definitions.error();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QStringList existing;
    for (const CatalogDefinition &definition : *definitions) {
        addPart(hash, definition.name);
        addPart(hash, definition.text);
        existing.append(definition.name);
    }
    if (nameInDatabase(versionTable, existing).isNull())
        return hash.result();
    const auto rows = selectVersions(connection, wanted);
    if (!rows && !concernsOneTable(rows.error()))
        return rows.error();
    if (rows)
        for (const QVariantList &row : rows->rows) {
            addPart(hash, row.value(0).toString());
            addPart(hash, row.value(1).toString());
        }
    return hash.result();
}
