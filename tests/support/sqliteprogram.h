// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>

/// The sqlite3 program with one file open: another process, as a server is, that keeps its transaction and
/// its locks from one run() to the next.
class SqliteProgram {
public:
    explicit SqliteProgram(const QString &file);
    ~SqliteProgram();
    Q_DISABLE_COPY_MOVE(SqliteProgram)

    /// Runs statements and gives what they print, errors included.
    QString run(const QString &sql);
    /// Closes the file properly and ends.
    bool quit();
    /// Ends without a chance to tidy up.
    bool kill();

private:
    QProcess m_process;
    int m_runs = 0;
};
