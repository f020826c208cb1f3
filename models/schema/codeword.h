// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/decode.h"

#include <optional>

/// One value of a coded column with its word, for the numberings in which it holds.
struct CodeWord {
    Meaning meaning;
    qint64 value;
    const char *word;
    unsigned numberings;
};

/// The words that hold for a meaning in a database of this kind, in the order of their numbers.
QList<const CodeWord *> codeWords(Meaning meaning, const DecodeContext &context);
/// True when a value is a sum of bits, each with its word.
bool isBitField(Meaning meaning);
/// The text of a value: its word, its bits, or "unknown (7)".
QString codeText(Meaning meaning, qint64 value, const DecodeContext &context);
/// The value of a word or, for bits, of words joined by " + "; nothing when a word is not known.
std::optional<qint64> codeValue(Meaning meaning, const QString &word, const DecodeContext &context);
