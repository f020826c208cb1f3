// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/findings.h"

#include "base/visibletext.h"
#include "schema/detect.h"
#include "schema/indexmatch.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *sentence)
{
    return QCoreApplication::translate("SchemaFinding", sentence);
}

QString numberText(VersionSpan span)
{
    return span.first == span.last ? QString::number(span.first)
                                   : tr("%1 to %2").arg(span.first).arg(span.last);
}

Finding versionMissing(const TableInfo &table, VersionTable versions)
{
    const QString name = visibleText(table.name);
    if (versions == VersionTable::Forbidden)
        return {u"version-unreadable"_s,
            tr("This account may not read the version table, so the generation of %1 follows from its "
               "columns alone. Ask the administrator for GRANT SELECT on the version table.")
                .arg(name)};
    return {u"version-missing"_s,
        versions == VersionTable::Present
            ? tr("The version table has no row for %1; a server that checks versions refuses to start.")
                  .arg(name)
            : tr("The database has no version table, so the generation of %1 follows from its columns alone.")
                  .arg(name)};
}

// Only these two lines parted and number the same tables differently.
Family otherFamily(Family family)
{
    if (family == Family::Kamailio)
        return Family::OpenSips;
    return family == Family::OpenSips ? Family::Kamailio : Family::Unknown;
}

bool isForeignNumber(const TableInfo &table)
{
    const Family other = otherFamily(table.family);
    return other != Family::Unknown && !familyUsesVersion(table.family, table.role, *table.version)
        && familyUsesVersion(other, table.role, *table.version);
}

QString displayName(Family family)
{
    return family == Family::Kamailio ? u"Kamailio"_s : u"OpenSIPS"_s;
}

// Names come from the database and may hold place markers, so all arguments of a sentence go in at once.
Finding versionOfOtherFamily(const TableInfo &table, const Generation &generation)
{
    return {u"version-other-family"_s,
        tr("The version table gives %1 the number %2, which is one of %3, but its columns are those of the "
           "%4. "
           "A %5 server refuses to start.")
            .arg(visibleText(table.name), QString::number(*table.version),
                displayName(otherFamily(table.family)), releasesText(generation), displayName(table.family))};
}

Finding versionMismatch(const TableInfo &table, const Generation &generation)
{
    const VersionSpan expected = generation.version(table.role);
    const QString sentence = expected.isEmpty()
        ? tr("The version table gives %1 the number %2, but its columns are those of the %3, which have no "
             "number.")
        : tr("The version table gives %1 the number %2, but its columns are those of the %3, which have the "
             "number %4. "
             "An upgrade may be half done; the server refuses to start.");
    const QString name = visibleText(table.name);
    const QString number = QString::number(*table.version);
    return {u"version-mismatch"_s,
        expected.isEmpty() ? sentence.arg(name, number, releasesText(generation))
                           : sentence.arg(name, number, releasesText(generation), numberText(expected))};
}

void addVersionFindings(
    QList<Finding> &findings, const TableInfo &table, const Generation *generation, VersionTable versions)
{
    if (!table.version)
        findings.append(versionMissing(table, versions));
    else if (generation && isForeignNumber(table))
        findings.append(versionOfOtherFamily(table, *generation));
    else if (generation && !generation->version(table.role).contains(*table.version))
        findings.append(versionMismatch(table, *generation));
}

void addUnknownColumns(QList<Finding> &findings, const TableInfo &table)
{
    for (const ColumnInfo &column : table.columns)
        if (!column.known)
            findings.append({u"column-unknown"_s,
                tr("Column %1 of %2 is not one of these tables' own; it is shown and kept as it is.")
                    .arg(visibleText(column.name), visibleText(table.name))});
}

Finding missingColumn(const ColumnSpec &spec, const TableInfo &table, const Generation &generation)
{
    return {u"column-missing"_s,
        tr("Column %1 is missing from %2; the %3 have it and the server asks for it.")
            .arg(QString::fromLatin1(spec.name), visibleText(table.name), releasesText(generation))};
}

Finding narrowColumn(
    const ColumnSpec &spec, const ColumnInfo &column, const TableInfo &table, const Generation &generation)
{
    return {u"width-differs"_s,
        tr("Column %1 of %2 holds %3 characters, the %4 have %5; most databases cut or refuse longer values.")
            .arg(QString::fromLatin1(spec.name), visibleText(table.name), QString::number(column.width),
                releasesText(generation), QString::number(spec.width))};
}

void addColumnFindings(QList<Finding> &findings, const TableInfo &table, const Generation &generation)
{
    for (const ColumnSpec &spec : tableSpec(table.role).columnsIn(generation)) {
        const int at = table.indexOf(QString::fromLatin1(spec.name));
        if (at < 0 && !spec.has(Optional))
            findings.append(missingColumn(spec, table, generation));
        else if (at >= 0 && table.columns[at].width > 0 && table.columns[at].width < spec.width)
            findings.append(narrowColumn(spec, table.columns[at], table, generation));
    }
}

void addIndexFindings(QList<Finding> &findings, const CatalogTable &catalog, const TableInfo &table,
    const Generation &generation)
{
    for (const IndexSpec &index : tableSpec(table.role).indexesIn(generation)) {
        if (isServed(index, catalog.indexes))
            continue;
        const QString columns = index.columnList().join(u", "_s);
        const QString sentence = index.unique
            ? tr("%1 has no unique index on (%2); without it rows can be stored twice and searches are slow.")
            : tr("%1 has no index on (%2); the server's searches read the whole table.");
        findings.append({u"index-missing"_s, sentence.arg(visibleText(table.name), columns)});
    }
}

Finding unrecognised(const TableInfo &table)
{
    return {u"column-missing"_s,
        tr("%1 has hardly a column of a presence table; perhaps the server uses a table of another name.")
            .arg(visibleText(table.name))};
}

bool groupIsPresent(const DatabaseSchema &schema, TableGroup group)
{
    return std::ranges::any_of(schema.tables,
        [&](const TableInfo &table) { return table.present && tableSpec(table.role).group == group; });
}

} // namespace

QList<Finding> tableFindings(
    const TableInfo &table, const CatalogTable &catalog, const Generation *generation, VersionTable versions)
{
    QList<Finding> findings;
    addVersionFindings(findings, table, generation, versions);
    if (!generation) {
        findings.append(unrecognised(table));
        return findings;
    }
    addUnknownColumns(findings, table);
    if (!generation->mixture) {
        addColumnFindings(findings, table, *generation);
        addIndexFindings(findings, catalog, table, *generation);
    }
    return findings;
}

void addMissingTables(DatabaseSchema &schema, const Generation &generation)
{
    if (generation.mixture)
        return;
    for (TableInfo &table : schema.tables) {
        const TableSpec &spec = tableSpec(table.role);
        if (!table.present && spec.shippedIn(generation) && groupIsPresent(schema, spec.group))
            table.findings.append({u"table-missing"_s,
                tr("There is no table %1, which the %2 include. The server may keep it in another database "
                   "or under "
                   "another name.")
                    .arg(visibleText(table.name), releasesText(generation))});
    }
}

Finding unreadableTable(const QString &name, const Error &error)
{
    return {u"unreadable"_s, tr("The table %1 cannot be read. %2").arg(visibleText(name), error.message)};
}
