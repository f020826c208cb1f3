// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/import/configfile.h"

#include "base/visibletext.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace {

constexpr qint64 largestFile = 1 << 20; // real ones have some ten thousand bytes

QString tr(const char *text)
{
    return QCoreApplication::translate("ServerImport", text);
}

Error unreadable(const QString &sentence, const QString &path, const QString &detail = {})
{
    return {sentence.arg(visibleText(path)), detail, Fault::Unreachable};
}

} // namespace

Result<QString> readConfigFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return unreadable(tr("There is no file %1."), path);
    if (!info.isFile())
        return unreadable(tr("%1 is no file."), path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(tr("%1 cannot be read. Often such files are for root and the server only."), path,
            file.errorString());
    const QByteArray bytes = file.read(largestFile + 1);
    if (bytes.size() > largestFile)
        return unreadable(tr("%1 is larger than a configuration file."), path);
    if (bytes.contains('\0'))
        return unreadable(tr("%1 is no text, so it is no configuration file."), path);
    return QString::fromUtf8(bytes);
}
