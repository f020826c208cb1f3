// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What the file system says about one file, without opening it: enough to notice that it was changed or that
/// another file took its place. All zero when there is no file.
struct FileStamp {
    quint64 device = 0;
    quint64 inode = 0;
    qint64 size = 0;
    /// Not the time of the last status change: SQLite itself moves it when root opens a -wal file.
    qint64 modifiedNs = 0;

    static FileStamp of(const QString &path);
    bool exists() const { return inode != 0; }
    bool isSameFile(const FileStamp &other) const { return device == other.device && inode == other.inode; }
    /// Changed so lately that a further change may get the very same time.
    bool isFresh() const;
    bool operator==(const FileStamp &) const = default;
};

/// A database file and the two files that WAL mode puts beside it.
struct FileStamps {
    FileStamp file;
    FileStamp wal;
    FileStamp shm;

    static FileStamps of(const QString &path);
    bool isFresh() const { return file.isFresh() || wal.isFresh(); }
    /// A -wal file without contents says no more than none.
    bool isWalIdle() const { return !shm.exists() && wal.size == 0; }
    bool operator==(const FileStamps &) const = default;
};
