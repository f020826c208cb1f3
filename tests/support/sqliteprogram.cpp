// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqliteprogram.h"

#include <QDeadlineTimer>

using namespace Qt::StringLiterals;

namespace {
constexpr int patience = 20'000; // milliseconds
}

SqliteProgram::SqliteProgram(const QString &file)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(u"sqlite3"_s, {u"-batch"_s, file});
    m_process.waitForStarted(patience);
}

SqliteProgram::~SqliteProgram()
{
    kill();
}

QString SqliteProgram::run(const QString &sql)
{
    const QByteArray mark = "-- end of run " + QByteArray::number(++m_runs) + '\n';
    m_process.write(sql.toUtf8() + "\n.print '" + mark.chopped(1) + "'\n");
    QByteArray output;
    const QDeadlineTimer deadline(patience);
    while (!output.endsWith(mark) && !deadline.hasExpired() && m_process.state() == QProcess::Running) {
        m_process.waitForReadyRead(100);
        output += m_process.readAll();
    }
    return QString::fromUtf8(output.replace(mark, "").trimmed());
}

bool SqliteProgram::quit()
{
    m_process.write(".quit\n");
    return m_process.waitForFinished(patience);
}

bool SqliteProgram::kill()
{
    m_process.kill();
    return m_process.waitForFinished(patience);
}
