// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace {
constexpr int patience = 60'000; // milliseconds: a busy machine
}

Result<QByteArray> runProgram(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    const bool ended = process.waitForStarted(patience) && process.waitForFinished(patience);
    const QByteArray output = process.readAllStandardOutput();
    if (ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return output;
    const QByteArray said = output + process.readAllStandardError();
    return Error {u"The program %1 failed; packaging/setup --test installs what tests need."_s.arg(program),
        process.errorString() + u'\n' + QString::fromLocal8Bit(said)};
}
