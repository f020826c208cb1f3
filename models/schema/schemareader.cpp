// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/connection.h"
#include "schema/catalog.h"
#include "schema/columntype.h"
#include "schema/detect.h"
#include "schema/findings.h"
#include "schema/key.h"
#include "schema/schema.h"
#include "schema/tablespec.h"
#include "schema/versiontable.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// One role on its way from the catalog to the answer.
struct Candidate {
    TableInfo info;
    CatalogTable catalog;
};

/// What one database of the server holds: its tables, and what its version table says of them.
struct Place {
    QStringList tables;
    Versions versions;
};
using Places = QHash<QString, Place>; ///< by database, the own one without a name

// SELECT * goes to the table itself; a count could be answered from a healthy index.
Result<void> probe(Connection &connection, const TableRef &table)
{
    const auto row = connection.select(
        {u"SELECT * FROM %1 LIMIT 1"_s.arg(connection.dialect().tableName(table.database, table.name)), {}});
    if (!row)
        return row.error();
    return {};
}

Result<CatalogTable> readCatalog(Connection &connection, const TableRef &ref)
{
    auto table = catalogReader(connection).table(connection, ref);
    if (!table)
        return table;
    if (const auto readable = probe(connection, ref); !readable)
        return readable.error();
    return table;
}

Result<Candidate> readCandidate(
    Connection &connection, const TableSpec &spec, const TableNames &names, const Places &places)
{
    const TableRef wanted = wantedTable(spec.role, names, catalogReader(connection).hasDatabases);
    const Place &place = *places.constFind(wanted.database);
    const QString found = nameInDatabase(wanted.name, place.tables);
    Candidate candidate;
    candidate.info.role = spec.role;
    candidate.info.database = wanted.database;
    candidate.info.name = found.isNull() ? wanted.name : found;
    candidate.info.present = !found.isNull();
    if (const auto number = place.versions.numbers.constFind(candidate.info.name.toLower());
        number != place.versions.numbers.cend())
        candidate.info.version = *number;
    if (!candidate.info.present)
        return candidate;
    const auto catalog = readCatalog(connection, {wanted.database, found});
    if (catalog) {
        candidate.catalog = *catalog;
        return candidate;
    }
    if (!concernsOneTable(catalog.error()))
        return catalog.error();
    candidate.info.readable = false;
    candidate.info.findings.append(unreadableTable(found, catalog.error()));
    return candidate;
}

ColumnInfo describe(const CatalogColumn &column, const ColumnSpec *spec, bool known)
{
    ColumnInfo info;
    info.name = column.name;
    info.declaredType = column.type;
    info.kind = kindOfType(column.type, spec ? spec->kind : ColumnKind::Text);
    info.width = declaredWidth(column.type);
    info.notNull = column.notNull;
    info.known = known;
    info.identity = spec && spec->has(Identity);
    info.meaning = spec ? spec->meaning : Meaning::Plain;
    info.collation = column.collation;
    info.defaultValue = column.defaultValue;
    info.isGenerated = column.isGenerated;
    info.isComputed = column.isComputed;
    return info;
}

const ColumnSpec *specIn(const TableSpec &spec, const Generation &generation, const QString &name)
{
    const QList<ColumnSpec> &columns = spec.columnsIn(generation);
    const auto found = std::ranges::find_if(columns, [&](const ColumnSpec &column) {
        return name.compare(QLatin1StringView(column.name), Qt::CaseInsensitive) == 0;
    });
    return found == columns.end() ? nullptr : &*found;
}

// A column that only other generations know keeps its meaning, but is a stranger here.
QList<ColumnInfo> describeColumns(
    const CatalogTable &catalog, const TableSpec &spec, const Generation *generation)
{
    QList<ColumnInfo> columns;
    for (const CatalogColumn &column : catalog.columns) {
        const ColumnSpec *own = generation ? specIn(spec, *generation, column.name) : nullptr;
        const ColumnSpec *any = own ? own : spec.anyColumn(column.name);
        columns.append(describe(column, any, generation ? own != nullptr : any != nullptr));
    }
    return columns;
}

QList<IndexInfo> describeIndexes(const CatalogTable &catalog)
{
    QList<IndexInfo> indexes;
    for (const CatalogIndex &index : catalog.indexes)
        if (!index.columns.isEmpty())
            indexes.append({index.name, index.unique && index.whole, index.columns, index.whole});
    return indexes;
}

void complete(Candidate &candidate, const Generation *generation, Family family, const Places &places)
{
    TableInfo &info = candidate.info;
    const TableKey key = keyOf(candidate.catalog);
    info.columns = describeColumns(candidate.catalog, tableSpec(info.role), generation);
    info.indexes = describeIndexes(candidate.catalog);
    info.keyKind = key.kind;
    info.key = key.columns;
    info.family = generation ? familyOf(*generation, family) : Family::Unknown;
    info.generation = generation ? QString::fromLatin1(generation->id) : QString();
    info.storage = candidate.catalog.storage;
    info.estimatedRows = candidate.catalog.estimatedRows;
    info.findings +=
        tableFindings(info, candidate.catalog, generation, places.value(info.database).versions.table);
}

bool isReadable(const Candidate &candidate)
{
    return candidate.info.present && candidate.info.readable;
}

const Generation *decide(QList<Candidate> &candidates, const Places &places, Family &family)
{
    QList<TableEvidence> evidence;
    for (const Candidate &candidate : std::as_const(candidates))
        if (isReadable(candidate))
            evidence.append({&tableSpec(candidate.info.role), candidate.catalog, candidate.info.version});
    const Detection detection = detectGenerations(evidence);
    family = detection.family;
    qsizetype next = 0;
    for (Candidate &candidate : candidates)
        if (isReadable(candidate))
            complete(candidate, detection.tables.at(next++), detection.family, places);
    return detection.database;
}

QString labelOf(const Generation *generation)
{
    return generation ? releasesText(*generation)
                      : QCoreApplication::translate("Schema", "tables of an unknown kind");
}

QStringList withoutRole(const QStringList &existing, const QList<TableInfo> &tables)
{
    QStringList others;
    for (const QString &name : existing)
        if (!isVersionTable(name) && std::ranges::none_of(tables, [&](const TableInfo &table) {
                return table.database.isEmpty() && table.name == name;
            }))
            others.append(name);
    return others;
}

Result<Places> readPlaces(Connection &connection, const TableNames &names)
{
    const CatalogReader &reader = catalogReader(connection);
    Places places;
    for (const QString &database : wantedDatabases(names, reader.hasDatabases)) {
        const auto tables = reader.tableNames(connection, database);
        if (!tables)
            return tables.error();
        const auto versions = readVersions(connection, database, *tables, names);
        if (!versions)
            return versions.error();
        places.insert(database, {*tables, *versions});
    }
    return places;
}

Result<QList<Candidate>> readCandidates(Connection &connection, const TableNames &names, const Places &places)
{
    QList<Candidate> candidates;
    for (const TableSpec &spec : tableSpecs()) {
        auto candidate = readCandidate(connection, spec, names, places);
        if (!candidate)
            return candidate.error();
        candidates.append(*candidate);
    }
    return candidates;
}

} // namespace

Result<DatabaseSchema> readSchema(Connection &connection, const TableNames &names)
{
    // First, so that a change in the middle of the reading shows as a difference at the next tick.
    const auto fingerprint = readFingerprint(connection, names);
    if (!fingerprint)
        return fingerprint.error();
    const auto places = readPlaces(connection, names);
    if (!places)
        return places.error();
    auto candidates = readCandidates(connection, names, *places);
    if (!candidates)
        return candidates.error();

    DatabaseSchema schema;
    const Generation *generation = decide(*candidates, *places, schema.family);
    for (const Candidate &candidate : std::as_const(*candidates))
        schema.tables.append(candidate.info);
    if (generation)
        addMissingTables(schema, *generation);
    schema.label = labelOf(generation);
    const Place own = places->value({});
    schema.hasVersionTable = own.versions.table != VersionTable::Missing;
    schema.otherTables = withoutRole(own.tables, schema.tables);
    schema.fingerprint = *fingerprint;
    return schema;
}
