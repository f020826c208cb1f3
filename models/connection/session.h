// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connectionspec.h"
#include "connection/databasethread.h"
#include "connection/loadbudget.h"
#include "connection/serverchoice.h"

/// One database as the program uses it: a connection for what is on the screen, one for counting, so that a
/// slow count never delays a page, and one for changes. Each opens at its first job, on its own thread, and
/// they share the pauses between attempts that fail: a password that one was refused is not tried by the
/// others. Of several hosts all use the one that answered last.
class Session {
public:
    explicit Session(const ConnectionSpec &spec);
    /// With connections of the caller's making, for tests.
    Session(ConnectionSpec spec, const DatabaseThread::Opener &opener);
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    DatabaseThread &reader() { return m_reader; }
    DatabaseThread &counter() { return m_counter; }
    /// For changes, and for proving them: opens when there is one.
    DatabaseThread &writer() { return m_writer; }
    const DatabaseUrl &url() const { return m_spec.url; }
    const ConnectionSpec &spec() const { return m_spec; }

    /// What counting may cost, all tables together; a file has no server that could be kept waiting.
    LoadBudget &countBudget() { return m_countBudget; }
    void spendCounting(qint64 ms)
    {
        if (!m_spec.url.isFile())
            m_countBudget.spend(ms);
    }

    /// By hand: the next jobs of both try to connect, whatever pause is on.
    void retryNow() { m_pause->end(); }
    /// Why there is no connection and when there will be another attempt; nothing while all is well.
    std::optional<OpeningTrouble> trouble() const { return m_pause->trouble(); }
    /// Of several hosts, the one that let in the connection opened last, be it the reader or the counter.
    std::optional<ServerIdentity> server() const { return m_choice->server(); }

private:
    using Choice = std::shared_ptr<ServerChoice>;
    Session(const ConnectionSpec &spec, const Choice &choice);
    Session(ConnectionSpec spec, const DatabaseThread::Opener &opener, Choice choice);

    ConnectionSpec m_spec;
    LoadBudget m_countBudget;
    std::shared_ptr<RetryPause> m_pause;
    Choice m_choice;
    DatabaseThread m_reader;
    DatabaseThread m_counter;
    DatabaseThread m_writer;
};
