// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/privacystyle.h"

#include "base/visibletext.h"

#include <QCoreApplication>

#include <array>

namespace {
struct PrivacyLook {
    Privacy privacy;
    const char *icon;
    const char *words;
    const char *meaning;
};

constexpr std::array looks {
    PrivacyLook {Privacy::Local, "local", QT_TRANSLATE_NOOP("Privacy", "local"),
        QT_TRANSLATE_NOOP("Privacy", "Nothing of this connection leaves this machine.")},
    PrivacyLook {Privacy::Verified, "lock", QT_TRANSLATE_NOOP("Privacy", "TLS verified"),
        QT_TRANSLATE_NOOP("Privacy",
            "The connection is encrypted, and the server has proved that it is the one it claims to be.")},
    PrivacyLook {Privacy::Encrypted, "lockunsure", QT_TRANSLATE_NOOP("Privacy", "TLS, not verified"),
        QT_TRANSLATE_NOOP("Privacy",
            "The connection is encrypted, but nobody has checked who answers: somebody on the way could play "
            "the server and read everything, the password included.")},
    PrivacyLook {Privacy::Plain, "lockopen", QT_TRANSLATE_NOOP("Privacy", "not encrypted"),
        QT_TRANSLATE_NOOP(
            "Privacy", "Everybody on the way between here and the server can read and change what is said.")},
};

QString translated(const char *text)
{
    return QCoreApplication::translate("Privacy", text);
}
} // namespace

PrivacyStyle privacyStyle(Privacy privacy)
{
    for (const PrivacyLook &look : looks)
        if (look.privacy == privacy)
            return {look.icon, translated(look.words), translated(look.meaning)};
    return {"lockopen", {}, {}};
}

QString privacyTooltip(const ServerIdentity &server, const QString &caFile)
{
    QStringList lines {privacyStyle(server.privacy).meaning};
    if (!server.cipher.isEmpty())
        lines.append(QCoreApplication::translate("Privacy", "Cipher: %1").arg(visibleText(server.cipher)));
    if (server.privacy == Privacy::Verified)
        lines.append(caFile.isEmpty()
                ? QCoreApplication::translate("Privacy", "Checked against the authorities of this system.")
                : QCoreApplication::translate("Privacy", "Checked against the authorities in %1.")
                      .arg(visibleText(caFile)));
    if (!server.address.isEmpty())
        lines.append(
            QCoreApplication::translate("Privacy", "Answered by %1.").arg(visibleText(server.address)));
    return lines.join(u'\n');
}
