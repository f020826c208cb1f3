// SPDX-License-Identifier: GPL-3.0-or-later
#include "droppedfile.h"

#include "base/visibletext.h"
#include "connection/sqlite/descriptorgate.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {
/// What every SQLite file begins with; its NUL counts.
constexpr QByteArrayView sqliteMark("SQLite format 3", 16);

QString tr(const char *text)
{
    return QCoreApplication::translate("DroppedFile", text);
}

Error usage(const QString &sentence)
{
    return {sentence, {}, Fault::Usage};
}
} // namespace

Result<DatabaseUrl> droppedDatabase(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    if (urls.size() != 1 || !urls.constFirst().isLocalFile())
        return usage(
            tr("One SQLite database file can be dropped here. For a database on a server, use Connect."));
    const QString path = urls.constFirst().toLocalFile();
    const QString name = visibleText(QFileInfo(path).fileName());
    // Only a regular file: opening a pipe would wait for somebody to write.
    if (!QFileInfo(path).isFile())
        return usage(tr("“%1” is no file. One SQLite database file can be dropped here.").arg(name));
    // It may be the database that is open here, in the middle of a write.
    const auto passed = passDescriptorGate();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return usage(tr("“%1” cannot be read: %2.").arg(name, file.errorString()));
    if (file.read(sqliteMark.size()) != sqliteMark)
        return usage(tr("“%1” is no SQLite database. A server's configuration can be imported in the window "
                        "that Connect opens.")
                         .arg(name));
    return DatabaseUrl {u"sqlite"_s, QFileInfo(path).absoluteFilePath()};
}
