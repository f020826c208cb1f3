// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/postgres/postgresoptions.h"

#include "connection/authorities.h"

using namespace Qt::StringLiterals;

namespace {
/// Below a file that is no folder nothing can ever exist.
const char *const noFile = "/dev/null/none";

struct SslOptions {
    QByteArray mode;
    QByteArray rootFile;
};

SslOptions sslOptions(const TlsSettings &tls, bool isSocket)
{
    if (isSocket || tls.mode == TlsMode::Off)
        return {"disable", noFile};
    // With any root file there, "require" would begin to verify.
    if (tls.mode == TlsMode::Required)
        return {"require", noFile};
    return {"verify-full", authoritiesFile(tls).toUtf8()};
}

QByteArray milliseconds(std::chrono::milliseconds time)
{
    return QByteArray::number(qlonglong(time.count()));
}

QByteArray startOptions(const ConnectionSpec &spec)
{
    QByteArray text;
    for (const PostgresSetting &setting : postgresSettings(spec))
        text += "-c " + setting.name + "=" + setting.value + " ";
    return text.trimmed();
}
} // namespace

QString PostgresTarget::display() const
{
    if (isSocket())
        return u"%1/.s.PGSQL.%2"_s.arg(host).arg(port);
    return HostPort {host, port}.display();
}

QList<PostgresSetting> postgresSettings(const ConnectionSpec &spec)
{
    return {
        {"default_transaction_read_only", "on"}, {"statement_timeout", milliseconds(spec.limits.statement)},
        {"lock_timeout", milliseconds(spec.limits.lock)}, {"idle_in_transaction_session_timeout", "60000"},
        {"standard_conforming_strings", "on"},
        {"bytea_output", "escape"}, // a body as text can be searched, and is no longer than it is
        {"extra_float_digits", "3"}, // exact on servers before 12, too
    };
}

QList<PostgresOption> postgresOptions(const ConnectionSpec &spec, const PostgresTarget &target)
{
    const SslOptions ssl = sslOptions(spec.tls, target.isSocket());
    return {
        {"host", target.host.toUtf8()},
        {"hostaddr", target.address.toUtf8()},
        {"port", QByteArray::number(target.port)},
        {"dbname", spec.url.path.toUtf8()},
        {"user", spec.url.user.toUtf8()},
        {"password", spec.password.reveal()},
        {"passfile", noFile},
        {"connect_timeout", QByteArray::number(qlonglong(spec.limits.connect.count()))},
        {"application_name", "presence-inspector"},
        {"client_encoding", "UTF8"},
        {"options", startOptions(spec)},
        {"sslmode", ssl.mode},
        {"sslrootcert", ssl.rootFile},
        {"sslcert", noFile},
        {"sslkey", noFile},
        {"sslcrl", noFile},
        {"sslcompression", "0"},
        {"sslsni", "1"},
        {"ssl_min_protocol_version", "TLSv1.2"},
        {"gssencmode", "disable"},
        {"channel_binding", "prefer"},
        {"target_session_attrs", "any"},
        {"keepalives", "1"},
        {"keepalives_idle", "10"},
        {"keepalives_interval", "3"},
        {"keepalives_count", "3"},
        {"tcp_user_timeout", "10000"},
    };
}
