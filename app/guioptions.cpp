// SPDX-License-Identifier: GPL-3.0-or-later
#include "guioptions.h"

#include "connection/chosenconnection.h"
#include "schema/tablenames.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cstring>
#include <iterator>

using namespace Qt::StringLiterals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("GuiOptions", text);
}

Error usage(const QString &sentence)
{
    return {sentence, {}, Fault::Usage};
}

void describe(QCommandLineParser &parser)
{
    parser.setApplicationDescription(tr("Looks into the live presence database of a SIP server."));
    parser.addPositionalArgument(u"database"_s,
        tr("A file, or a URL such as sqlite:///var/lib/kamailio/kamailio.sqlite."), u"[URL|FILE]"_s);
    parser.addOptions({
        {u"help"_s, tr("Shows this text.")},
        {u"version"_s, tr("Shows the version.")},
        {u"demo"_s,
            tr("Opens the embedded demo with a simulated server; “--demo seed” has the tables of December "
               "2006.")},
        {u"profile"_s, tr("Opens a saved connection."), u"NAME"_s},
        {u"table"_s,
            tr("Names a table that the server calls differently, for example watchers=my_watchers. May be "
               "repeated."),
            u"ROLE=NAME"_s},
        {u"password-file"_s, tr("The password is the first line of this file, or of standard input for “-”."),
            u"FILE|-"_s},
        {u"tls"_s, tr("off, required, or verified, which is meant to another machine unless told."),
            u"MODE"_s},
        {u"ca"_s, tr("Trusts these certificate authorities (PEM) instead of the system's."), u"FILE"_s},
        {u"accept-plaintext"_s,
            tr("With “--tls off”: lets others on the network read and change what is said.")},
        {u"tab"_s, tr("Brings a table to the front."), u"NAME"_s},
        {u"theme"_s, tr("light or dark."), u"THEME"_s},
        {u"size"_s, tr("Size of the window in pixels, for example 1280x800."), u"WxH"_s},
        {u"screenshot"_s, tr("Writes a picture of the window to a PNG file and ends; needs no display."),
            u"FILE"_s},
        {u"after"_s, tr("Seconds before the picture is taken; 3 unless told."), u"SECONDS"_s},
    });
}

Result<QSize> readSize(const QString &text)
{
    static const QRegularExpression pattern(u"^([1-9][0-9]{2,4})x([1-9][0-9]{2,4})$"_s);
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return usage(
            tr("--size wants width and height in pixels, for example 1280x800; it was “%1”.").arg(text));
    return QSize(match.captured(1).toInt(), match.captured(2).toInt());
}

Result<void> readDatabase(const QCommandLineParser &parser, GuiOptions &options)
{
    QStringList names = parser.positionalArguments();
    if (parser.isSet(u"demo"_s)) {
        const bool seed = names.removeOne(u"seed"_s);
        options.demo = seed ? DemoKind::Seed : DemoKind::Modern;
    }
    const int wanted =
        static_cast<int>(names.size()) + (options.demo ? 1 : 0) + (parser.isSet(u"profile"_s) ? 1 : 0);
    if (wanted > 1)
        return usage(tr("One database can be opened at a time: a file, a URL, --demo or --profile."));
    const auto tables = tableNamesFromWords(parser.values(u"table"_s));
    if (!tables)
        return tables.error();
    if (names.isEmpty() && !parser.isSet(u"profile"_s))
        return {};
    const auto chosen = chooseConnection({names.value(0), parser.value(u"profile"_s),
        parser.values(u"table"_s), parser.value(u"password-file"_s), parser.value(u"tls"_s),
        parser.value(u"ca"_s), parser.isSet(u"accept-plaintext"_s)});
    if (!chosen)
        return chosen.error();
    options.profile = chosen->profile;
    options.password = chosen->password;
    return {};
}

Result<void> readLooks(const QCommandLineParser &parser, GuiOptions &options)
{
    options.tab = parser.value(u"tab"_s);
    options.theme = parser.value(u"theme"_s);
    if (parser.isSet(u"theme"_s) && options.theme != "light"_L1 && options.theme != "dark"_L1)
        return usage(tr("--theme is light or dark; it was “%1”.").arg(options.theme));
    if (parser.isSet(u"size"_s)) {
        const auto size = readSize(parser.value(u"size"_s));
        if (!size)
            return size.error();
        options.size = *size;
    }
    options.screenshot = parser.value(u"screenshot"_s);
    bool ok = true;
    if (parser.isSet(u"after"_s))
        options.afterSeconds = parser.value(u"after"_s).toDouble(&ok);
    if (!ok || options.afterSeconds < 0 || options.afterSeconds > 3600)
        return usage(
            tr("--after wants a number of seconds, 0 to 3600; it was “%1”.").arg(parser.value(u"after"_s)));
    return {};
}
} // namespace

bool wantsNoDisplay(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](const char *argument) {
        return std::strncmp(argument, "--screenshot", 12) == 0 || std::strcmp(argument, "--help") == 0
            || std::strcmp(argument, "--version") == 0;
    });
}

Result<GuiOptions> readGuiOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    describe(parser);
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    GuiOptions options;
    if (parser.isSet(u"help"_s))
        options.answer = parser.helpText().trimmed();
    else if (parser.isSet(u"version"_s))
        options.answer = QCoreApplication::applicationName() + u' ' + QCoreApplication::applicationVersion();
    if (!options.answer.isEmpty())
        return options;
    if (const auto read = readDatabase(parser, options); !read)
        return read.error();
    if (const auto read = readLooks(parser, options); !read)
        return read.error();
    return options;
}
