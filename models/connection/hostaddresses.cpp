// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/hostaddresses.h"

#include "base/visibletext.h"
#include "base/withinlimit.h"

#include <QCoreApplication>

#include <arpa/inet.h>
#include <array>
#include <netdb.h>

using namespace Qt::StringLiterals;

namespace {
struct Lookup {
    int code = 0;
    QStringList addresses;
};

Lookup lookUp(const QByteArray &host)
{
    addrinfo hints {};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo *list = nullptr;
    Lookup found {getaddrinfo(host.constData(), nullptr, &hints, &list), {}};
    // Without any network not even loopback addresses count as configured.
    if (found.code == EAI_NONAME || found.code == EAI_ADDRFAMILY) {
        hints.ai_flags = 0;
        found.code = getaddrinfo(host.constData(), nullptr, &hints, &list);
    }
    for (const addrinfo *entry = list; entry; entry = entry->ai_next) {
        std::array<char, NI_MAXHOST> text {};
        if (getnameinfo(
                entry->ai_addr, entry->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST)
            == 0)
            found.addresses.append(QString::fromLatin1(text.data()));
    }
    if (list)
        freeaddrinfo(list);
    found.addresses.removeDuplicates();
    return found;
}

Error unknownName(const QString &host, const QString &detail)
{
    return {QCoreApplication::translate("HostAddresses",
                "No machine is known by the name “%1”. Check the spelling, or use its address.")
                .arg(visibleText(host)),
        detail, Fault::Unreachable};
}

Error noNameServer(const QString &host)
{
    return {QCoreApplication::translate("HostAddresses",
                "Nobody says in time which address “%1” has. Check the network and its name servers, or use "
                "the address itself.")
                .arg(visibleText(host)),
        {}, Fault::Unreachable};
}
} // namespace

Result<QStringList> addressesOf(const QString &host, std::chrono::milliseconds limit)
{
    if (host.isEmpty() || host.contains(QChar::Null))
        return unknownName(host, {});
    // The system's resolver has no time limit.
    auto found = withinLimit(limit, [name = host.toUtf8()] { return lookUp(name); });
    if (!found || found->code == EAI_AGAIN)
        return noNameServer(host);
    if (found->addresses.isEmpty())
        return unknownName(host, QString::fromUtf8(gai_strerror(found->code)));
    return std::move(found->addresses);
}

bool isLoopbackAddress(const QString &address)
{
    const QByteArray text = address.toLatin1();
    in_addr v4 {};
    in6_addr v6 {};
    if (text.contains('\0'))
        return false;
    if (inet_pton(AF_INET, text.constData(), &v4) == 1)
        return (ntohl(v4.s_addr) >> 24) == 127;
    if (inet_pton(AF_INET6, text.constData(), &v6) != 1)
        return false;
    const bool isMapped = IN6_IS_ADDR_V4MAPPED(&v6) != 0;
    return isMapped ? v6.s6_addr[12] == 127 : IN6_IS_ADDR_LOOPBACK(&v6) != 0;
}

bool isLoopbackHost(const QString &host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 || isLoopbackAddress(host);
}
