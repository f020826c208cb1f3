// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/postgres/postgreshandle.h"

#include <QByteArray>

#include <fcntl.h>
#include <libpq-fe.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {
/// A descriptor of our own for libpq's socket. libpq closes its own as soon as it notices that the server is
/// gone, and by then the number may be another file's.
class SocketCopy {
public:
    explicit SocketCopy(int socket) : m_socket(fcntl(socket, F_DUPFD_CLOEXEC, 0)) {}
    ~SocketCopy()
    {
        if (m_socket >= 0)
            close(m_socket);
    }
    SocketCopy(const SocketCopy &) = delete;
    SocketCopy &operator=(const SocketCopy &) = delete;
    void shutDown() const { shutdown(m_socket, SHUT_RDWR); }

private:
    int m_socket;
};

bool hasSomethingToRead(int socket)
{
    pollfd entry {socket, POLLIN, 0};
    return socket >= 0 && poll(&entry, 1, 0) > 0;
}
} // namespace

PostgresHandle::PostgresHandle(PostgresLink link)
    : m_link(std::move(link))
    , m_cancel(PQgetCancel(m_link.get()), PQfreeCancel)
    , m_cut([socket = std::make_shared<const SocketCopy>(PQsocket(m_link.get()))] { socket->shutDown(); })
{
}

PostgresHandle::~PostgresHandle() = default;

Watchdog::Means PostgresHandle::means() const
{
    const auto cancel = [request = m_cancel] {
        QByteArray reason(256, '\0');
        PQcancel(request.get(), reason.data(), int(reason.size()));
        return true; // it takes no place among the connections: what is not heard is not there
    };
    return {cancel, m_cut};
}

bool PostgresHandle::isAlive() const
{
    // The last words of a server come before its hanging up is seen.
    for (int i = 0; i < 8 && PQstatus(get()) == CONNECTION_OK && hasSomethingToRead(PQsocket(get())); ++i)
        PQconsumeInput(get());
    return PQstatus(get()) == CONNECTION_OK;
}
