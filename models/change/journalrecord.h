// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changejournal.h"

#include <QByteArray>

#include <optional>

/// One line of the journal: the begin of an entry, or what became of one.
struct JournalRecord {
    enum class Kind { Begin, End } kind = Kind::Begin;
    JournalEntry entry; ///< of an end: id, state, madeKeys and made
};

/// A line with its line end. Values are written with their type, and their bytes as base64.
QByteArray journalLine(const JournalRecord &record);
/// Nothing when the line is no whole record.
std::optional<JournalRecord> journalRecord(const QByteArray &line);
