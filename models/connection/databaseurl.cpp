// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/databaseurl.h"

#include "connection/engine.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("DatabaseUrl", text);
}

/// The scheme of a URL; a lone letter would be a drive, not a scheme.
QString schemeOf(const QString &text)
{
    static const QRegularExpression pattern(u"^([A-Za-z][A-Za-z0-9+.-]+)://"_s);
    return pattern.match(text).captured(1).toLower();
}
} // namespace

bool DatabaseUrl::isLocal() const
{
    return hosts.isEmpty();
}

QString DatabaseUrl::title() const
{
    return QFileInfo(path).fileName();
}

QString DatabaseUrl::display() const
{
    return path;
}

QString DatabaseUrl::toString() const
{
    return scheme + "://"_L1 + QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
}

Result<DatabaseUrl> parseDatabaseUrl(const QString &text)
{
    const QString scheme = schemeOf(text);
    if (scheme.isEmpty() && text.trimmed().isEmpty())
        return Error {
            tr("A database is needed: a file, or a URL such as sqlite:///var/lib/kamailio/kamailio.sqlite."),
            {}, Fault::Usage};
    if (scheme.isEmpty())
        return DatabaseUrl {u"sqlite"_s, QFileInfo(text).absoluteFilePath()};
    const Engine *engine = engineFor(scheme);
    if (!engine)
        return Error {
            tr("This version opens SQLite databases only; it does not know URLs that begin with %1://.")
                .arg(scheme),
            {}, Fault::Usage};
    QString path = QUrl::fromPercentEncoding(text.mid(scheme.size() + 3).toUtf8());
    // Kamailio's configurations have three or four slashes; both mean the same file.
    while (path.startsWith("//"_L1))
        path.remove(0, 1);
    if (!path.startsWith(u'/'))
        return Error {tr("An SQLite URL has three slashes and an absolute path: "
                         "sqlite:///var/lib/kamailio/kamailio.sqlite."),
            {}, Fault::Usage};
    return DatabaseUrl {QString::fromLatin1(engine->id), path};
}

Result<TypedUrl> parseTypedUrl(const QString &text)
{
    const auto url = parseDatabaseUrl(text);
    if (!url)
        return url.error();
    return TypedUrl {*url, {}};
}
