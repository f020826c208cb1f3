// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.h"
#include "console.h"
#include "optionchecks.h"
#include "rowquery.h"
#include "rowwriter.h"

#include "grid/rowfilter.h"
#include "grid/windowread.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// One page is short enough that nothing of ours stands in a server's way for long.
constexpr qint64 pageRows = 1000;

/// The options of the command as CLI11 fills them in.
struct RowOptions {
    std::string table;
    std::vector<std::string> where;
    std::string sort;
    std::string limit = "100";
    std::string offset = "0";
    bool raw = false;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

RowRequest requestOf(const RowOptions &options)
{
    RowRequest request;
    request.table = QString::fromStdString(options.table);
    request.sort = QString::fromStdString(options.sort);
    for (const std::string &text : options.where)
        request.where << QString::fromStdString(text);
    request.limit = QString::fromStdString(options.limit).toLongLong();
    request.offset = QString::fromStdString(options.offset).toLongLong();
    return request;
}

QString filterHelp()
{
    QStringList words;
    for (const FilterOpSpec &spec : filterOps())
        words << QString::fromLatin1(spec.word);
    return tr(
        "Conditions: COLUMN OPERATOR VALUE, all of which must hold. Operators: %1.\n"
        "Values are stored values or the words that are shown (status = pending, expires < now+300); \"in\" "
        "takes a\n"
        "list with commas; names and values with spaces may stand in quotes. \"!=\" keeps rows that hold "
        "NULL.\n"
        "Formats: text (default) is decoded, or as stored with --raw; tsv is always as stored, with \\t, "
        "\\n, \\r, \\\\\n"
        "and \\xNN for control characters and bytes that are no text, and \\N for NULL; json has both the "
        "stored\n"
        "value and the text of a decoded column, or only the stored one with --raw.\n"
        "General options such as --db may stand after the command too; see presence-inspector-cli --help.")
        .arg(words.join(u' '));
}

void addOptions(CLI::App &app, RowOptions &options)
{
    app.add_option("TABLE", options.table, tr("Presence table, by name or role").toStdString())->required();
    app.add_option(
           "--where", options.where, tr("Only rows for which this holds; may be repeated").toStdString())
        ->type_name("\"COLUMN OP VALUE\"")
        ->allow_extra_args(false);
    app.add_option("--sort", options.sort, tr("Sort by this column, then by the key").toStdString())
        ->type_name("COLUMN[:desc]");
    app.add_option("--limit", options.limit, tr("At most so many rows (default 100)").toStdString())
        ->type_name("N")
        ->check(wholeNumber());
    app.add_option("--offset", options.offset, tr("Leave out so many rows first").toStdString())
        ->type_name("N")
        ->check(wholeNumber());
    app.add_flag("--raw", options.raw, tr("Stored values, nothing decoded").toStdString());
    app.footer(filterHelp().toStdString());
}

/// Says on standard error that there is more, so that nobody takes a page for the whole.
void sayThereIsMore(const RowQuery &query)
{
    printSentence(tr("There are more rows than the %1 shown; see --limit and --offset.").arg(query.limit));
}

/// What to ask for next: behind the last row where the table has a key, so that rows which come and go
/// meanwhile neither repeat nor hide others; else by counting.
Ask nextAsk(const RowQuery &query, qint64 written, const std::optional<GridRow> &last)
{
    Ask ask;
    // A row more than wanted tells whether there are more.
    ask.limit = static_cast<int>(std::min(query.limit - written, pageRows - 1) + 1);
    ask.kind = last && query.pages.hasKey() ? Ask::Kind::After : Ask::Kind::At;
    ask.offset = query.offset + written;
    if (ask.kind == Ask::Kind::After)
        ask.from = query.pages.anchorOf(*last);
    return ask;
}

Result<QList<GridRow>> readPage(const Session &session, const RowQuery &query, const Ask &ask)
{
    const Result<RowSet> page =
        session.connection->select(query.pages.rows(ask), readLimitOf(session.profile.spec(), query.table));
    if (!page)
        return page.error();
    return query.pages.rowsOf(*page, ask);
}

/// Reads page by page until all wanted rows are written; the answer says whether there are more. Begins to
/// write only when the first page is there, so that a failure before it leaves no answer.
Result<bool> writeRows(const Session &session, const RowQuery &query, RowWriter &writer)
{
    std::optional<GridRow> last;
    for (qint64 written = 0;;) {
        const Ask ask = nextAsk(query, written, last);
        const Result<QList<GridRow>> page = readPage(session, query, ask);
        if (!page)
            return page.error();
        if (!last)
            writer.begin();
        for (const GridRow &row : *page) {
            if (written == query.limit)
                return true;
            writer.row(row.cells.first(query.table.columns.size()));
            last = row;
            ++written;
        }
        if (page->size() < ask.limit)
            return false;
    }
}

ExitCode run(const Session &session, Format format, const RowOptions &options)
{
    const Result<RowQuery> query = rowQuery(requestOf(options), session);
    if (!query)
        return report(query.error());
    const auto writer =
        rowWriter(format, {query->table.columns, session.contextOf(query->table), options.raw});
    const Result<bool> more = writeRows(session, *query, *writer);
    writer->end();
    if (!more)
        return report(more.error());
    if (*more && format == Format::Text)
        sayThereIsMore(*query);
    return ExitCode::Fine;
}

} // namespace

Command rowsCommand()
{
    const auto options = std::make_shared<RowOptions>();
    return {"rows", QT_TRANSLATE_NOOP("Cli", "Show rows of a table, filtered and sorted by the database."),
        {Format::Text, Format::Tsv, Format::Json}, [options](CLI::App &app) { addOptions(app, *options); },
        [options](const Session &session, Format format) { return run(session, format, *options); }};
}
