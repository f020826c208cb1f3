// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowquery.h"

#include "base/visibletext.h"
#include "grid/rowfilter.h"
#include "grid/unknowncolumn.h"
#include "schema/tablenames.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

Error unknownTable(const QString &word, const DatabaseSchema &schema)
{
    QStringList present;
    for (const TableInfo &table : schema.tables)
        if (table.present)
            present << table.name;
    if (present.isEmpty())
        return Error {noPresenceTables(schema), {}, Fault::Unreachable};
    const bool missing = schema.tableNamed(word) || roleNamed(word);
    const QString sentence = missing ? tr("This database has no table %1. It has: %2.")
                                     : tr("\"%1\" is no presence table of this database. Accepted are: %2.");
    return Error {sentence.arg(visibleText(word), visibleText(present.join(u", "_s))), {},
        missing ? Fault::Unreachable : Fault::Usage};
}

Result<TableInfo> findTable(const QString &word, const DatabaseSchema &schema)
{
    const TableInfo *table = schema.tableNamed(word);
    if (!table || !table->present)
        return unknownTable(word, schema);
    return *table;
}

Result<SortOrder> readSort(const QString &text, const TableInfo &table)
{
    if (text.isEmpty() || table.indexOf(text) >= 0) // a name may itself hold a colon
        return SortOrder {text, false};
    const QString name = text.section(u':', 0, -2);
    const QString direction = text.section(u':', -1).toLower();
    if ((direction == "asc"_L1 || direction == "desc"_L1) && table.indexOf(name) >= 0)
        return SortOrder {name, direction == "desc"_L1};
    return Error {
        tr("The table %1 cannot be sorted by \"%2\". Accepted is one of its columns, with :desc for the "
           "greatest first: %3.")
            .arg(visibleText(table.name), visibleText(text), columnWords(table)),
        {}, Fault::Usage};
}

/// Grids read only the head of a document; here every byte is wanted, as of any other column.
TableInfo withWholeDocuments(TableInfo table)
{
    for (ColumnInfo &column : table.columns)
        if (column.meaning == Meaning::Document)
            column.meaning = Meaning::Plain;
    return table;
}

Result<RowFilter> readFilter(const QStringList &where, const TableInfo &table, const DecodeContext &context)
{
    RowFilter filter;
    for (const QString &text : where) {
        const Result<Condition> condition = parseCondition(text, table, context);
        if (!condition)
            return condition.error();
        filter.conditions << *condition;
    }
    return filter;
}

} // namespace

Result<RowQuery> rowQuery(const RowRequest &request, const Session &session)
{
    const Dialect &dialect = session.connection->dialect();
    const Result<TableInfo> table = findTable(request.table, session.schema);
    if (!table)
        return table.error();
    const Result<RowFilter> filter = readFilter(request.where, *table, session.contextOf(*table));
    if (!filter)
        return filter.error();
    const Result<SortOrder> sort = readSort(request.sort, *table);
    if (!sort)
        return sort.error();
    const Result<Statement> where = whereClause(*filter, *table, dialect);
    if (!where)
        return where.error();
    const WindowQuery pages(withWholeDocuments(*table), dialect, *where, *sort);
    return RowQuery {*table, pages, request.limit, request.offset};
}
