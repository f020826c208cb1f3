// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/privatefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("PrivateFile", text);
}

Error notWritten(const QString &path, const QString &detail)
{
    return {tr("%1 cannot be written. Is there room on the disk, and may you write there?").arg(path), detail,
        Fault::General};
}

/// A rename lasts only once the folder is on the disk.
void syncFolder(const QString &folder)
{
    const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
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
    if (!makePrivateFolder(info.absolutePath()))
        return notWritten(path, {});
    QSaveFile file(path);
    // Owner-only before the first byte is in it; QSaveFile itself would take the mask, or the old file's
    // rights.
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.write(bytes) == bytes.size()
        && file.commit();
    if (!written)
        return notWritten(path, file.errorString());
    syncFolder(info.absolutePath());
    return {};
}
