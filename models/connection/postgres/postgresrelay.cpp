// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/postgres/postgresrelay.h"

#include <array>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {
class Descriptor {
public:
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor()
    {
        if (isOpen())
            close(m_number);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    bool isOpen() const { return m_number >= 0; }
    int number() const { return m_number; }

private:
    int m_number;
};

std::array<int, 2> newPair()
{
    std::array<int, 2> pair {-1, -1};
    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair.data());
    return pair;
}

bool skip(int socket, qsizetype size)
{
    QByteArray taken(size, '\0');
    return recv(socket, taken.data(), size_t(size), MSG_DONTWAIT) == size;
}

bool write(int socket, const QByteArray &bytes)
{
    return send(socket, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL) == bytes.size();
}

/// What libpq has to say is short enough for the buffers of the system.
bool passOn(int from, int to)
{
    QByteArray said(16 * 1024, '\0');
    const qsizetype size = recv(from, said.data(), size_t(said.size()), MSG_DONTWAIT);
    return size <= 0 || write(to, said.left(size));
}
} // namespace

PostgresPollingStatusType pollWithOnly(PGconn *connection, const QByteArray &bytes)
{
    const int socket = PQsocket(connection);
    const auto [ours, libpqs] = newPair();
    const Descriptor near(ours);
    const Descriptor far(libpqs);
    const Descriptor server(fcntl(socket, F_DUPFD_CLOEXEC, 0));
    if (!near.isOpen() || !server.isOpen() || !skip(server.number(), bytes.size())
        || !write(near.number(), bytes) || dup3(far.number(), socket, O_CLOEXEC) < 0)
        return PGRES_POLLING_FAILED;
    const PostgresPollingStatusType wish = PQconnectPoll(connection);
    // Once libpq has closed it, the number may be another file's.
    if (PQsocket(connection) != socket)
        return PGRES_POLLING_FAILED;
    const bool isBack = dup3(server.number(), socket, O_CLOEXEC) >= 0;
    return isBack && passOn(near.number(), server.number()) ? wish : PGRES_POLLING_FAILED;
}
