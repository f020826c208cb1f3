// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QString>
#include <QStringList>

/// What one run of the command-line program gave back.
struct CliAnswer {
    int code = -1; ///< exit code, -1 when the program crashed or hung
    QByteArray output;
    QString sentences; ///< what went to standard error

    /// The output as the one JSON value that it must be; null when it is none.
    QJsonDocument json() const;
};

/// Runs the program in UTC; @p configFolder stands for the user's folder of settings.
CliAnswer runCli(const QStringList &arguments, const QString &configFolder = {});
