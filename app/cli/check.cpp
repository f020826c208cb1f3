// SPDX-License-Identifier: GPL-3.0-or-later
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
    std::vector<std::string> files;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

QString help()
{
    QStringList kinds;
    for (const DocumentType &type : documentTypes())
        if (type.isCommandLineKind)
            kinds << type.id;
    return tr("Kinds: %1.\n"
              "Without --type the root element decides, or the first line of a message summary. Nothing is "
              "fetched from a\n"
              "network, no other file is read and no entity expanded.\n"
              "TSV has a line for each file: y, n or - for well-formed and valid, and the first error. Text "
              "and JSON list\n"
              "everything that was found, also where a server will stumble over a valid document.\n"
              "The exit code is 1 when a file is not fine.")
        .arg(kinds.join(u", "_s));
}

void addOptions(CLI::App &app, CheckOptions &options)
{
    app.add_option("--type", options.type, tr("What the documents are").toStdString())->type_name("KIND");
    app.add_option("FILE", options.files, tr("Documents; - for standard input").toStdString());
    app.footer(help().toStdString());
}

ExitCode checkFiles(const CheckOptions &options, Format format)
{
    const Result<const DocumentType *> type = typeNamed(QString::fromStdString(options.type));
    if (!type)
        return report(type.error());
    if (options.files.empty())
        return report(Error {tr("Name the files to check, or - for standard input."), {}, Fault::Usage});
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

} // namespace

Command checkCommand()
{
    const auto options = std::make_shared<CheckOptions>();
    return {"check",
        QT_TRANSLATE_NOOP("Cli", "Check documents: well-formed, valid, understood by the server"),
        {Format::Text, Format::Tsv, Format::Json}, [options](CLI::App &app) { addOptions(app, *options); },
        [](const Session &, Format) {
            return report(
                Error {tr("Documents in a database cannot be checked yet; name files."), {}, Fault::Usage});
        },
        [options](Format format) { return checkFiles(*options, format); }};
}
