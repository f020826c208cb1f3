// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "change/rowchange.h"

#include <QFuture>
#include <QLockFile>

#include <memory>

/// The staged changes of one database on disk, for their owner only, so that a crash does not lose them.
/// Files are read and written on another thread, in the order of the calls.
class StagedFile {
public:
    /// The usual place below the user's data folder.
    static QString usualFolder();
    /// @p database: how the connection is told from others, no password.
    explicit StagedFile(const QString &database, const QString &folder = usualFolder());

    /// Takes a file that no other window or program has: the usual one, or one beside it. Held as long as
    /// this object lives; what a program that died left behind is free.
    void claim();
    /// Replaces what is kept; an empty list removes the file.
    void store(const QList<RowChange> &changes) const;
    /// What an earlier session left; empty when it left nothing. Errors: Damaged, General.
    QFuture<Result<QList<RowChange>>> load() const;
    const QString &path() const { return m_path; }

private:
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

/// Changes as bytes and back, every value exactly. Errors: Damaged.
QByteArray packedChanges(const QList<RowChange> &changes);
Result<QList<RowChange>> unpackedChanges(const QByteArray &bytes);
