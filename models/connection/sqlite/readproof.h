// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/sqlite/filestamp.h"

#include <QByteArray>

#include <optional>

class SqliteHandle;

/// What must be the same before and after a read without a lock, and tells whether somebody was changing the
/// file meanwhile.
class ReadProof {
public:
    static ReadProof of(const SqliteHandle &handle);

    /// A read that begins now could see half a change.
    bool isBeingWritten() const { return m_writing; }
    bool holdsWith(const ReadProof &after) const;
    /// A journal matters and nobody is at work on it: its writer died.
    bool isJournalOrphaned() const { return m_journal && m_locked == false; }
    /// Somebody may write and keeps no journal on the disk that would say whether they do.
    bool isLockedWithoutJournal() const { return !m_journal && m_locked == true; }

private:
    QByteArray m_counter;
    FileStamps m_stamps; ///< of readings that know no change counter
    bool m_journal = false; ///< in use
    std::optional<bool> m_locked; ///< by a writer; nothing when that cannot be told
    bool m_writing = true;
};
