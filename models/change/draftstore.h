// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "change/rowchange.h"

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QLockFile>
#include <QString>
#include <QThreadPool>

#include <memory>

/// The text of a document that somebody is editing.
struct DocumentDraft {
    TableRole role = TableRole::Presentity;
    QString table;
    QList<NamedValue> key; ///< of its row; empty for a document that has no row yet
    QString column;
    QString title; ///< for people: "pres-rules of sip:alice@example.com"
    QVariant base; ///< what was stored when the editing began
    QByteArray text; ///< unsaved, UTF-8
    qint64 time = 0; ///< epoch seconds UTC, this machine's clock

    bool isSameDocument(const DocumentDraft &other) const;
    bool operator==(const DocumentDraft &) const = default;
};

/// What would be lost if the program ended now, for one database.
struct UnsavedWork {
    QList<DocumentDraft> documents;
    QList<RowChange> staged; ///< changes of rows that wait

    bool isEmpty() const { return documents.isEmpty() && staged.isEmpty(); }
    bool operator==(const UnsavedWork &) const = default;
};

/// What a run of the program that ended unasked has left behind.
struct Leftover {
    QString file;
    UnsavedWork work;
    QString fault; ///< a sentence when it cannot be read; the work is empty then
};

/// Unsaved work on disk, owner-only, one file per database and run. A file belongs to a run as long as that
/// holds its lock; what nobody holds was left by a crash. Writes in order, on a thread of its own.
class DraftStore {
public:
    static QString usualFolder();
    /// @p database is where, as the journal has it (no password).
    explicit DraftStore(QString database, QString folder = usualFolder());
    ~DraftStore(); ///< writes what waits; the file stays unless it was emptied
    DraftStore(const DraftStore &) = delete;
    DraftStore &operator=(const DraftStore &) = delete;

    const UnsavedWork &work() const { return m_work; }
    /// Puts this draft in the place of that of the same document.
    void keep(const DocumentDraft &draft);
    void drop(const DocumentDraft &draft);
    void keepStaged(const QList<RowChange> &changes);
    /// Nothing is left: the file goes.
    void clear();

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

    QString m_database;
    QString m_folder;
    QString m_file;
    UnsavedWork m_work;
    std::unique_ptr<QLockFile> m_lock;
    std::shared_ptr<Outcome> m_outcome;
    QThreadPool m_writer;
};
