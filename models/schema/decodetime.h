// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/decode.h"

#include <optional>

/// True for the meanings whose numbers are epoch seconds.
bool isTime(Meaning meaning);
/// A stored time as date and distance, or as what its special value means.
QString decodedTime(Meaning meaning, qint64 value, const DecodeContext &context);
/// The words for special values of a time column ("permanent", "never").
QStringList timeWords(Meaning meaning);
/// The stored value of a time typed by a person; nothing when it is not understood.
std::optional<qint64> encodedTime(Meaning meaning, const QString &word, const DecodeContext &context);
