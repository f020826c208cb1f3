// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QTemporaryDir>

/// A certificate with its private key, as PEM files.
struct CertificateFiles {
    QString certificate;
    QString key;
};

/// Certificates for tests of TLS, made anew in a temporary folder with the openssl program: an authority, a
/// server certificate for this machine and one for another host, both signed by it, and an authority that
/// signed neither.
class Certificates {
public:
    /// Makes them all; takes some tens of milliseconds.
    Result<void> make();

    QString authority() const { return file(QStringLiteral("authority.pem")); }
    QString wrongAuthority() const { return file(QStringLiteral("wrong.pem")); }
    /// For the names localhost, 127.0.0.1 and ::1.
    CertificateFiles localhost() const { return files(QStringLiteral("localhost")); }
    /// For the name other.example alone.
    CertificateFiles otherHost() const { return files(QStringLiteral("other")); }

private:
    QString file(const QString &name) const { return m_folder.filePath(name); }
    CertificateFiles files(const QString &name) const
    {
        return {file(name + QStringLiteral(".pem")), file(name + QStringLiteral(".key"))};
    }
    Result<void> makeAuthority(const QString &name) const;
    Result<void> makeServer(const QString &name, const QString &names) const;

    QTemporaryDir m_folder;
};
