// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/hostlist.h"

#include "base/visibletext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace {
/// An IPv6 address alone needs no brackets here: no port can follow it.
QString bracketed(const QString &part)
{
    static const QRegularExpression bare(u"^[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*$"_s);
    return bare.match(part).hasMatch() ? u'[' + part + u']' : part;
}
} // namespace

Result<QList<HostPort>> parseHosts(const QString &text)
{
    QList<HostPort> hosts;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString trimmed = part.trimmed();
        if (trimmed.isEmpty())
            continue;
        const auto host = parseHostPort(bracketed(trimmed));
        if (!host)
            return Error {QCoreApplication::translate("HostList", "“%1”: %2")
                              .arg(visibleText(trimmed), host.error().message),
                {}, Fault::Usage};
        hosts.append(*host);
    }
    return hosts;
}

QString hostsText(const QList<HostPort> &hosts)
{
    QStringList parts;
    for (const HostPort &host : hosts)
        parts.append(host.display());
    return parts.join(u", "_s);
}
