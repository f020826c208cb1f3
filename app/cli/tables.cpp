// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "console.h"
#include "jsontext.h"
#include "texttable.h"

#include "base/visibletext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// A table that is there, with its number of rows where it can be read.
struct CountedTable {
    QString name;
    QString role;
    std::optional<qint64> rows;
};

/// Counts every present table; what cannot be counted is said at once and stays without a number.
QList<CountedTable> countedTables(const Session &session)
{
    QList<CountedTable> counted;
    for (const TableInfo &table : session.schema.tables) {
        if (!table.present)
            continue;
        const Result<qint64> rows = session.rowCount(table);
        if (!rows)
            report(rows.error());
        counted << CountedTable {
            table.name, roleName(table.role), rows ? std::optional(*rows) : std::nullopt};
    }
    return counted;
}

QString asJson(const QList<CountedTable> &tables)
{
    QStringList objects;
    for (const CountedTable &table : tables)
        objects << jsonObject({{u"name"_s, jsonString(table.name)}, {u"role"_s, jsonString(table.role)},
            {u"rows"_s, table.rows ? QString::number(*table.rows) : u"null"_s}});
    return jsonArray(objects) + u'\n';
}

QString asText(const QList<CountedTable> &tables)
{
    QList<QStringList> lines;
    for (const CountedTable &table : tables)
        lines << QStringList {visibleText(table.name), table.role,
            table.rows ? QString::number(*table.rows) : QCoreApplication::translate("Cli", "unreadable")};
    return tables.isEmpty() ? QString() : textTable({u"name"_s, u"role"_s, u"rows"_s}, lines);
}

ExitCode run(const Session &session, Format format)
{
    const QList<CountedTable> tables = countedTables(session);
    printAnswer(format == Format::Json ? asJson(tables) : asText(tables));
    if (tables.isEmpty())
        printSentence(noPresenceTables(session.schema));
    const bool anyRead = std::any_of(
        tables.begin(), tables.end(), [](const CountedTable &table) { return table.rows.has_value(); });
    return anyRead ? ExitCode::Fine : ExitCode::Unreadable;
}

} // namespace

Command tablesCommand()
{
    return {"tables", QT_TRANSLATE_NOOP("Cli", "List the presence tables and count their rows."),
        {Format::Text, Format::Json}, [](CLI::App &) {}, run};
}
