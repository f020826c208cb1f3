// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QVariant>

#include <optional>

/// The value as the bytes that the database holds, at most @p most of them; numbers as they are written.
QByteArray storedBytes(const QVariant &raw, qsizetype most);
/// Number of bytes that the database holds for a text or binary value.
qint64 storedSize(const QVariant &raw);
/// The value as a whole number, also when it is stored as text; nothing when it is none.
std::optional<qint64> storedNumber(const QVariant &raw);
/// The value as visible text, cut after @p most characters.
QString storedText(const QVariant &raw, qsizetype most);
