// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultproxy.h"

#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

constexpr qsizetype fullBuffer = 1 << 20; // no more is read while so much waits

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int newSocket()
{
    return ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

void setOption(int socket, int level, int option)
{
    const int on = 1;
    setsockopt(socket, level, option, &on, sizeof on);
}

// Everything that is there, up to a limit; nothing at all means that the other side has closed.
QByteArray receiveSome(int socket)
{
    std::array<char, 65'536> buffer;
    const ssize_t size = ::recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    return size > 0 ? QByteArray(buffer.data(), size) : QByteArray();
}

// Sends as much as the socket takes now. False when it takes none any more.
bool sendSome(int socket, QByteArray &bytes)
{
    const ssize_t size = ::send(socket, bytes.constData(), size_t(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (size > 0)
        bytes.remove(0, size);
    return size >= 0 || errno == EAGAIN;
}

} // namespace

FaultProxy::FaultProxy(WirePackets::Protocol protocol, quint16 serverPort)
    : m_protocol(protocol)
    , m_serverPort(serverPort)
    , m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    listen();
    m_thread = std::thread(&FaultProxy::work, this);
}

FaultProxy::~FaultProxy()
{
    onThread([this] { m_stopping = true; });
    m_thread.join();
    stopListening();
    for (Link &link : m_links)
        close(link, false);
    ::close(m_wake);
}

void FaultProxy::failAt(int statement, Mishap mishap, Moment moment)
{
    onThread([=, this] {
        m_untilFailure = statement;
        m_mishap = mishap;
        m_moment = moment;
        m_failed = false;
    });
}

void FaultProxy::failNow(Mishap mishap)
{
    onThread([this, mishap] {
        for (Link &link : m_links)
            happen(&link, mishap);
        happen(nullptr, mishap);
    });
}

void FaultProxy::thaw()
{
    onThread([this] { m_frozen = m_answersFrozen = false; });
}

void FaultProxy::refuseConnections(bool refuse)
{
    onThread([this, refuse] { refuse ? stopListening() : listen(); });
}

void FaultProxy::onThread(std::function<void()> job)
{
    std::unique_lock lock(m_mutex);
    m_job = std::move(job);
    eventfd_write(m_wake, 1);
    m_jobDone.wait(lock, [this] { return !m_job; });
}

void FaultProxy::runJob()
{
    eventfd_t rings = 0;
    eventfd_read(m_wake, &rings);
    const std::lock_guard lock(m_mutex);
    if (!m_job)
        return;
    m_job();
    m_job = nullptr;
    m_jobDone.notify_one();
}

void FaultProxy::work()
{
    while (!m_stopping) {
        // A socket of which nothing is wanted is left out: it would report its end again and again.
        std::vector<pollfd> polled {{m_wake, POLLIN, 0}, {m_frozen ? -1 : m_listener, POLLIN, 0}};
        const auto add = [&polled](int socket, bool reads, bool writes) {
            const int events = (reads ? POLLIN : 0) | (writes ? POLLOUT : 0);
            polled.push_back({events ? socket : -1, short(events), 0});
        };
        for (const Link &link : m_links) {
            const bool answers = !m_frozen && !m_answersFrozen;
            add(link.client, !m_frozen && !link.hasEnded && link.toServer.size() < fullBuffer,
                answers && !link.toClient.isEmpty());
            add(link.server, answers && !link.hasEnded && link.toClient.size() < fullBuffer,
                !m_frozen && !link.toServer.isEmpty());
        }
        ::poll(polled.data(), polled.size(), -1);
        size_t next = 2;
        for (Link &link : m_links) {
            if (!m_frozen)
                serve(link, polled[next].revents, polled[next + 1].revents);
            next += 2;
        }
        m_links.remove_if([](const Link &link) { return link.client < 0; });
        if (polled[1].revents & POLLIN)
            acceptClient();
        runJob();
    }
}

void FaultProxy::listen()
{
    if (m_listener >= 0)
        return;
    m_listener = newSocket();
    setOption(m_listener, SOL_SOCKET, SO_REUSEADDR);
    sockaddr_in address = loopback(m_port);
    socklen_t size = sizeof address;
    auto *general = reinterpret_cast<sockaddr *>(&address);
    if (::bind(m_listener, general, size) == 0 && ::listen(m_listener, 64) == 0 && m_port == 0
        && getsockname(m_listener, general, &size) == 0)
        m_port = ntohs(address.sin_port);
}

void FaultProxy::stopListening()
{
    if (m_listener >= 0)
        ::close(std::exchange(m_listener, -1));
}

void FaultProxy::acceptClient()
{
    const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0)
        return;
    const int server = newSocket();
    const sockaddr_in address = loopback(m_serverPort);
    if (::connect(server, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        ::close(client);
        ::close(server);
        return;
    }
    setOption(client, IPPROTO_TCP, TCP_NODELAY);
    setOption(server, IPPROTO_TCP, TCP_NODELAY);
    ++m_clients;
    m_links.push_back({client, server, WirePackets(m_protocol)});
}

void FaultProxy::serve(Link &link, short client, short server)
{
    const auto isReadable = [](short events) { return (events & (POLLIN | POLLHUP | POLLERR)) != 0; };
    if (link.client >= 0 && isReadable(client))
        readClient(link);
    // The client's statement may have set off what was asked for.
    if (link.client >= 0 && !m_frozen && !m_answersFrozen && isReadable(server))
        readServer(link);
    if (link.client < 0 || m_frozen)
        return;
    if (!link.toServer.isEmpty() && !sendSome(link.server, link.toServer))
        link.hasEnded = true;
    if (!m_answersFrozen && !link.toClient.isEmpty() && !sendSome(link.client, link.toClient))
        return close(link, false);
    if (link.hasEnded && link.toClient.isEmpty())
        close(link, false);
}

void FaultProxy::readClient(Link &link)
{
    const QByteArray bytes = receiveSome(link.client);
    if (bytes.isEmpty())
        link.hasEnded = true;
    for (const WirePackets::Packet &packet : link.packets.take(bytes)) {
        if (packet.isStatement)
            takeStatement(link, packet.bytes);
        else
            link.toServer += packet.bytes;
        if (link.client < 0)
            return;
    }
}

void FaultProxy::takeStatement(Link &link, const QByteArray &bytes)
{
    ++m_statements;
    const bool fails = m_untilFailure > 0 && --m_untilFailure == 0;
    // What is held back by a freeze goes to the server after thaw().
    const bool isLost = m_mishap == Mishap::Drop || m_mishap == Mishap::Reset;
    if (!fails || m_moment == Moment::After || !isLost)
        link.toServer += bytes;
    if (!fails)
        return;
    if (m_moment == Moment::Before || m_mishap == Mishap::FreezeAnswers)
        return happen(&link, m_mishap);
    link.failsAtAnswer = true;
}

void FaultProxy::readServer(Link &link)
{
    const QByteArray bytes = receiveSome(link.server);
    link.hasEnded = link.hasEnded || bytes.isEmpty();
    if (link.failsAtAnswer) {
        link.failsAtAnswer = false;
        // Freezing keeps the answer for later.
        if (m_mishap == Mishap::Freeze)
            link.toClient += bytes;
        return happen(&link, m_mishap);
    }
    link.toClient += bytes;
}

void FaultProxy::happen(Link *link, Mishap mishap)
{
    m_failed = true;
    if (mishap == Mishap::Freeze)
        m_frozen = true;
    else if (mishap == Mishap::FreezeAnswers)
        m_answersFrozen = true;
    else if (link)
        close(*link, mishap == Mishap::Reset);
}

void FaultProxy::close(Link &link, bool withReset)
{
    if (link.client < 0)
        return;
    const linger atOnce {1, 0};
    for (const int socket : {link.client, link.server}) {
        if (withReset)
            setsockopt(socket, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
        ::close(socket);
    }
    link.client = link.server = -1;
}
