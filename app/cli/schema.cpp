// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "console.h"
#include "jsontext.h"

#include "base/visibletext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// What is said about one role: the table, its rows where they can be counted, and all findings.
struct TableReport {
    TableInfo table;
    std::optional<qint64> rows;
    QList<Finding> findings;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

bool hasCode(const QList<Finding> &findings, const QString &code)
{
    return std::any_of(
        findings.begin(), findings.end(), [&](const Finding &each) { return each.code == code; });
}

TableReport reportOf(const Session &session, const TableInfo &table)
{
    TableReport entry {table, {}, table.findings};
    if (!table.present)
        return entry;
    const Result<qint64> rows = session.rowCount(table);
    if (rows)
        entry.rows = *rows;
    else if (!hasCode(
                 entry.findings, u"unreadable"_s)) // a page that only the rows need may be the broken one
        entry.findings << Finding {u"unreadable"_s, rows.error().message};
    return entry;
}

QList<TableReport> reportsOf(const Session &session)
{
    QList<TableReport> reports;
    for (const TableInfo &table : session.schema.tables)
        reports << reportOf(session, table);
    return reports;
}

QStringList unknownColumns(const TableInfo &table)
{
    QStringList names;
    for (const ColumnInfo &column : table.columns)
        if (!column.known)
            names << column.name;
    return names;
}

QString numberOrNull(const std::optional<qint64> &number)
{
    return number ? QString::number(*number) : u"null"_s;
}

QString jsonOf(const Finding &finding)
{
    return jsonObject({{u"code"_s, jsonString(finding.code)}, {u"sentence"_s, jsonString(finding.sentence)}});
}

QString jsonOf(const TableReport &entry)
{
    const TableInfo &table = entry.table;
    QStringList columns;
    QStringList findings;
    for (const QString &name : unknownColumns(table))
        columns << jsonString(name);
    for (const Finding &finding : entry.findings)
        findings << jsonOf(finding);
    return jsonObject({
        {u"name"_s, jsonString(table.name)},
        {u"role"_s, jsonString(roleName(table.role))},
        {u"present"_s, table.present ? u"true"_s : u"false"_s},
        {u"generation"_s, table.generation.isEmpty() ? u"null"_s : jsonString(table.generation)},
        {u"version"_s, table.version ? QString::number(*table.version) : u"null"_s},
        {u"rows"_s, numberOrNull(entry.rows)},
        {u"unknown_columns"_s, jsonArray(columns)},
        {u"findings"_s, jsonArray(findings)},
    });
}

QString asJson(const DatabaseSchema &schema, const QList<TableReport> &reports)
{
    QStringList tables;
    for (const TableReport &entry : reports)
        tables << jsonOf(entry);
    return jsonObject(
               {{u"family"_s, jsonString(familyName(schema.family))}, {u"tables"_s, jsonArray(tables)}})
        + u'\n';
}

/// "active_watchers  K53  version 12  48113 rows"
QString headline(const TableReport &entry)
{
    const TableInfo &table = entry.table;
    const QString role = roleName(table.role);
    const QString name = table.name.isEmpty() || table.name == role
        ? role
        : tr("%1 (as %2)").arg(role, visibleText(table.name));
    if (!table.present)
        return tr("%1: missing").arg(name);
    const QString generation = table.generation.isEmpty() ? tr("unknown generation") : table.generation;
    const QString version = table.version ? tr("version %1").arg(*table.version) : tr("no version number");
    const QString rows = entry.rows ? tr("%1 rows").arg(*entry.rows) : tr("unreadable");
    return tr("%1: %2, %3, %4").arg(name, generation, version, rows);
}

QString asText(const DatabaseSchema &schema, const QList<TableReport> &reports)
{
    QStringList lines {tr("Family: %1").arg(familyName(schema.family))};
    if (!schema.label.isEmpty())
        lines.first() = tr("Family: %1 (%2)").arg(familyName(schema.family), schema.label);
    for (const TableReport &entry : reports) {
        lines << headline(entry);
        const QStringList unknown = unknownColumns(entry.table);
        if (!unknown.isEmpty())
            lines << u"  "_s + tr("unknown columns: %1").arg(visibleText(unknown.join(u", "_s)));
        for (const Finding &finding : entry.findings)
            lines << u"  "_s + tr("%1: %2").arg(finding.code, finding.sentence);
    }
    return lines.join(u'\n') + u'\n';
}

ExitCode exitCodeOf(const QList<TableReport> &reports)
{
    const auto isRead = [](const TableReport &entry) { return entry.rows.has_value(); };
    const auto hasFindings = [](const TableReport &entry) { return !entry.findings.isEmpty(); };
    if (std::none_of(reports.begin(), reports.end(), isRead))
        return ExitCode::Unreadable;
    return std::any_of(reports.begin(), reports.end(), hasFindings) ? ExitCode::Findings : ExitCode::Fine;
}

ExitCode run(const Session &session, Format format)
{
    const QList<TableReport> reports = reportsOf(session);
    printAnswer(format == Format::Json ? asJson(session.schema, reports) : asText(session.schema, reports));
    if (!session.schema.anyPresent())
        printSentence(noPresenceTables(session.schema));
    return exitCodeOf(reports);
}

} // namespace

Command schemaCommand()
{
    return {"schema",
        QT_TRANSLATE_NOOP("Cli",
            "Say which server's tables these are and what is wrong with them; exit code 1 when something "
            "is."),
        {Format::Text, Format::Json}, [](CLI::App &) {}, run};
}
