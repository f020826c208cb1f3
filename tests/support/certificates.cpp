// SPDX-License-Identifier: GPL-3.0-or-later
#include "certificates.h"

#include "program.h"

using namespace Qt::StringLiterals;

namespace {

// Elliptic curves: keys are made in no time.
QStringList request(const CertificateFiles &files, const QString &name)
{
    return {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s,
        u"-nodes"_s, u"-days"_s, u"30"_s, u"-subj"_s, u"/CN="_s + name, u"-keyout"_s, files.key, u"-out"_s,
        files.certificate};
}

Result<void> openssl(const QStringList &arguments)
{
    const auto done = runProgram(u"openssl"_s, arguments);
    return done ? Result<void>() : done.error();
}

} // namespace

Result<void> Certificates::make()
{
    for (const QString &name : {u"authority"_s, u"wrong"_s})
        if (const auto made = makeAuthority(name); !made)
            return made;
    if (const auto made = makeServer(u"localhost"_s, u"DNS:localhost,IP:127.0.0.1,IP:::1"_s); !made)
        return made;
    return makeServer(u"other"_s, u"DNS:other.example"_s);
}

Result<void> Certificates::makeAuthority(const QString &name) const
{
    return openssl(request(files(name), u"Test authority "_s + name));
}

Result<void> Certificates::makeServer(const QString &name, const QString &names) const
{
    const CertificateFiles signer = files(u"authority"_s);
    return openssl(request(files(name), name)
        + QStringList {u"-addext"_s, u"subjectAltName="_s + names, u"-addext"_s,
            u"basicConstraints=critical,CA:FALSE"_s, u"-CA"_s, signer.certificate, u"-CAkey"_s, signer.key});
}
