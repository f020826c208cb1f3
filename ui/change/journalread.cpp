// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/journalread.h"

#include <QPromise>
#include <QThreadPool>

#include <algorithm>
#include <memory>

QFuture<Result<QList<JournalEntry>>> readJournal(const ChangeJournal &journal, const QString &database)
{
    auto promise = std::make_shared<QPromise<Result<QList<JournalEntry>>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, journal, database] {
        promise->addResult(journal.entries(database));
        promise->finish();
    });
    return promise->future();
}

bool canUndo(const JournalEntry &entry)
{
    return entry.state == JournalEntry::State::Made && !entry.changes.isEmpty();
}

std::optional<JournalEntry> lastUndoable(const QList<JournalEntry> &entries)
{
    const auto found = std::ranges::find_if(
        entries, [](const JournalEntry &entry) { return canUndo(entry) && entry.undoOf.isEmpty(); });
    return found == entries.end() ? std::nullopt : std::optional(*found);
}
