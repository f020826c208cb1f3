// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QVariant>

/// The exact bytes of a stored value: text as UTF-8, numbers as digits, nothing for NULL.
QByteArray cellBytes(const QVariant &raw);
/// The whole stored value as visible text, cut only where no widget could show it (64 KiB).
QString fullText(const QVariant &raw);
