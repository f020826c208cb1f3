// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/privatefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("PrivateFile", text);
}

Error notWritten(const QString &path)
{
    return {tr("%1 cannot be written. Is there room on the disk, and may you write there?").arg(path),
        qt_error_string(errno), Fault::General};
}

bool writeAll(int file, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::write(file, bytes.constData() + done, size_t(bytes.size() - done));
        if (count < 0 && errno != EINTR)
            return false;
        done += std::max<ssize_t>(count, 0);
    }
    return ::fsync(file) == 0;
}

/// A new file beside the old one, owner-only before the first byte is in it.
bool writeAside(const QByteArray &aside, const QByteArray &bytes)
{
    ::unlink(aside.constData());
    const int file = ::open(aside.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    const bool written = writeAll(file, bytes);
    return ::close(file) == 0 && written;
}

/// A rename lasts only once the folder is on the disk.
void syncFolder(const QByteArray &folder)
{
    const int handle = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    ::fsync(handle);
    ::close(handle);
}

} // namespace

bool makePrivateFolder(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return true;
    return QDir().mkpath(info.absolutePath())
        && ::mkdir(QFile::encodeName(info.absoluteFilePath()).constData(), 0700) == 0;
}

Result<void> writePrivateFile(const QString &path, const QByteArray &bytes)
{
    const QFileInfo info(path);
    if (info.isSymLink())
        return Error {tr("%1 is a link to another file, which is not written through. Put the file itself "
                         "there, or remove the link.")
                          .arg(path),
            {}, Fault::Refused};
    const QByteArray folder = QFile::encodeName(info.absolutePath());
    if (!makePrivateFolder(info.absolutePath()))
        return notWritten(path);
    const QByteArray target = QFile::encodeName(info.absoluteFilePath());
    const QByteArray aside = target + '.' + QByteArray::number(::getpid()) + ".new";
    if (!writeAside(aside, bytes) || std::rename(aside.constData(), target.constData()) != 0) {
        const Error error = notWritten(path);
        ::unlink(aside.constData());
        return error;
    }
    syncFolder(folder);
    return {};
}
