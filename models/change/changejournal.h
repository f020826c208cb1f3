// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "change/changereport.h"

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
    enum class State { Begun, Made, Failed, Unknown, Undone } state = State::Begun;
    QString undoOf; ///< the entry that this one takes back
};

/// The changes of this person, on disk, owner-only: each is appended and fsynced before it is made, with old
/// and new bytes. A half-written last record (a crash) is dropped when reading.
class ChangeJournal {
public:
    /// The usual place below the user's data folder, or a file of the caller's.
    static QString usualPath();
    explicit ChangeJournal(QString path = usualPath());

    Result<QString> begin(const QString &database, const QString &title, const QList<RowChange> &changes,
        const QString &undoOf = {});
    Result<void> end(const QString &id, JournalEntry::State state, const QList<QList<NamedValue>> &madeKeys);
    /// Newest first; of one database, or all.
    Result<QList<JournalEntry>> entries(const QString &database = {}) const;
    std::optional<JournalEntry> entry(const QString &id) const;
    const QString &path() const { return m_path; }

private:
    QString m_path;
};
