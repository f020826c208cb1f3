// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariant>

/// The first value that a query on an SQLite file returns, invalid (with a warning) when it fails or returns
/// nothing.
QVariant sqlAnswer(const QString &path, const QString &sql);
/// The same as a number, -1 when there is none.
qint64 sqlNumber(const QString &path, const QString &sql);
