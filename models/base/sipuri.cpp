// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sipuri.h"

#include "base/visibletext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array schemes {"sip:"_L1, "sips:"_L1, "pres:"_L1};

Error notAnAddress(const QString &text)
{
    return {QCoreApplication::translate(
                "SipUri", "A SIP address needs a scheme, a user and a host, as in sip:alice@example.com."),
        visibleText(text.left(256)), Fault::Usage};
}

QStringView withoutScheme(QStringView text)
{
    for (const QLatin1StringView scheme : schemes)
        if (text.startsWith(scheme, Qt::CaseInsensitive))
            return text.sliced(scheme.size());
    return {};
}

QStringView before(QStringView text, QStringView ends)
{
    const auto end = std::ranges::find_first_of(text, ends);
    return text.first(end - text.begin());
}

// A colon begins the port, except inside the brackets of an IPv6 address.
QStringView hostOf(QStringView text)
{
    const QStringView host = before(text, u";?");
    const qsizetype bracket = host.indexOf(u']');
    return host.startsWith(u'[') && bracket > 0 ? host.first(bracket + 1) : before(host, u":");
}

} // namespace

Result<SipUri> SipUri::parse(const QString &text)
{
    const QStringView address = withoutScheme(QStringView(text).trimmed());
    const qsizetype at = address.indexOf(u'@');
    if (at <= 0)
        return notAnAddress(text);
    const SipUri uri {before(address.first(at), u":").toString(), hostOf(address.sliced(at + 1)).toString()};
    if (uri.user.isEmpty() || uri.host.isEmpty())
        return notAnAddress(text);
    return uri;
}

QString SipUri::toString() const
{
    return u"sip:"_s + user + u'@' + host;
}
