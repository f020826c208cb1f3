// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <utility>

/// JSON as text, built from the inside out. Unlike QJsonDocument it keeps the order of the columns, tells 5.0
/// from 5, and escapes what could steer a terminal or reorder a line.
QString jsonString(const QString &text);

/// A stored value: integer, real, string, null, or {"base64": ...} for bytes that are no UTF-8 or hold a NUL.
QString jsonValue(const QVariant &value);

/// Members and elements are JSON already; names are not.
QString jsonObject(const QList<std::pair<QString, QString>> &members);
QString jsonArray(const QStringList &elements);
