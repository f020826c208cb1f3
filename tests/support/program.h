// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QStringList>

/// Runs a program to its end and gives what it wrote to standard output; when it fails or is missing, an
/// error with all that it said.
Result<QByteArray> runProgram(const QString &program, const QStringList &arguments);
