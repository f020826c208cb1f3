// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/hostport.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <arpa/inet.h>

using namespace Qt::StringLiterals;

namespace {
constexpr int highestPort = 65'535;

Error usage(const char *sentence)
{
    return {QCoreApplication::translate("HostPort", sentence), {}, Fault::Usage};
}

/// Only what may stand in a name or an address; an IPv6 zone follows a percent sign.
bool isHostName(const QString &host)
{
    static const QRegularExpression pattern(
        u"^[\\p{L}\\p{N}._:%-]+$"_s, QRegularExpression::UseUnicodePropertiesOption);
    return pattern.match(host).hasMatch();
}

bool isIpv6(const QString &address)
{
    in6_addr v6 {};
    return inet_pton(AF_INET6, address.section(u'%', 0, 0).toLatin1().constData(), &v6) == 1;
}
} // namespace

QString HostPort::display() const
{
    if (port == 0)
        return host;
    return (host.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(host).arg(port);
}

Result<HostPort> parseHostPort(const QString &text)
{
    static const QRegularExpression pattern(u"^(?:\\[([^\\]]*)\\]|([^:]*))(?::([0-9]*))?$"_s);
    const auto match = pattern.match(text);
    const int port = match.captured(3).isEmpty() ? 0 : match.captured(3).toInt();
    const bool portIsFine = match.captured(3).isNull() || (port >= 1 && port <= highestPort);
    if (!match.hasMatch() || !portIsFine)
        return usage(QT_TRANSLATE_NOOP("HostPort",
            "A host is not understood. Write host:port with a port from 1 to 65535, and an IPv6 address in "
            "brackets: [2001:db8::1]:3306."));
    const bool bracketed = text.startsWith(u'[');
    const HostPort host {match.captured(bracketed ? 1 : 2), port};
    if (bracketed && !isIpv6(host.host))
        return usage(QT_TRANSLATE_NOOP("HostPort", "The address in brackets is no IPv6 address."));
    if (!isHostName(host.host))
        return usage(
            QT_TRANSLATE_NOOP("HostPort", "A host is empty or holds characters that no host name has."));
    return host;
}
