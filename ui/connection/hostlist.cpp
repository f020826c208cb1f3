// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/hostlist.h"

#include "base/visibletext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace {
constexpr int highestPort = 65'535;

QString tr(const char *text)
{
    return QCoreApplication::translate("HostList", text);
}

Error notUnderstood(const QString &part)
{
    return {tr("“%1” is no host. Write a name or an address and, after a colon, its port: db1.example.com, "
               "10.0.0.5:3307 or [2001:db8::5]:5432.")
                .arg(visibleText(part)),
        {}, Fault::Usage};
}

Result<HostPort> parseHost(const QString &part)
{
    static const QRegularExpression bracketed(u"^\\[([0-9A-Fa-f:.]+(?:%[\\w.-]+)?)\\](?::(\\d{1,5}))?$"_s);
    static const QRegularExpression bare(u"^([0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)$"_s);
    static const QRegularExpression named(u"^([\\w][\\w.-]*)(?::(\\d{1,5}))?$"_s);
    for (const QRegularExpression *pattern : {&bracketed, &bare, &named}) {
        const auto match = pattern->match(part);
        if (!match.hasMatch())
            continue;
        const QString port = match.captured(2);
        if (!port.isEmpty() && (port.toInt() < 1 || port.toInt() > highestPort))
            return Error {tr("“%1” has no port that exists: ports are 1 to 65535.").arg(visibleText(part)),
                {}, Fault::Usage};
        return HostPort {match.captured(1), port.toInt()};
    }
    return notUnderstood(part);
}
} // namespace

Result<QList<HostPort>> parseHosts(const QString &text)
{
    QList<HostPort> hosts;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString trimmed = part.trimmed();
        if (trimmed.isEmpty())
            continue;
        const auto host = parseHost(trimmed);
        if (!host)
            return host.error();
        hosts.append(*host);
    }
    return hosts;
}

QString hostsText(const QList<HostPort> &hosts)
{
    QStringList parts;
    for (const HostPort &host : hosts) {
        const bool needsBrackets = host.host.contains(u':') && host.port > 0;
        QString text = needsBrackets ? u'[' + host.host + u']' : host.host;
        if (host.port > 0)
            text += u':' + QString::number(host.port);
        parts.append(text);
    }
    return parts.join(u", "_s);
}
