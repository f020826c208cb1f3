// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include "command.h"
#include "console.h"
#include "optionchecks.h"

#include "connection/typedarguments.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>

#include <algorithm>
#include <sstream>

using namespace Qt::StringLiterals;

namespace {

/// The options of all commands as CLI11 fills them in.
struct TypedOptions {
    std::string database;
    std::string profile;
    std::string passwordFile;
    std::string tls;
    std::string caFile;
    std::string password; ///< never taken
    bool acceptPlaintext = false;
    std::string format;
    std::string now;
    std::vector<std::string> tables;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

GeneralOptions generalOptions(const TypedOptions &typed)
{
    GeneralOptions options;
    ConnectionWords &words = options.connection;
    words.database = QString::fromStdString(typed.database);
    words.profile = QString::fromStdString(typed.profile);
    words.passwordFile = QString::fromStdString(typed.passwordFile);
    words.tls = QString::fromStdString(typed.tls);
    words.caFile = QString::fromStdString(typed.caFile);
    words.acceptPlaintext = typed.acceptPlaintext;
    for (const std::string &mapping : typed.tables)
        words.tables << QString::fromStdString(mapping);
    if (!typed.now.empty())
        options.now = QString::fromStdString(typed.now).toLongLong();
    return options;
}

/// Whoever looks for such an option is told the way, and not shown the password again.
std::string refusePassword(const std::string &)
{
    return tr("Everybody on this machine can read a command line, so no password is taken from it. Use "
              "--password-file with a file, or with - for standard input.")
        .toStdString();
}

void addConnectionOptions(CLI::App &app, TypedOptions &typed)
{
    app.add_option("--password-file", typed.passwordFile,
           tr("The password is the first line of this file, or of standard input for -").toStdString())
        ->type_name("FILE|-");
    app.add_option("--password", typed.password)->group("")->check(refusePassword, "");
    app.add_option("--tls", typed.tls,
           tr("off, required, or verified (default to another machine): certificate and host name checked")
               .toStdString())
        ->type_name("MODE");
    app.add_option("--ca", typed.caFile,
           tr("Certificate authorities to trust instead of the system's (PEM)").toStdString())
        ->type_name("FILE");
    app.add_flag("--accept-plaintext", typed.acceptPlaintext,
        tr("With --tls off: let others on the network read and change what is said").toStdString());
}

void addGeneralOptions(CLI::App &app, TypedOptions &typed)
{
    CLI::Option *database = app.add_option("--db", typed.database,
                                   tr("Database: a file, sqlite:///absolute/path, or "
                                      "mysql://user@host/database, postgres://...")
                                       .toStdString())
                                ->type_name("URL|FILE");
    app.add_option("--profile", typed.profile, tr("Database: a saved connection").toStdString())
        ->type_name("NAME")
        ->excludes(database);
    addConnectionOptions(app, typed);
    app.add_option(
           "--table", typed.tables, tr("A table that has another name here; may be repeated").toStdString())
        ->type_name("ROLE=NAME")
        ->allow_extra_args(false);
    app.add_option("--format", typed.format,
           tr("How the answer is written: text (default), tsv (rows) or json").toStdString())
        ->type_name("FORMAT");
    app.add_option("--now", typed.now, tr("Decode and filter as if it were this time").toStdString())
        ->type_name("EPOCH")
        ->check(wholeNumber());
}

/// Everything that CLI11 knows of the program; the commands' options follow from their table.
void describe(CLI::App &app, const QList<Command> &all, TypedOptions &typed)
{
    app.set_version_flag("--version", std::string("presence-inspector-cli " PRESENCE_VERSION));
    app.fallthrough();
    app.require_subcommand(1);
    addGeneralOptions(app, typed);
    for (const Command &command : all)
        command.addOptions(*app.add_subcommand(command.name, tr(command.summary).toStdString()));
    app.footer(tr("Options may stand before or after the command. The answer goes to standard output, "
                  "sentences about it to "
                  "standard error.\n"
                  "Exit codes: 0 an answer was given, 1 it holds findings, 2 the command line is wrong, 3 no "
                  "presence table\n"
                  "could be read, 4 refused.")
                   .toStdString());
}

const Command *chosenCommand(const CLI::App &app, const QList<Command> &all)
{
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const Command &command) { return app.got_subcommand(command.name); });
    return found == all.end() ? nullptr : &*found;
}

QString commandNames(const QList<Command> &all)
{
    QStringList names;
    for (const Command &command : all)
        names << QString::fromLatin1(command.name);
    return names.join(u", "_s);
}

/// CLI11 would only say that a subcommand is required, not which there are.
QString missingCommand(const CLI::App &app, const QList<Command> &all)
{
    const std::vector<std::string> words = app.remaining();
    const QString known = commandNames(all);
    if (words.empty())
        return tr("A command is needed. Commands are: %1.").arg(known);
    return tr("\"%1\" is no command. Commands are: %2.").arg(QString::fromStdString(words.front()), known);
}

/// --help and --version are answers; everything else that stops CLI11 is a usage error.
ExitCode explain(const CLI::App &app, const CLI::ParseError &error, const QList<Command> &all)
{
    std::ostringstream answer;
    std::ostringstream complaint;
    if (app.exit(error, answer, complaint) == 0) {
        printAnswer(QString::fromStdString(answer.str()));
        return ExitCode::Fine;
    }
    const bool noCommand = dynamic_cast<const CLI::RequiredError *>(&error) && !chosenCommand(app, all);
    const QString sentences =
        withoutUrlPasswords(noCommand ? missingCommand(app, all) : QString::fromStdString(complaint.str()));
    for (const QString &line : sentences.split(u'\n', Qt::SkipEmptyParts))
        printSentence(line);
    return ExitCode::Usage;
}

ExitCode runCommand(const Command &command, const TypedOptions &typed)
{
    const QString word =
        typed.format.empty() ? formatWord(Format::Text) : QString::fromStdString(typed.format);
    const Result<Format> format = formatNamed(word, command.formats);
    if (!format)
        return report(format.error());
    if (command.runAlone && typed.database.empty() && typed.profile.empty())
        return command.runAlone(*format);
    const Result<Session> session = openSession(generalOptions(typed));
    if (!session)
        return report(session.error());
    return command.run(*session, *format);
}

/// CLI11 takes the words without the program's name and from the last to the first.
std::vector<std::string> wordsOf(const QStringList &arguments)
{
    std::vector<std::string> words;
    for (qsizetype i = arguments.size() - 1; i > 0; --i)
        words.push_back(arguments[i].toStdString());
    return words;
}

} // namespace

ExitCode runCommandLine(const QStringList &arguments)
{
    const QList<Command> all = commands();
    TypedOptions typed;
    CLI::App app(tr("Looks into the presence database of a SIP server without changing it.").toStdString(),
        "presence-inspector-cli");
    describe(app, all, typed);
    try { // CLI11 speaks in exceptions; they end here
        app.parse(wordsOf(arguments));
    } catch (const CLI::ParseError &error) {
        return explain(app, error, all);
    }
    return runCommand(*chosenCommand(app, all), typed);
}
