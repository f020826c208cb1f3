// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "change/rowchange.h"

#include <QString>

#include <optional>

/// One set of changes as it was written down before it was made.
struct JournalEntry {
    QString id;
    qint64 time = 0; ///< epoch seconds UTC, this machine's clock
    QString database; ///< where, as the person knows it (no password)
    QString title;
    QList<RowChange> changes;
    QList<QList<NamedValue>> madeKeys; ///< keys of inserted rows, by change
    QList<bool> made; ///< which of the changes were made, on engines without transactions; empty: all or none
    enum class State { Begun, Made, Failed, Unknown, Undone } state = State::Begun;
    QString undoOf; ///< the entry that this one takes back

    bool isMade(qsizetype change) const { return made.value(change, state == State::Made); }
    /// Something of it is stored, and nobody has taken it back.
    bool canBeUndone() const { return state == State::Made; }
};

/// The changes of this person, on disk, owner-only: each is appended and fsynced before it is made, with old
/// and new bytes. A half-written last record (a crash) is dropped when reading, and before the next is
/// written. Several programs may write to it. Errors: Refused when a link lies in its place, General when it
/// cannot be written, Damaged when a record in the middle cannot be read: nothing is thrown away then.
class ChangeJournal {
public:
    /// The usual place below the user's data folder, or a file of the caller's.
    static QString usualPath();
    explicit ChangeJournal(QString path = usualPath());

    /// The entry's id, once it is on the disk.
    Result<QString> begin(const QString &database, const QString &title, const QList<RowChange> &changes,
        const QString &undoOf = {}) const;
    Result<void> end(const QString &id, JournalEntry::State state,
        const QList<QList<NamedValue>> &madeKeys = {}, const QList<bool> &made = {}) const;
    /// Newest first; of one database, or all. What is older than the newest 64 MB is left out.
    Result<QList<JournalEntry>> entries(const QString &database = {}) const;
    std::optional<JournalEntry> entry(const QString &id) const;
    const QString &path() const { return m_path; }

private:
    QString m_path;
};
