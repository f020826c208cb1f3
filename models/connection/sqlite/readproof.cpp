// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/sqlite/readproof.h"

#include "connection/sqlite/sqlitehandle.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace {
enum class Journal { Missing, Resting, InUse };

/// SQLite fills in the first bytes of a journal right before it changes the database file, and looks at them
/// itself to tell a journal that matters. Before that, and in what PERSIST leaves behind, they are zero.
Journal journalOf(const QString &path)
{
    QFile journal(path + "-journal"_L1);
    if (!journal.open(QIODevice::ReadOnly))
        return journal.exists() ? Journal::InUse : Journal::Missing;
    char first = 0;
    return journal.read(&first, 1) == 1 && first != 0 ? Journal::InUse : Journal::Resting;
}
} // namespace

ReadProof ReadProof::of(const SqliteHandle &handle)
{
    ReadProof proof;
    const auto header = handle.header();
    if (!header)
        return proof;
    if (handle.reading() != SqliteReading::LockFree) {
        // A change of the last moment might not show in the time of the file.
        proof.m_stamps = FileStamps::of(handle.realPath());
        proof.m_writing = proof.m_stamps.isFresh() || proof.m_stamps != handle.openedStamps();
        return proof;
    }
    proof.m_counter = header->mid(24, 4);
    const Journal journal = journalOf(handle.realPath());
    proof.m_journal = journal == Journal::InUse;
    proof.m_locked = handle.isWriteLocked();
    // With journal_mode MEMORY or OFF the lock is all that shows.
    proof.m_writing = proof.m_journal || (journal == Journal::Missing && proof.m_locked == true);
    return proof;
}

bool ReadProof::holdsWith(const ReadProof &after) const
{
    return !m_writing && !after.m_writing && m_counter == after.m_counter && m_stamps == after.m_stamps;
}
