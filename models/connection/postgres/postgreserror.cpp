// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/postgres/postgreserror.h"

#include "base/visibletext.h"
#include "connection/serverread.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("Postgres", text);
}

/// What begins with @c sign (a SQLSTATE, or a text that contains it) means this. %1 is the server, %2 the
/// user, %3 the database.
struct Meaning {
    const char *sign;
    Fault fault;
    const char *sentence;
};

constexpr std::array stateMeanings {
    Meaning {"28P01", Fault::Denied,
        QT_TRANSLATE_NOOP("Postgres",
            "%1 does not accept the password of “%2”. Check user and password; nothing is tried again before "
            "you do.")},
    Meaning {"28000", Fault::Denied,
        QT_TRANSLATE_NOOP("Postgres",
            "%1 does not let “%2” in from here in this way. The user may not exist, or pg_hba.conf asks for "
            "TLS, for no TLS, or for another address: compare it with this connection.")},
    Meaning {"3D000", Fault::Unreachable,
        QT_TRANSLATE_NOOP("Postgres",
            "There is no database “%3” on %1. Check its name; “psql -l” on the server lists them.")},
    Meaning {"42501", Fault::Denied,
        QT_TRANSLATE_NOOP("Postgres",
            "“%2” lacks the right for this. Ask the administrator of the database for GRANT SELECT on the "
            "presence tables (and CONNECT on the database).")},
    Meaning {"53300", Fault::Unreachable,
        QT_TRANSLATE_NOOP("Postgres",
            "%1 has no connection to spare. The SIP server needs them more than we do: close other programs, "
            "or ask for a higher max_connections.")},
    Meaning {"53100", Fault::General,
        QT_TRANSLATE_NOOP("Postgres",
            "%1 had no disk space left for this read. Filter or sort by a column that has an index, and tell "
            "its administrator.")},
    Meaning {"53200", Fault::General,
        QT_TRANSLATE_NOOP("Postgres",
            "%1 had no memory left for this read. Filter or sort by a column that has an index, and tell its "
            "administrator.")},
    Meaning {"53400", Fault::General,
        QT_TRANSLATE_NOOP("Postgres",
            "The read needed more than the administrator of %1 allows, such as temp_file_limit. Filter or "
            "sort by a column that has an index.")},
    Meaning {"53", Fault::General,
        QT_TRANSLATE_NOOP(
            "Postgres", "%1 is out of memory, disk space or another resource. Its log names which one.")},
    Meaning {"57P03", Fault::Unreachable,
        QT_TRANSLATE_NOOP("Postgres",
            "%1 is starting or stopping and does not accept connections yet. It is tried again in a "
            "moment.")},
    Meaning {"57P0", Fault::Unreachable,
        QT_TRANSLATE_NOOP("Postgres",
            "%1 ended the connection: it was shut down or restarted, or an administrator did it. It is tried "
            "again in a moment.")},
    Meaning {"57014", Fault::TimedOut,
        QT_TRANSLATE_NOOP("Postgres",
            "The read took too long and was stopped. Filter or sort by a column that has an index.")},
    Meaning {"55P03", Fault::Busy,
        QT_TRANSLATE_NOOP("Postgres",
            "Another program has locked the table. It is read again as soon as the lock is gone.")},
    Meaning {"40", Fault::Busy,
        QT_TRANSLATE_NOOP("Postgres",
            "The read met the work of others and the server gave it up. Nothing is wrong; it is read again "
            "in a moment.")},
    Meaning {"25006", Fault::Refused,
        QT_TRANSLATE_NOOP("Postgres", "This connection only reads. Nothing was changed.")},
    Meaning {"22021", Fault::Damaged,
        QT_TRANSLATE_NOOP("Postgres",
            "A text is not valid in the character set of the database. If it was typed here, change it; if "
            "it "
            "is stored, the table is damaged.")},
    Meaning {"22P05", Fault::Damaged,
        QT_TRANSLATE_NOOP(
            "Postgres", "A stored text has a character that UTF-8 does not know, so it cannot be shown.")},
    Meaning {"XX001", Fault::Damaged,
        QT_TRANSLATE_NOOP("Postgres",
            "A part of the table is damaged on the server's disk. Its log says which; other tables can still "
            "be read.")},
    Meaning {"XX002", Fault::Damaged,
        QT_TRANSLATE_NOOP("Postgres",
            "An index is damaged. REINDEX on the server repairs it; until then sort by another column.")},
    Meaning {"42P01", Fault::General,
        QT_TRANSLATE_NOOP(
            "Postgres", "The table is not there any more. Refresh to see which tables there are.")},
    Meaning {"42703", Fault::General,
        QT_TRANSLATE_NOOP(
            "Postgres", "A column is not there any more. Refresh to see the table as it is now.")},
    Meaning {"08", Fault::Unreachable,
        QT_TRANSLATE_NOOP("Postgres", "The connection to %1 was lost. It is tried again in a moment.")},
};

constexpr Meaning strange {"", Fault::Unreachable,
    QT_TRANSLATE_NOOP("Postgres", "What answers at %1 does not speak like PostgreSQL. Check the port.")};

/// What says, while a connection is made, that a pooler answers which knows none of our settings.
constexpr auto unknownToPooler = "08P01: unsupported startup parameter";

/// What libpq itself says, in English whatever the locale.
constexpr std::array clientMeanings {
    Meaning {"does not support SSL", Fault::Refused,
        QT_TRANSLATE_NOOP("Postgres",
            "%1 offers no TLS, so the password was not sent. Turn TLS on at the server (ssl = on), or choose "
            "“TLS off” if nobody can listen on the way.")},
    Meaning {"certificate verify failed", Fault::Refused,
        QT_TRANSLATE_NOOP("Postgres",
            "The certificate of %1 is not signed by an authority known here (or has expired), so the "
            "password "
            "was not sent. Choose the file of the authority that signed it; if its fingerprint is not the "
            "one "
            "you expect, somebody else is answering.")},
    Meaning {"does not match host name", Fault::Refused,
        QT_TRANSLATE_NOOP("Postgres",
            "The certificate of %1 is made out for another name, so the password was not sent. Connect by "
            "the "
            "name that stands in the certificate, or have one made for this name.")},
    Meaning {"could not read root certificate file", Fault::Refused,
        QT_TRANSLATE_NOOP("Postgres",
            "The file with the certificates of the authorities cannot be used. Choose a readable PEM file.")},
    Meaning {"root certificate file", Fault::Refused,
        QT_TRANSLATE_NOOP("Postgres",
            "There is no file with the certificates of the authorities. Choose the one that signed the "
            "server's certificate.")},
    Meaning {"SSL error", Fault::Refused,
        QT_TRANSLATE_NOOP("Postgres",
            "%1 and this program found no safe way to encrypt, so the password was not sent. The server has "
            "to offer TLS 1.2 or newer.")},
    Meaning {"no password supplied", Fault::Denied,
        QT_TRANSLATE_NOOP("Postgres", "%1 wants a password for “%2”. Enter it.")},
    Meaning {"authentication method", Fault::Denied,
        QT_TRANSLATE_NOOP("Postgres",
            "%1 wants to know “%2” in a way that this program does not offer. Ask for an account with a "
            "password (scram-sha-256).")},
    Meaning {"SCRAM", Fault::Refused,
        QT_TRANSLATE_NOOP("Postgres",
            "%1 could not prove that it knows the password of “%2”. It may not be the server that you "
            "mean.")},
    Meaning {"Connection refused", Fault::Unreachable,
        QT_TRANSLATE_NOOP("Postgres",
            "Nobody answers at %1. Check that PostgreSQL runs there, and its port and listen_addresses.")},
    Meaning {"No such file or directory", Fault::Unreachable,
        QT_TRANSLATE_NOOP("Postgres",
            "There is no socket %1. Check that PostgreSQL runs on this machine, and its "
            "unix_socket_directories.")},
    Meaning {"Permission denied", Fault::Unreachable,
        QT_TRANSLATE_NOOP("Postgres",
            "You may not use the socket %1. Start the program as a user who may, or connect by host name.")},
    Meaning {"is unreachable", Fault::Unreachable,
        QT_TRANSLATE_NOOP("Postgres", "No way leads to %1. Check the network or the VPN.")},
    Meaning {"No route to host", Fault::Unreachable,
        QT_TRANSLATE_NOOP("Postgres", "No way leads to %1. Check the network or the VPN.")},
    Meaning {"server closed the connection", Fault::Unreachable,
        QT_TRANSLATE_NOOP("Postgres",
            "%1 hung up while the connection was made. It may be stopping, or no PostgreSQL server.")},
    Meaning {"protocol", strange.fault, strange.sentence},
};

constexpr Meaning lost {"", Fault::Unreachable,
    QT_TRANSLATE_NOOP("Postgres", "The connection to %1 was lost. It is tried again in a moment.")};
constexpr Meaning notOpened {"", Fault::Unreachable,
    QT_TRANSLATE_NOOP("Postgres", "No connection to %1 could be made. The details say why.")};
constexpr Meaning notRead {"", Fault::General, QT_TRANSLATE_NOOP("Postgres", "The database refused a read.")};

const Meaning *ofState(const QByteArray &state)
{
    for (const Meaning &meaning : stateMeanings)
        if (!state.isEmpty() && state.startsWith(meaning.sign))
            return &meaning;
    return nullptr;
}

const Meaning *ofClientText(const QByteArray &text)
{
    for (const Meaning &meaning : clientMeanings)
        if (text.contains(meaning.sign))
            return &meaning;
    return nullptr;
}

QString shown(const ConnectionSpec &spec, const QByteArray &text)
{
    return serverDetail(QString::fromUtf8(text.left(2'000)), spec.password);
}

QString settingRefused(const QString &name)
{
    return tr("The server does not keep to the setting “%1” on which safe reading relies. If a connection "
              "pooler answers, connect to the server itself.")
        .arg(name);
}

Error told(const Meaning &meaning, const ConnectionSpec &spec, const QString &server, const QString &detail)
{
    QString sentence = tr(meaning.sentence);
    sentence.replace("%1"_L1, visibleText(server));
    sentence.replace("%2"_L1, visibleText(spec.url.user));
    sentence.replace("%3"_L1, visibleText(spec.url.path));
    return {sentence, detail, meaning.fault};
}

/// Where in the server's source it failed is of no use to anybody here.
QByteArray withoutLocation(const QByteArray &text)
{
    const qsizetype at = text.indexOf("\nLOCATION:");
    return at < 0 ? text : text.left(at);
}

QByteArray field(const PGresult *result, int code)
{
    return QByteArray(PQresultErrorField(result, code));
}

QByteArray statementText(const PGconn *connection, const PGresult *result)
{
    const QByteArray state = field(result, PG_DIAG_SQLSTATE);
    if (state.isEmpty())
        return QByteArray(PQerrorMessage(connection));
    QByteArray text = field(result, PG_DIAG_MESSAGE_PRIMARY) + " (SQLSTATE " + state + ")";
    for (const int code : {int {PG_DIAG_MESSAGE_DETAIL}, int {PG_DIAG_MESSAGE_HINT}})
        if (const QByteArray more = field(result, code); !more.isEmpty())
            text += "\n" + more;
    return text;
}
} // namespace

Error postgresOpenError(const ConnectionSpec &spec, const PostgresTarget &target, const PGconn *connection)
{
    static const QRegularExpression statePattern(u":\\s+(?=[A-Z]*\\d)([0-9A-Z]{5}):\\s"_s);
    const QByteArray text = withoutLocation(QByteArray(PQerrorMessage(connection)));
    const auto match = statePattern.match(QString::fromUtf8(text));
    if (text.contains(unknownToPooler))
        return {settingRefused(u"options"_s), shown(spec, text), Fault::Refused};
    const Meaning *meaning = match.hasMatch() ? ofState(match.captured(1).toLatin1()) : ofClientText(text);
    Error error = told(meaning ? *meaning : notOpened, spec, target.display(), shown(spec, text));
    if (error.fault == Fault::General) // what a server lacks now it may have next time
        error.fault = Fault::Unreachable;
    return error;
}

Error postgresOpenTimeout(const ConnectionSpec &spec, const PostgresTarget &target)
{
    return {tr("%1 gave no answer within %2 s. It may be frozen or switched off, or a firewall keeps "
               "quiet about us.")
                .arg(visibleText(target.display()))
                .arg(spec.limits.connect.count()),
        {}, Fault::Unreachable};
}

Error postgresStrange(const ConnectionSpec &spec, const PostgresTarget &target)
{
    return told(strange, spec, target.display(), {});
}

Error postgresClearPassword(const ConnectionSpec &spec, const PostgresTarget &target)
{
    const QString sentence = spec.tls.mode == TlsMode::Off
        ? tr("%1 wants the password unencrypted, readable for everybody on the way, so it was not sent. Use "
             "verified TLS, or let the server ask for scram-sha-256.")
        : tr(
            "%1 wants the password itself, and without a verified certificate anybody could be asking, so it "
            "was not sent. Use verified TLS, or let the server ask for scram-sha-256.");
    return {sentence.arg(visibleText(target.display())), {}, Fault::Refused};
}

Error postgresSettingRefused(const QByteArray &name, const QByteArray &value)
{
    return {settingRefused(QString::fromLatin1(name)), QString::fromUtf8(name + " = " + value.left(100)),
        Fault::Refused};
}

Error postgresStatementError(
    const ConnectionSpec &spec, const QString &server, const PGconn *connection, const PGresult *result)
{
    const QString text = shown(spec, statementText(connection, result));
    if (const Meaning *meaning = ofState(field(result, PG_DIAG_SQLSTATE)))
        return told(*meaning, spec, server, text);
    // Without a code nobody but libpq speaks, and it only does when the server is gone.
    const bool isLost = field(result, PG_DIAG_SQLSTATE).isEmpty() || PQstatus(connection) != CONNECTION_OK;
    return told(isLost ? lost : notRead, spec, server, text);
}
