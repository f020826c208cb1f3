// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/mariadb/mariadboptions.h"

#include <QByteArray>

#include <condition_variable>
#include <mutex>

/// Ends what a connection waits for, from any thread: politely by asking the server on a second connection,
/// or at once by shutting the socket down. Outlives the connection for whoever still holds it, and then does
/// nothing.
class MariaDbStop {
public:
    /// What tells this connection from all others: its number, and the server that gave the number.
    struct Mark {
        QByteArray connection;
        QByteArray server;
    };
    /// The statement that answers a Mark.
    static constexpr const char *markSql =
        "SELECT CONNECTION_ID(), CONCAT_WS(' ', @@hostname, @@port, @@server_id, @@datadir)";

    MariaDbStop(MariaDbTarget target, int socket);
    ~MariaDbStop();
    MariaDbStop(const MariaDbStop &) = delete;
    MariaDbStop &operator=(const MariaDbStop &) = delete;

    /// From then on the server can be asked.
    void setMark(const Mark &mark);
    Mark mark() const;
    /// The connection is closed.
    void disarm();

    /// A statement begins.
    void enter();
    /// It has ended. Waits for a request under way, so that it cannot hit the next statement. Says whether
    /// one was made.
    bool leave(bool isLost);

    /// What became of a request.
    enum class Request {
        Made,
        NothingRuns,
        Refused, ///< the server lives, but has no connection to spare for it
        Failed ///< nobody could be asked
    };
    /// Asks the server to end the statement that runs. May block for two seconds.
    Request request();
    bool cancel() { return request() == Request::Made; }
    /// Ends every wait for the server, which is then lost. Never blocks.
    void cut();
    int socket() const { return m_socket; }

private:
    Request killQuery(const Mark &mark) const;

    const MariaDbTarget m_target; ///< with short timeouts
    const int m_socket; ///< a descriptor of our own for the connection's socket: never somebody else's
    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_idle;
    Mark m_mark;
    bool m_isArmed = true;
    bool m_isRunning = false;
    bool m_wasAsked = false;
    int m_asking = 0;
};
