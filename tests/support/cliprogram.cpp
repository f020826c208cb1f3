// SPDX-License-Identifier: GPL-3.0-or-later
#include "cliprogram.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace {
constexpr int longestRun = 60'000;
} // namespace

QJsonDocument CliAnswer::json() const
{
    return QJsonDocument::fromJson(output);
}

CliAnswer runCli(const QStringList &arguments, const QString &configFolder)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TZ"_s, u"UTC"_s);
    if (!configFolder.isEmpty())
        environment.insert(u"XDG_CONFIG_HOME"_s, configFolder);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(CLI_PROGRAM), arguments);
    const bool ended = process.waitForFinished(longestRun) && process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(),
        QString::fromUtf8(process.readAllStandardError())};
}
