// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/serverenvironment.h"
#include "guioptions.h"
#include "mainwindow.h"
#include "screenfit.h"
#include "screenshot.h"
#include "theme.h"

#include "connection/typedarguments.h"

#include <QApplication>
#include <QSettings>

#include <cstdio>

namespace {
/// A picture needs no display; a window does.
void choosePlatform(int argc, char **argv)
{
    const bool hasDisplay =
        qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
    if (!hasDisplay && wantsNoDisplay(argc, argv) && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

int refuse(const Error &error)
{
    std::fprintf(stderr, "%s\n", qPrintable(error.message));
    return 2;
}

void show(MainWindow &window, const GuiOptions &options)
{
    if (options.size.isValid())
        window.resize(options.size);
    else if (options.screenshot.isEmpty())
        fitToScreen(window, window.size());
    window.showTableLater(options.tab);
    if (options.demo)
        window.openDemo(*options.demo);
    else if (options.profile)
        window.openProfile(*options.profile, options.password);
    window.show();
}
} // namespace

int main(int argc, char **argv)
{
    const TypedArguments typed(argc, argv);
    neutraliseServerEnvironment();
    choosePlatform(argc, argv);
    const QApplication app(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("presence-inspector"));
    QApplication::setApplicationName(QStringLiteral("presence-inspector"));
    QApplication::setApplicationVersion(QStringLiteral(PRESENCE_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("presence-inspector"));

    const auto options = readGuiOptions(typed.left(argc, argv));
    if (!options)
        return refuse(options.error());
    if (!options->answer.isEmpty()) {
        std::printf("%s\n", qPrintable(options->answer));
        return 0;
    }
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("presence-inspector"),
        QStringLiteral("presence-inspector"));
    MainWindow window(settings);
    if (!options->theme.isEmpty())
        window.useTheme(themeOfWord(options->theme));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/presence-inspector.svg")));
    show(window, *options);
    if (!options->screenshot.isEmpty())
        takeScreenshotLater(window, options->screenshot, options->afterSeconds);
    return QApplication::exec();
}
