// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "change/rowchange.h"

#include <QFuture>
#include <QList>
#include <QLockFile>
#include <QString>
#include <QThreadPool>

#include <memory>

/// The unsaved text of a document as the change that would store it: its row by key, what was stored when the
/// editing began as seen, the text in UTF-8 as wanted. One of a document without a row is an insert.
using DocumentDraft = RowChange;

/// What a run of the program that ended unasked has left behind.
struct Leftover {
    QString file;
    QList<DocumentDraft> drafts;
    QString fault; ///< a sentence when it cannot be read; there are no drafts then
};

/// Unsaved documents on disk, owner-only, one file per database and run. A file belongs to a run as long as
/// that holds its lock; what nobody holds was left by a crash. Writes in order, on a thread of its own.
class DraftStore {
public:
    static QString usualFolder();
    /// @p database is where, as the journal has it (no password).
    explicit DraftStore(const QString &database, QString folder = usualFolder());
    ~DraftStore(); ///< writes what waits; the file stays unless it was emptied
    DraftStore(const DraftStore &) = delete;
    DraftStore &operator=(const DraftStore &) = delete;

    const QList<DocumentDraft> &drafts() const { return m_drafts; }
    /// Puts this draft in the place of that of the same document.
    void keep(const DocumentDraft &draft);
    void drop(const DocumentDraft &draft);

    /// What others have left for this database, read in the background. Bounded: files that are too large or
    /// damaged have a fault.
    QFuture<Result<QList<Leftover>>> leftovers();
    /// It was taken over, or is not wanted.
    void forget(const Leftover &leftover);
    /// Why the last write failed, empty when it did not. Waits for writes under way.
    Error flush();

private:
    struct Outcome;

    void store();

    QString m_folder;
    QString m_beginning; ///< of the names of this database's files
    QString m_file;
    QList<DocumentDraft> m_drafts;
    std::unique_ptr<QLockFile> m_lock;
    std::shared_ptr<Outcome> m_outcome;
    QThreadPool m_writer;
};

bool isSameDocument(const DocumentDraft &a, const DocumentDraft &b);
