// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/passwordfile.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestPassword = 4096;

QString tr(const char *text)
{
    return QCoreApplication::translate("PasswordFile", text);
}

Error notRead(const QString &path)
{
    return {tr("The password file %1 cannot be read.").arg(path), qt_error_string(errno), Fault::Usage};
}

/// Byte by byte: what follows the line may be meant for somebody else.
Result<Secret> readLine(int file, const QString &path)
{
    QByteArray line;
    line.reserve(longestPassword + 1); // grown later it would leave copies behind
    char byte = 0;
    ssize_t count = 0;
    while ((count = ::read(file, &byte, 1)) == 1 && byte != '\n' && line.size() <= longestPassword)
        line.append(byte);
    if (count < 0)
        return notRead(path);
    if (line.endsWith('\r'))
        line.chop(1);
    const Secret password(std::move(line));
    if (password.isEmpty())
        return Error {tr("The first line of %1 is empty: no password was read.").arg(path), {}, Fault::Usage};
    if (password.reveal().size() > longestPassword || password.reveal().contains('\0'))
        return Error {tr("The first line of %1 is no password.").arg(path), {}, Fault::Usage};
    return password;
}

/// A pipe or a device is nobody else's to read; a regular file may be.
bool othersCanRead(int file)
{
    struct stat status {};
    return ::fstat(file, &status) == 0 && S_ISREG(status.st_mode) && (status.st_mode & 077) != 0;
}

} // namespace

Result<Secret> readPasswordFile(const QString &path)
{
    if (path == "-"_L1)
        return readLine(STDIN_FILENO, tr("standard input"));
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (file < 0)
        return notRead(path);
    const Result<Secret> password = othersCanRead(file)
        ? Error {tr("Others can read the password file %1, so it is not used. Make it yours alone: "
                    "chmod 600 %1")
                     .arg(path),
            {}, Fault::Refused}
        : readLine(file, path);
    ::close(file);
    return password;
}
