// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/authorities.h"

#include "base/visibletext.h"

#include <QCoreApplication>
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

Result<void> checkAuthorities(const TlsSettings &tls)
{
    const QString file = authoritiesFile(tls);
    if (tls.mode != TlsMode::Verified || QFileInfo(file).isReadable())
        return {};
    return Error {
        QCoreApplication::translate("Authorities",
            "The file with the certificates of the authorities, “%1”, cannot be read. Choose the PEM file of "
            "the authority that signed the server's certificate.")
            .arg(visibleText(file)),
        {}, Fault::Refused};
}
