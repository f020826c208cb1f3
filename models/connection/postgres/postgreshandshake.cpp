// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/postgres/postgreshandshake.h"

#include "connection/postgres/postgreserror.h"

#include <QDeadlineTimer>
#include <QtEndian>
#include <QThread>

#include <array>
#include <clocale>
#include <libpq-fe.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>

namespace {
/// While it lives, libpq speaks English on this thread: its texts are how its failures are told apart.
class EnglishTexts {
public:
    EnglishTexts() : m_english(newlocale(LC_MESSAGES_MASK, "C", duplocale(uselocale(locale_t()))))
    {
        m_former = uselocale(m_english);
    }
    ~EnglishTexts()
    {
        uselocale(m_former);
        freelocale(m_english);
    }
    EnglishTexts(const EnglishTexts &) = delete;
    EnglishTexts &operator=(const EnglishTexts &) = delete;

private:
    locale_t m_english;
    locale_t m_former;
};

/// What an unencrypted server is about to say to libpq.
enum class Speech { Harmless, Unfinished, WantsClearPassword };

/// One message of the server: a letter, its length (itself counted), and for 'R' what it wants to know.
Speech speechIn(QByteArrayView bytes)
{
    constexpr qsizetype head = 5;
    constexpr quint32 clearPassword = 3;
    while (!bytes.isEmpty() && bytes.front() == 'R') {
        if (bytes.size() < head + 4)
            return Speech::Unfinished;
        const auto length = qsizetype(qFromBigEndian<quint32>(bytes.data() + 1));
        if (qFromBigEndian<quint32>(bytes.data() + head) == clearPassword)
            return Speech::WantsClearPassword;
        if (length < 8 || length + 1 > bytes.size())
            return Speech::Harmless;
        bytes = bytes.sliced(length + 1);
    }
    return Speech::Harmless;
}

/// What waits to be read, left where it is. Within TLS it is one record at most, which is what libpq takes
/// next; without, the server may be quick enough to add to it.
qsizetype peek(PGconn *connection, char *buffer, int size)
{
    if (!PQsslInUse(connection))
        return recv(PQsocket(connection), buffer, size_t(size), MSG_PEEK | MSG_DONTWAIT);
    auto *const tls = static_cast<SSL *>(PQsslStruct(connection, "OpenSSL"));
    return tls ? SSL_peek(tls, buffer, size) : 0;
}

/// libpq 15 cannot be told to keep the password to itself, so what it will read is looked into before.
Speech upcomingSpeech(PGconn *connection)
{
    if (PQstatus(connection) != CONNECTION_AWAITING_RESPONSE)
        return Speech::Harmless;
    std::array<char, 16 * 1024> buffer {};
    const qsizetype size = peek(connection, buffer.data(), int(buffer.size()));
    ERR_clear_error(); // libpq looks at the same list
    return size > 0 ? speechIn(QByteArrayView(buffer.data(), size)) : Speech::Harmless;
}

/// A socket's other end is this machine, and with a verified certificate it is the server itself; both may
/// see the password.
bool mayAskForPassword(const ConnectionSpec &spec, const PostgresTarget &target)
{
    return target.isSocket() || spec.tls.mode == TlsMode::Verified;
}

/// True when libpq's socket is ready in time for what it waits for.
bool waitFor(const PGconn *connection, PostgresPollingStatusType wish, const QDeadlineTimer &deadline)
{
    pollfd entry {PQsocket(connection), short(wish == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
    while (!deadline.hasExpired()) {
        // Looked at anew now and then: a poll that a signal ended need not be told apart.
        const int ready = poll(&entry, 1, int(qMin<qint64>(deadline.remainingTime(), 200)));
        if (ready > 0)
            return true;
    }
    return false;
}

PostgresLink start(const QList<PostgresOption> &options)
{
    QList<const char *> keywords;
    QList<const char *> values;
    for (const PostgresOption &option : options) {
        keywords.append(option.keyword.constData());
        values.append(option.value.constData());
    }
    keywords.append(nullptr);
    values.append(nullptr);
    return PostgresLink(PQconnectStartParams(keywords.constData(), values.constData(), 0));
}

void ignoreNotice(void *, const PGresult *) {}
} // namespace

void PostgresCloser::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

Result<PostgresLink> connectPostgres(
    const ConnectionSpec &spec, const PostgresTarget &target, std::chrono::milliseconds limit)
{
    const EnglishTexts english;
    const QDeadlineTimer deadline(limit);
    PostgresLink link = start(postgresOptions(spec, target));
    if (!link || PQstatus(link.get()) == CONNECTION_BAD)
        return postgresOpenError(spec, target, link.get());
    PQsetNoticeReceiver(link.get(), ignoreNotice, nullptr);
    // Only so does the text of a failed start have the error's code.
    PQsetErrorVerbosity(link.get(), PQERRORS_VERBOSE);
    PostgresPollingStatusType wish = PGRES_POLLING_WRITING;
    while (wish == PGRES_POLLING_READING || wish == PGRES_POLLING_WRITING) {
        if (!waitFor(link.get(), wish, deadline))
            return postgresOpenTimeout(spec, target);
        const Speech speech = mayAskForPassword(spec, target) ? Speech::Harmless : upcomingSpeech(link.get());
        if (speech == Speech::WantsClearPassword)
            return postgresClearPassword(spec, target);
        if (speech == Speech::Unfinished)
            QThread::msleep(1);
        else
            wish = PQconnectPoll(link.get());
    }
    if (wish != PGRES_POLLING_OK)
        return postgresOpenError(spec, target, link.get());
    PQsetErrorVerbosity(link.get(), PQERRORS_DEFAULT);
    return link;
}
