// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/sqlite/filestamp.h"

#include <QDateTime>
#include <QFile>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace {
/// File times move in steps of the kernel's tick, at most 10 ms; twice that, in nanoseconds.
constexpr qint64 tickNs = 20'000'000;

qint64 nanoseconds(const timespec &time)
{
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}
} // namespace

FileStamp FileStamp::of(const QString &path)
{
    struct stat found = {};
    if (::stat(QFile::encodeName(path).constData(), &found) != 0)
        return {};
    return {found.st_dev, found.st_ino, found.st_size, nanoseconds(found.st_mtim)};
}

bool FileStamp::isFresh() const
{
    const qint64 age = QDateTime::currentMSecsSinceEpoch() * 1'000'000 - modifiedNs;
    // Times in the future come from another machine's clock and tell nothing.
    return age > -tickNs && age < tickNs;
}

FileStamps FileStamps::of(const QString &path)
{
    return {FileStamp::of(path), FileStamp::of(path + "-wal"_L1), FileStamp::of(path + "-shm"_L1)};
}
