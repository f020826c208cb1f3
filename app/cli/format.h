// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>

/// How an answer is written. Text is for people and the default; the others are for scripts.
enum class Format { Text, Tsv, Json };

/// The word for a format on the command line.
QString formatWord(Format format);
/// "text, tsv, json"
QString formatWords(const QList<Format> &formats);
/// The format that a word names. Errors: Usage, listing what is accepted, when it is not among @p accepted.
Result<Format> formatNamed(const QString &word, const QList<Format> &accepted);
