// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/postgres/postgreshandshake.h"

#include "connection/postgres/postgreserror.h"
#include "connection/postgres/postgresrelay.h"

#include <QDeadlineTimer>
#include <QtEndian>
#include <QThread>

#include <algorithm>
#include <cerrno>
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
    EnglishTexts()
        : m_english(newlocale(LC_MESSAGES_MASK, "C", duplocale(uselocale(locale_t()))))
        , m_former(uselocale(m_english))
    {
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

/// What a server is about to say to libpq.
enum class Speech {
    Harmless,
    LastWords, ///< an error; libpq listens to nothing behind it
    Unfinished, ///< libpq may have none of it yet
    WantsClearPassword,
    Strange ///< nothing that a server says before it has let somebody in
};

/// What a message from the server asks for, as it stands after its length.
constexpr quint32 noMore = 0;
constexpr quint32 clearPassword = 3;

/// A letter and a length, which counts itself. libpq takes no longer ones at this stage.
constexpr qsizetype head = 5;
constexpr qsizetype longest = 2000;

/// Only whole messages are harmless: what libpq keeps of a message hides where the next one begins.
Speech speechIn(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (bytes.front() == 'E')
            return Speech::LastWords;
        if (bytes.front() != 'R' && bytes.front() != 'v')
            return Speech::Strange;
        if (bytes.size() < head + 4)
            return Speech::Unfinished;
        const auto length = qsizetype(qFromBigEndian<quint32>(bytes.data() + 1));
        const auto wish = qFromBigEndian<quint32>(bytes.data() + head);
        const bool isQuestion = bytes.front() == 'R';
        if (length < 8 || length > longest)
            return Speech::Strange;
        if (isQuestion && wish == clearPassword)
            return Speech::WantsClearPassword;
        if (length + 1 > bytes.size())
            return Speech::Unfinished;
        if (isQuestion && wish == noMore)
            return Speech::Harmless;
        bytes = bytes.sliced(length + 1);
    }
    return Speech::Harmless;
}

/// What waits to be read, left where it is.
struct Waiting {
    QByteArray bytes;
    bool isEnd = false; ///< nothing comes any more
};

/// One record at most, which is all that libpq takes next.
Waiting waitingWithin(SSL *tls)
{
    QByteArray buffer(16 * 1024, '\0');
    const int size = SSL_peek(tls, buffer.data(), int(buffer.size()));
    const int error = size > 0 ? SSL_ERROR_NONE : SSL_get_error(tls, size);
    ERR_clear_error(); // libpq looks at the same list
    const bool isEnd = size <= 0 && error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE;
    return {buffer.left(std::max(size, 0)), isEnd};
}

Waiting waitingAt(int socket)
{
    QByteArray buffer(16 * 1024, '\0');
    const qsizetype size = recv(socket, buffer.data(), size_t(buffer.size()), MSG_PEEK | MSG_DONTWAIT);
    const bool isEnd = size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR);
    return {buffer.left(std::max<qsizetype>(size, 0)), isEnd};
}

/// What libpq shall take next. Within TLS the bytes stay unnamed: there it cannot take more than was judged.
struct Upcoming {
    Speech speech = Speech::Harmless;
    QByteArray bytes = {};
};

/// libpq 15 cannot be told to keep the password to itself, so what it will read is looked into before.
Upcoming upcomingOf(PGconn *connection)
{
    if (PQstatus(connection) != CONNECTION_AWAITING_RESPONSE)
        return {};
    auto *const tls = static_cast<SSL *>(PQsslStruct(connection, "OpenSSL"));
    if (PQsslInUse(connection) && !tls)
        return {Speech::Strange}; // TLS of a kind that cannot be looked into
    const Waiting waiting = tls ? waitingWithin(tls) : waitingAt(PQsocket(connection));
    if (waiting.bytes.isEmpty())
        return {waiting.isEnd ? Speech::Harmless : Speech::Unfinished};
    return {speechIn(waiting.bytes), tls ? QByteArray() : waiting.bytes};
}

PostgresPollingStatusType goOn(PGconn *connection, const QByteArray &judged)
{
    return judged.isEmpty() ? PQconnectPoll(connection) : pollWithOnly(connection, judged);
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
    bool mayHear = mayAskForPassword(spec, target);
    PostgresPollingStatusType wish = PGRES_POLLING_WRITING;
    while (wish == PGRES_POLLING_READING || wish == PGRES_POLLING_WRITING) {
        if (!waitFor(link.get(), wish, deadline))
            return postgresOpenTimeout(spec, target);
        const auto [speech, bytes] = mayHear ? Upcoming() : upcomingOf(link.get());
        mayHear = mayHear || speech == Speech::LastWords;
        if (speech == Speech::WantsClearPassword)
            return postgresClearPassword(spec, target);
        if (speech == Speech::Strange)
            return postgresStrange(spec, target);
        if (speech == Speech::Unfinished)
            QThread::msleep(1);
        else
            wish = goOn(link.get(), bytes);
    }
    if (wish != PGRES_POLLING_OK)
        return postgresOpenError(spec, target, link.get());
    PQsetErrorVerbosity(link.get(), PQERRORS_DEFAULT);
    return link;
}
