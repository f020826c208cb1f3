// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <QVariant>

enum class TimeStyle { Local, Utc };

/// What decoding needs beside the value itself.
struct DecodeContext {
    Family family = Family::Unknown;
    QString generation;
    TableRole role = TableRole::Presentity;
    qint64 now = 0; ///< epoch seconds UTC on the server's clock
    TimeStyle timeStyle = TimeStyle::Local;
};

/// The value as a person reads it ("active", "2026-11-24 23:18:09 (in 4 min 12 s)"), always plain text with
/// control, bidi and zero-width characters made visible and cut at 256 characters. NULL is "NULL", empty text
/// is "(empty)".
QString decodeCell(const ColumnInfo &column, const QVariant &raw, const DecodeContext &context);

/// The stored value as text, nothing interpreted (control characters still made visible), cut at 4096
/// characters.
QString rawCell(const QVariant &raw);

/// True when decodeCell() says more than rawCell(): such columns carry both on the command line.
bool isDecoded(const ColumnInfo &column);

/// Words that the column can be filtered by ("pending" -> 2 or "pending" by generation); the word itself
/// where nothing is decoded. Times accept epoch seconds, "now", "now+300", "now-1h". Error (Usage) names the
/// accepted words.
Result<QVariant> encodeWord(const ColumnInfo &column, const QString &word, const DecodeContext &context);

/// The words of a column with a closed list (status, doc_type, ...), in the order of their numbers, for a
/// chooser.
QStringList wordsOf(const ColumnInfo &column, const DecodeContext &context);
