// SPDX-License-Identifier: GPL-3.0-or-later
#include "generationddl.h"

#include "schema/tablespec.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString typeOf(const ColumnSpec &column, Family family)
{
    if (column.kind == ColumnKind::Integer)
        return u"INTEGER"_s;
    if (column.kind == ColumnKind::Binary)
        return u"BLOB"_s;
    const QString word = family == Family::OpenSips ? u"CHAR(%1)"_s : u"VARCHAR(%1)"_s;
    return column.width > 0 ? word.arg(column.width) : u"TEXT"_s;
}

QString columnDdl(const ColumnSpec &column, Family family)
{
    const QString name = QString::fromLatin1(column.name);
    if (name == "id"_L1)
        return u"id INTEGER PRIMARY KEY NOT NULL"_s;
    return u"\"%1\" %2%3"_s.arg(
        name, typeOf(column, family), column.has(NotNull) ? u" NOT NULL"_s : QString());
}

QString indexDdl(const TableSpec &spec, const IndexSpec &index, int number)
{
    return u"CREATE %1INDEX %2_%3 ON %2 (%4);\n"_s.arg(index.unique ? u"UNIQUE "_s : QString(),
        QString::fromLatin1(spec.name), QString::number(number), QString::fromLatin1(index.columns));
}

QString tableDdl(const TableSpec &spec, const Generation &generation)
{
    QStringList lines;
    for (const ColumnSpec &column : spec.columnsIn(generation))
        if (!column.has(Optional))
            lines.append(columnDdl(column, generation.family));
    const QList<IndexSpec> &indexes = spec.indexesIn(generation);
    const bool numbered =
        std::ranges::any_of(lines, [](const QString &line) { return line.startsWith("id "_L1); });
    if (!numbered && !indexes.isEmpty())
        lines.append(u"PRIMARY KEY (%1)"_s.arg(QString::fromLatin1(indexes.first().columns)));
    QString ddl =
        u"CREATE TABLE %1 (\n    %2\n);\n"_s.arg(QString::fromLatin1(spec.name), lines.join(u",\n    "_s));
    for (qsizetype i = numbered ? 0 : 1; i < indexes.size(); ++i)
        ddl += indexDdl(spec, indexes[i], int(i));
    return ddl;
}

} // namespace

QString generationDdl(const Generation &generation)
{
    QString ddl;
    for (const TableSpec &spec : tableSpecs())
        if (spec.shippedIn(generation))
            ddl += tableDdl(spec, generation);
    return ddl;
}

QString versionDdl(const Generation &generation)
{
    QString ddl =
        u"CREATE TABLE version (table_name VARCHAR(32) NOT NULL, table_version INTEGER DEFAULT 0 NOT NULL);\n"_s;
    for (const TableSpec &spec : tableSpecs())
        if (spec.shippedIn(generation) && !generation.version(spec.role).isEmpty())
            ddl += u"INSERT INTO version (table_name, table_version) VALUES ('%1', %2);\n"_s
                       .arg(QString::fromLatin1(spec.name))
                       .arg(generation.version(spec.role).last);
    return ddl;
}
