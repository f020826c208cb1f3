// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wirepackets.h"

#include <QtGlobal>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

/// What a FaultProxy does.
enum class Mishap {
    Drop, ///< closes the connection in order, as a server that was shut down
    Reset, ///< closes it with RST, as a machine that came up again and knows nothing of it
    Freeze, ///< passes nothing on in either direction until thaw(); new connections are taken and say nothing
    FreezeAnswers, ///< statements go on reaching the server, answers come no more until thaw()
};

/// Where in the life of a statement it happens.
enum class Moment {
    Before, ///< the server never sees the statement
    After, ///< the server has carried it out, and the client never learns of it
};

/// A TCP proxy on a port of its own in front of a database server on this machine, that fails at statement n.
/// It counts queries and executions of prepared statements over all connections (not behind TLS). Works on a
/// thread of its own; every function returns when what it asks for is so.
class FaultProxy {
public:
    FaultProxy(WirePackets::Protocol protocol, quint16 serverPort);
    ~FaultProxy();
    FaultProxy(const FaultProxy &) = delete;
    FaultProxy &operator=(const FaultProxy &) = delete;

    /// Where clients connect to, on 127.0.0.1; 0 when there was no free port.
    quint16 port() const { return m_port; }
    /// Statements seen so far.
    int statements() const { return m_statements; }
    /// Clients connected so far.
    int clients() const { return m_clients; }

    /// Lets it happen at the n-th statement from now (1: the next one). Drop and Reset hit the connection
    /// that sent it, freezing hits all.
    void failAt(int statement, Mishap mishap, Moment moment = Moment::Before);
    /// Whether what failAt() asked for last has happened.
    bool hasFailed() const { return m_failed; }
    /// Lets it happen at once, to all connections.
    void failNow(Mishap mishap);
    /// Ends a freeze: what was held back goes on its way.
    void thaw();
    /// While true, nobody listens on the port.
    void refuseConnections(bool refuse);

private:
    struct Link {
        int client;
        int server;
        WirePackets packets;
        QByteArray toServer = {};
        QByteArray toClient = {};
        bool hasEnded = false; ///< one side closed: what is left is delivered, then the other side closes
        bool failsAtAnswer = false;
    };
    using Links = std::list<Link>;

    void work();
    void onThread(std::function<void()> job);
    void runJob();
    void listen();
    void stopListening();
    void acceptClient();
    void serve(Link &link, short client, short server);
    void readClient(Link &link);
    void readServer(Link &link);
    void takeStatement(Link &link, const QByteArray &bytes);
    void happen(Link *link, Mishap mishap);
    void close(Link &link, bool withReset);

    WirePackets::Protocol m_protocol;
    quint16 m_serverPort;
    quint16 m_port = 0;
    std::atomic<int> m_statements = 0;
    std::atomic<int> m_clients = 0;
    std::atomic<bool> m_failed = false;
    int m_wake = -1;

    // On the thread only.
    int m_listener = -1;
    Links m_links;
    int m_untilFailure = 0; ///< statements; 0: none is asked for
    Mishap m_mishap = Mishap::Drop;
    Moment m_moment = Moment::Before;
    bool m_frozen = false;
    bool m_answersFrozen = false;
    bool m_stopping = false;

    std::mutex m_mutex; ///< guards the job
    std::condition_variable m_jobDone;
    std::function<void()> m_job;
    std::thread m_thread;
};
