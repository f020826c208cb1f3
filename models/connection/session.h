// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connectionspec.h"
#include "connection/databasethread.h"

/// One database as the program uses it: a connection for what is on the screen and one for counting, so that
/// a slow count never delays a page. Both open at their first job, on their own threads.
class Session {
public:
    explicit Session(const ConnectionSpec &spec);
    /// With connections of the caller's making, for tests.
    Session(ConnectionSpec spec, const DatabaseThread::Opener &opener);

    DatabaseThread &reader() { return m_reader; }
    DatabaseThread &counter() { return m_counter; }
    const DatabaseUrl &url() const { return m_spec.url; }
    const ConnectionSpec &spec() const { return m_spec; }

private:
    ConnectionSpec m_spec;
    DatabaseThread m_reader;
    DatabaseThread m_counter;
};
