// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/detect.h"

#include "schema/columntype.h"
#include "schema/indexmatch.h"

#include <QSet>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

// What a deviation costs. A column weighs more than any handful of details, a column too many (somebody added
// it) more than one too few (an upgrade that broke off). Only a clear lead makes a table differ from its
// database.
constexpr int missingColumn = 20;
constexpr int foreignColumn = 30;
constexpr int absentTable = 60;
constexpr int versionDiffers = 8;
constexpr int spellingDiffers = 3;
constexpr int indexMissing = 2;
constexpr int detailDiffers = 1;
constexpr int unreleased = 200;
constexpr int clearLead = 22;

const CatalogColumn *columnNamed(const CatalogTable &table, const char *name)
{
    const auto found = std::ranges::find_if(table.columns, [&](const CatalogColumn &column) {
        return column.name.compare(QLatin1StringView(name), Qt::CaseInsensitive) == 0;
    });
    return found == table.columns.end() ? nullptr : &*found;
}

QSet<QString> namesOf(const QList<ColumnSpec> &columns)
{
    QSet<QString> names;
    for (const ColumnSpec &column : columns)
        names.insert(QString::fromLatin1(column.name));
    return names;
}

int missingCost(const TableEvidence &evidence, const QList<ColumnSpec> &columns)
{
    return missingColumn * int(std::ranges::count_if(columns, [&](const ColumnSpec &column) {
        return !column.has(Optional) && !columnNamed(evidence.table, column.name);
    }));
}

int foreignCost(const TableEvidence &evidence, const QSet<QString> &own)
{
    return foreignColumn
        * int(std::ranges::count_if(evidence.table.columns, [&](const CatalogColumn &column) {
              return !own.contains(column.name.toLower()) && evidence.spec->anyColumn(column.name);
          }));
}

int columnCost(const TableEvidence &evidence, const Generation &generation)
{
    const QList<ColumnSpec> columns = evidence.spec->columnsIn(generation);
    if (columns.isEmpty())
        return absentTable;
    return foreignCost(evidence, namesOf(columns))
        + (generation.mixture ? 0 : missingCost(evidence, columns));
}

int columnDetailCost(const CatalogColumn &column, const ColumnSpec &spec)
{
    const int width = declaredWidth(column.type);
    int cost = 0;
    if (width > 0 && spec.width > 0 && width != spec.width)
        cost += detailDiffers;
    if (!spec.has(Either) && column.keyPosition == 0 && column.notNull != spec.has(NotNull))
        cost += detailDiffers;
    return cost;
}

int detailsOfColumns(const TableEvidence &evidence, const Generation &generation)
{
    int cost = 0;
    for (const ColumnSpec &spec : evidence.spec->columnsIn(generation))
        if (const CatalogColumn *column = columnNamed(evidence.table, spec.name))
            cost += columnDetailCost(*column, spec);
    return cost;
}

int indexCost(const TableEvidence &evidence, const Generation &generation)
{
    return indexMissing
        * int(std::ranges::count_if(evidence.spec->indexesIn(generation),
            [&](const IndexSpec &index) { return !isServed(index, evidence.table.indexes); }));
}

// OpenSIPS declares CHAR where everybody else declares VARCHAR.
int spellingCost(const TableEvidence &evidence, const Generation &generation)
{
    const auto startsWith = [&](QLatin1StringView word) {
        return std::ranges::count_if(evidence.table.columns,
            [&](const CatalogColumn &column) { return column.type.startsWith(word, Qt::CaseInsensitive); });
    };
    const auto fixed = startsWith("char("_L1);
    const auto varying = startsWith("varchar"_L1);
    if (fixed == varying)
        return 0;
    return (fixed > varying) == (generation.family == Family::OpenSips) ? 0 : spellingDiffers;
}

int versionCost(const TableEvidence &evidence, const Generation &generation)
{
    const bool agrees =
        !evidence.version || generation.version(evidence.spec->role).contains(*evidence.version);
    return agrees ? 0 : versionDiffers;
}

int totalCost(const TableEvidence &evidence, const Generation &generation)
{
    const int columns = columnCost(evidence, generation);
    if (columns == absentTable)
        return columns;
    return columns + versionCost(evidence, generation)
        + (generation.mixture ? 0
                              : detailsOfColumns(evidence, generation) + indexCost(evidence, generation)
                    + spellingCost(evidence, generation));
}

QSet<QString> releasedNames(const TableSpec &spec)
{
    QSet<QString> names;
    for (const Generation &generation : generations())
        if (!generation.mixture)
            names += namesOf(spec.columnsIn(generation));
    return names;
}

QSet<QString> namesIn(const TableSpec &spec, QLatin1StringView key)
{
    const Generation *generation = generationOf(key);
    return generation ? namesOf(spec.columnsIn(*generation)) : QSet<QString> {};
}

// The unreleased trunk allows every mix of old and new columns, so it is believed only where a table shows
// one: a column that no release ever had, or an old one beside the one that replaced it.
bool showsMixture(const TableEvidence &evidence, const Generation &mixture)
{
    const QSet<QString> released = releasedNames(*evidence.spec);
    const QSet<QString> before = namesIn(*evidence.spec, "S12"_L1);
    const QSet<QString> after = namesIn(*evidence.spec, "S13"_L1);
    bool old = false;
    bool young = false;
    for (const QString &name : namesOf(evidence.spec->columnsIn(mixture))) {
        if (!columnNamed(evidence.table, name.toLatin1().constData()))
            continue;
        if (!released.contains(name))
            return true;
        old |= before.contains(name) && !after.contains(name);
        young |= after.contains(name) && !before.contains(name);
    }
    return old && young;
}

bool credible(const QList<TableEvidence> &evidence, const Generation &generation)
{
    return !generation.mixture || std::ranges::any_of(evidence, [&](const TableEvidence &table) {
        return showsMixture(table, generation);
    });
}

int databaseCost(const QList<TableEvidence> &evidence, const Generation &generation)
{
    int cost = credible(evidence, generation) ? 0 : unreleased;
    for (const TableEvidence &table : evidence)
        cost += totalCost(table, generation);
    return cost;
}

// The cheapest generation; among equals the latest one, preferring the family wanted. Where the common tables
// of 1.4 do as well as their successors, nothing tells them apart, and they are the honest answer.
template <typename Cost>
const Generation *cheapest(Cost cost, Family preferred)
{
    const Generation *best = nullptr;
    int bestCost = std::numeric_limits<int>::max();
    for (const Generation &generation : generations()) {
        const int candidate = cost(generation);
        const bool stays = best && candidate == bestCost
            && (best->family == Family::Unknown
                || (best->family == preferred && generation.family != preferred));
        if (candidate <= bestCost && !stays) {
            best = &generation;
            bestCost = candidate;
        }
    }
    return best;
}

// A table of another program that happens to have one of our names shares hardly a column with any
// generation.
bool isRecognisable(const TableEvidence &evidence, const Generation &generation)
{
    const QList<ColumnSpec> columns = evidence.spec->columnsIn(generation);
    const auto present = std::ranges::count_if(columns,
        [&](const ColumnSpec &column) { return columnNamed(evidence.table, column.name) != nullptr; });
    return present > 0 && (generation.mixture || present * 2 >= columns.size());
}

const Generation *generationOfTable(const TableEvidence &evidence, const Generation *database)
{
    const auto cost = [&](const Generation &generation) {
        return totalCost(evidence, generation)
            + (generation.mixture && !showsMixture(evidence, generation) ? unreleased : 0);
    };
    const Generation *own = cheapest(cost, database->family);
    const bool fits = totalCost(evidence, *database) - cost(*own) < clearLead
        && !evidence.spec->columnsIn(*database).isEmpty();
    const Generation *chosen = fits ? database : own;
    return isRecognisable(evidence, *chosen) ? chosen : nullptr;
}

// The tables of 1.4 are common to both; each family's later numbers never meet in these two tables.
bool hasKamailioNumber(const TableEvidence &evidence)
{
    return (evidence.spec->role == TableRole::Watchers && evidence.version == 3)
        || (evidence.spec->role == TableRole::RlsWatchers && evidence.version == 1);
}

Family familyOfDatabase(const QList<TableEvidence> &evidence, const Generation &generation)
{
    if (generation.family != Family::Unknown)
        return generation.family;
    return std::ranges::any_of(evidence, hasKamailioNumber) ? Family::Kamailio : Family::Unknown;
}

} // namespace

Family familyOf(const Generation &generation, Family databaseFamily)
{
    return generation.family == Family::Unknown ? databaseFamily : generation.family;
}

Detection detectGenerations(const QList<TableEvidence> &evidence)
{
    QList<TableEvidence> telling;
    std::ranges::copy_if(evidence, std::back_inserter(telling), [](const TableEvidence &table) {
        return std::ranges::any_of(
            generations(), [&](const Generation &generation) { return isRecognisable(table, generation); });
    });
    Detection result;
    result.tables.resize(evidence.size());
    if (telling.isEmpty())
        return result;
    result.database =
        cheapest([&](const Generation &g) { return databaseCost(telling, g); }, Family::Kamailio);
    result.family = familyOfDatabase(telling, *result.database);
    for (qsizetype i = 0; i < evidence.size(); ++i)
        result.tables[i] = generationOfTable(evidence.at(i), result.database);
    return result;
}
