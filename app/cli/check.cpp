// SPDX-License-Identifier: GPL-3.0-or-later
#include "checkdatabase.h"
#include "checkfiles.h"
#include "command.h"
#include "console.h"

#include "base/visibletext.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

struct CheckOptions {
    std::string type;
    std::string table;
    std::vector<std::string> files;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

QString help()
{
    constexpr qsizetype kindsOnALine = 7;
    QStringList kinds;
    for (const DocumentType &type : documentTypes())
        if (type.isCommandLineKind)
            kinds << type.id;
    return tr(
        "Kinds: %1.\n"
        "Without --type the root element decides, or the first line of a message summary. Nothing is "
        "fetched from a\n"
        "network, no other file is read and no entity expanded.\n"
        "TSV has a line for each file: y, n or - for well-formed and valid, and the first error. Text "
        "and JSON list\n"
        "everything that was found, also where a server will stumble over a valid document.\n"
        "With --db every document of the database is checked, named by table and key (xcap:17), or of "
        "one --table;\n"
        "a table with another name here is told before the command. What is checked has its kind from its "
        "row.\n"
        "The exit code is 1 when a document is not fine.")
        .arg(kinds.mid(0, kindsOnALine).join(u", "_s) + u",\n"_s + kinds.mid(kindsOnALine).join(u", "_s));
}

void addOptions(CLI::App &app, CheckOptions &options)
{
    app.add_option("--type", options.type, tr("What the documents are").toStdString())->type_name("KIND");
    app.add_option("--table", options.table, tr("Only this table of the database").toStdString())
        ->type_name("TABLE");
    app.add_option("FILE", options.files, tr("Documents; - for standard input").toStdString());
    app.footer(help().toStdString());
}

ExitCode checkFiles(const CheckOptions &options, Format format)
{
    const Result<const DocumentType *> type = typeNamed(QString::fromStdString(options.type));
    if (!type)
        return report(type.error());
    if (options.files.empty() || !options.table.empty())
        return report(Error {tr("Name the files to check, or - for standard input; or a database with --db."),
            {}, Fault::Usage});
    CheckRows rows(format);
    rows.begin();
    for (const std::string &file : options.files) {
        const CheckRow row = checkFile(QString::fromStdString(file), *type);
        rows.add(row);
        if (!row.trouble.isEmpty())
            printSentence(visibleText(row.source) + u": "_s + row.trouble);
    }
    rows.end();
    return rows.isAllFine() ? ExitCode::Fine : ExitCode::Findings;
}

ExitCode checkAll(const Session &session, const CheckOptions &options, Format format)
{
    if (!options.files.empty() || !options.type.empty())
        return report(
            Error {tr("With a database neither files nor --type can be given: what its documents are, "
                      "its rows say."),
                {}, Fault::Usage});
    return checkDatabase(session, format, QString::fromStdString(options.table));
}

} // namespace

Command checkCommand()
{
    const auto options = std::make_shared<CheckOptions>();
    return {"check",
        QT_TRANSLATE_NOOP("Cli", "Check documents: well-formed, valid, understood by the server"),
        {Format::Text, Format::Tsv, Format::Json}, [options](CLI::App &app) { addOptions(app, *options); },
        [options](const Session &session, Format format) { return checkAll(session, *options, format); },
        [options](Format format) { return checkFiles(*options, format); }};
}
