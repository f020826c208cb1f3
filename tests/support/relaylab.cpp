// SPDX-License-Identifier: GPL-3.0-or-later
#include "relaylab.h"

#include "connection/postgres/postgresrelay.h"

#include <QDeadlineTimer>

#include <memory>
#include <poll.h>
#include <sys/socket.h>

namespace {
bool waitsAt(int socket, const QByteArray &said)
{
    QByteArray seen(said.size(), '\0');
    pollfd entry {socket, POLLIN, 0};
    for (const QDeadlineTimer deadline(5'000); !deadline.hasExpired();) {
        ::poll(&entry, 1, 100);
        recv(socket, seen.data(), size_t(seen.size()), MSG_PEEK | MSG_DONTWAIT);
        if (seen == said)
            return true;
    }
    return false;
}
} // namespace

bool hearOnly(int port, const QByteArray &password, const QByteArray &said, qsizetype heard)
{
    const QByteArray options = "hostaddr=127.0.0.1 port=" + QByteArray::number(port)
        + " user=kam dbname=presence sslmode=disable gssencmode=disable password=" + password;
    const std::unique_ptr<PGconn, decltype(&PQfinish)> link(PQconnectStart(options.constData()), PQfinish);
    const QDeadlineTimer deadline(5'000);
    while (PQstatus(link.get()) != CONNECTION_AWAITING_RESPONSE && !deadline.hasExpired()) {
        pollfd entry {PQsocket(link.get()), POLLOUT, 0};
        ::poll(&entry, 1, 100);
        if (PQconnectPoll(link.get()) == PGRES_POLLING_FAILED)
            return false;
    }
    return waitsAt(PQsocket(link.get()), said)
        && pollWithOnly(link.get(), said.left(heard)) == PGRES_POLLING_READING;
}
