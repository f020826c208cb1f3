// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkdatabase.h"

#include "checkrows.h"
#include "console.h"

#include "base/visibletext.h"
#include "connection/loadbudget.h"
#include "document/documentscan.h"
#include "grid/windowread.h"

#include <QCoreApplication>
#include <QThread>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

QString namesOf(const QList<TableInfo> &tables)
{
    QStringList names;
    for (const TableInfo &table : tables)
        names.append(visibleText(table.name));
    return names.join(u", "_s);
}

/// The tables that were asked for. Errors: Usage, listing those with documents.
Result<QList<TableInfo>> wantedTables(const DatabaseSchema &schema, const QString &name)
{
    const QList<TableInfo> all = tablesWithDocuments(schema);
    if (name.isEmpty() && !all.isEmpty())
        return all;
    if (all.isEmpty())
        return Error {
            tr("No table of this database that could be read has documents."), {}, Fault::Unreachable};
    const TableInfo *wanted = schema.tableNamed(name);
    for (const TableInfo &table : all)
        if (wanted && table.role == wanted->role)
            return QList<TableInfo> {table};
    return Error {tr("There is no table \"%1\" with documents here. Tables with documents are: %2.")
                      .arg(visibleText(name), namesOf(all)),
        {}, Fault::Usage};
}

/// Beside the document itself a row may hold header lines: those are named by their column too.
CheckRow rowOf(const ScannedDocument &document, const TableInfo &table)
{
    const bool isMain = document.column == documentColumns(table).value(0);
    const QString source =
        isMain ? document.address() : document.address() + u':' + visibleText(document.column);
    return {source, document.type, document.verdict};
}

/// A server that shall be spared gets ten times as long for itself as a page has cost it.
void pauseAfter(const ScanPage &page, const Session &session)
{
    if (session.profile.gentle)
        QThread::msleep(static_cast<unsigned long>(page.readMs * LoadBudget::share));
}

Result<void> checkTable(const Session &session, const TableInfo &table, CheckRows &rows)
{
    const ScanManner manner {readLimitOf(session.profile.spec(), table), session.now, {}};
    ScanCursor cursor;
    while (!cursor.isAtEnd) {
        const Result<ScanPage> page = scanPage(*session.connection, table, cursor, manner);
        if (!page)
            return page.error();
        for (const ScannedDocument &document : page->documents)
            rows.add(rowOf(document, table));
        cursor = page->next;
        pauseAfter(*page, session);
    }
    return {};
}

} // namespace

ExitCode checkDatabase(const Session &session, Format format, const QString &table)
{
    const Result<QList<TableInfo>> tables = wantedTables(session.schema, table);
    if (!tables)
        return report(tables.error());
    CheckRows rows(format);
    rows.begin();
    std::optional<Error> failure;
    for (const TableInfo &each : *tables)
        if (const Result<void> checked = checkTable(session, each, rows); !checked && !failure)
            failure = checked.error();
    rows.end();
    if (failure)
        return report(*failure);
    return rows.isAllFine() ? ExitCode::Fine : ExitCode::Findings;
}
