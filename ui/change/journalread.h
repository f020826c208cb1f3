// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changejournal.h"

#include <QFuture>

/// The entries of a journal, newest first, read on another thread.
QFuture<Result<QList<JournalEntry>>> readJournal(const ChangeJournal &journal, const QString &database);
/// It can be tried to take this back.
bool canUndo(const JournalEntry &entry);
/// The newest change that can be taken back and is not itself a taking back; nothing when there is none.
std::optional<JournalEntry> lastUndoable(const QList<JournalEntry> &entries);
