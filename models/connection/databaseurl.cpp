// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/databaseurl.h"

#include "connection/engine.h"
#include "connection/hostaddresses.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("DatabaseUrl", text);
}

Error usage(const QString &sentence)
{
    return {sentence, {}, Fault::Usage};
}

/// The scheme of a URL; a lone letter would be a drive, not a scheme.
QString schemeWord(const QString &text)
{
    static const QRegularExpression pattern(u"^([A-Za-z][A-Za-z0-9+.-]+)://"_s);
    return pattern.match(text).captured(1).toLower();
}

/// Every beginning of a URL that is understood, for a sentence.
QString knownSchemes()
{
    QStringList words;
    for (const Engine &engine : engines())
        for (const QString &scheme : engine.schemes)
            words << scheme + "://"_L1;
    return words.join(u", "_s);
}

int hexValue(char16_t digit)
{
    const auto at = u"0123456789abcdefABCDEF"_s.indexOf(QChar(digit));
    return int(at < 16 ? at : at - 6);
}

/// Percent-encoding undone. A percent sign without two hex digits is just one: passwords are often pasted.
QByteArray decodedBytes(QStringView text)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text[i] == u'%' && i + 2 < text.size() && hexValue(text[i + 1].unicode()) >= 0
            && hexValue(text[i + 2].unicode()) >= 0;
        if (pair) {
            bytes += char(hexValue(text[i + 1].unicode()) * 16 + hexValue(text[i + 2].unicode()));
            i += 2;
        } else {
            const qsizetype units = text[i].isHighSurrogate() && i + 1 < text.size() ? 2 : 1;
            bytes += text.mid(i, units).toUtf8();
            i += units - 1;
        }
    }
    return bytes;
}

QString decoded(QStringView text)
{
    return QString::fromUtf8(decodedBytes(text));
}

QString encoded(const QString &text, const QByteArray &kept = {})
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, kept));
}

/// "host", "host:port" or "[address]:port", as a person reads or (@p forUrl) a URL spells it.
QString hostText(const HostPort &host, bool forUrl)
{
    QString text = forUrl ? encoded(host.host, ":") : host.host;
    if (host.host.contains(u':'))
        text = u'[' + text + u']';
    return host.port ? text + u':' + QString::number(host.port) : text;
}

QString hostTexts(const QList<HostPort> &hosts, bool forUrl)
{
    QStringList texts;
    for (const HostPort &host : hosts)
        texts << hostText(host, forUrl);
    return texts.join(u',');
}

/// Puts the hosts, or the socket that stands in their place, into @p url.
Result<DatabaseUrl> withHosts(DatabaseUrl url, QStringView text)
{
    if (const QString whole = decoded(text); whole.startsWith(u'/')) {
        url.socket = whole;
        return url;
    }
    if (text.isEmpty())
        return url;
    for (const QStringView entry : text.split(u',')) {
        const Result<HostPort> host = parseHostPort(decoded(entry));
        if (!host)
            return host.error();
        url.hosts << *host;
    }
    return url;
}

Result<DatabaseUrl> withOptions(DatabaseUrl url, QStringView text)
{
    for (const QStringView option : text.split(u'&', Qt::SkipEmptyParts)) {
        const qsizetype equals = option.indexOf(u'=');
        if (equals < 0 || option.left(equals) != "socket"_L1)
            return usage(tr("The URL has an option that is not known here. The only one is "
                            "?socket=/path/of/the/socket."));
        url.socket = decoded(option.mid(equals + 1));
        if (!url.socket.startsWith(u'/'))
            return usage(tr("A socket is an absolute path: ?socket=/run/mysqld/mysqld.sock."));
    }
    return url;
}

/// A socket is on this machine, so "localhost" beside it says nothing, and any other host contradicts it.
Result<DatabaseUrl> settled(DatabaseUrl url)
{
    if (!url.socket.isEmpty()) {
        if (!url.isLocal())
            return usage(
                tr("The URL names a host and a socket. A socket is on this machine: leave one of them out."));
        url.hosts.clear();
    } else if (url.hosts.isEmpty()) {
        return usage(tr("The URL names no host. Write %1://user@host/database, or "
                        "%1://user@/database?socket=/path/of/the/socket.")
                         .arg(url.scheme));
    }
    if (url.path.isEmpty())
        return usage(tr("The URL names no database. Write %1://user@host/database.").arg(url.scheme));
    const QString all = url.path + url.user + url.socket;
    if (all.contains(QChar::Null))
        return usage(tr("The URL holds a NUL character, which no name has."));
    return url;
}

/// user:password@host:port,host/database?option=value. As in Kamailio the last "@" ends the password, which
/// may hold "@", "/" and "?", and the first ":" begins it.
Result<TypedUrl> parseServerUrl(const QString &scheme, QStringView text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    const QStringView person = text.left(std::max<qsizetype>(at, 0));
    const QStringView place = text.mid(at + 1);
    const qsizetype colon = person.indexOf(u':');
    const QStringView user = colon < 0 ? person : person.left(colon);
    Secret password(colon < 0 ? QByteArray() : decodedBytes(person.mid(colon + 1)));

    const qsizetype question = place.indexOf(u'?');
    const QStringView address = question < 0 ? place : place.left(question);
    const qsizetype slash = address.indexOf(u'/');
    DatabaseUrl url {scheme, slash < 0 ? QString() : decoded(address.mid(slash + 1)), {}, decoded(user)};
    Result<DatabaseUrl> read = withHosts(url, slash < 0 ? address : address.left(slash));
    if (read && question >= 0)
        read = withOptions(*read, place.mid(question + 1));
    if (read)
        read = settled(*read);
    if (!read)
        return read.error();
    return TypedUrl {*read, password};
}

Result<TypedUrl> parseFileUrl(QStringView text)
{
    QString path = decoded(text);
    // Kamailio's configurations have three or four slashes; both mean the same file.
    while (path.startsWith("//"_L1))
        path.remove(0, 1);
    if (!path.startsWith(u'/'))
        return usage(tr("An SQLite URL has three slashes and an absolute path: "
                        "sqlite:///var/lib/kamailio/kamailio.sqlite."));
    return TypedUrl {{u"sqlite"_s, path}, {}};
}

} // namespace

bool DatabaseUrl::isLocal() const
{
    return std::all_of(
        hosts.begin(), hosts.end(), [](const HostPort &host) { return isLoopbackHost(host.host); });
}

QString DatabaseUrl::title() const
{
    if (isFile())
        return QFileInfo(path).fileName();
    return tr("%1 on %2").arg(path, socket.isEmpty() ? hostTexts(hosts, false) : socket);
}

QString DatabaseUrl::display() const
{
    if (isFile())
        return path;
    const QString person = user.isEmpty() ? QString() : user + u'@';
    const QString place = socket.isEmpty() ? hostTexts(hosts, false) : u'[' + socket + u']';
    return person + place + u'/' + path;
}

QString DatabaseUrl::toString() const
{
    if (isFile())
        return scheme + "://"_L1 + encoded(path, "/");
    const QString person = user.isEmpty() ? QString() : encoded(user) + u'@';
    const QString option = socket.isEmpty() ? QString() : "?socket="_L1 + encoded(socket, "/");
    return scheme + "://"_L1 + person + hostTexts(hosts, true) + u'/' + encoded(path) + option;
}

Result<TypedUrl> parseTypedUrl(const QString &text)
{
    const QString word = schemeWord(text);
    if (word.isEmpty() && text.trimmed().isEmpty())
        return usage(tr("A database is needed: a file, or a URL such as mysql://kamailio@host/kamailio or "
                        "sqlite:///var/lib/kamailio/kamailio.sqlite."));
    if (word.isEmpty())
        return TypedUrl {{u"sqlite"_s, QFileInfo(text).absoluteFilePath()}, {}};
    const Engine *engine = engineFor(word);
    if (!engine)
        return usage(
            tr("No database is known whose URL begins with %1://. Known are: %2.").arg(word, knownSchemes()));
    const QStringView rest = QStringView(text).mid(word.size() + 3);
    return engine->port == 0 ? parseFileUrl(rest) : parseServerUrl(QString::fromLatin1(engine->id), rest);
}

Result<DatabaseUrl> parseDatabaseUrl(const QString &text)
{
    const Result<TypedUrl> typed = parseTypedUrl(text);
    if (!typed)
        return typed.error();
    if (!typed->password.isEmpty())
        return Error {tr("The URL holds a password, which is not kept in the open. Leave it out: it is taken "
                         "from the keychain or asked for."),
            {}, Fault::Refused};
    return typed->url;
}
