// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/authorities.h"

#include <QFileInfo>

#include <array>

namespace {
constexpr std::array systemFiles {
    "/etc/ssl/certs/ca-certificates.crt", // Debian, Arch, Gentoo
    "/etc/pki/tls/certs/ca-bundle.crt", // Fedora, Red Hat
    "/etc/ssl/ca-bundle.pem", // SUSE
    "/etc/ssl/cert.pem", // Alpine, BSD
};
} // namespace

QString authoritiesFile(const TlsSettings &tls)
{
    if (!tls.caFile.isEmpty())
        return tls.caFile;
    for (const char *name : systemFiles)
        if (const QString file = QString::fromLatin1(name); QFileInfo(file).isReadable())
            return file;
    return {};
}
