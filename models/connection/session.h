// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/databasethread.h"
#include "connection/databaseurl.h"

/// One database as the program uses it: a connection for what is on the screen and one for counting, so that
/// a slow count never delays a page. Both open at their first job, on their own threads.
class Session {
public:
    explicit Session(const DatabaseUrl &url);
    /// With connections of the caller's making, for tests.
    Session(DatabaseUrl url, const DatabaseThread::Opener &opener);

    DatabaseThread &reader() { return m_reader; }
    DatabaseThread &counter() { return m_counter; }
    const DatabaseUrl &url() const { return m_url; }

private:
    DatabaseUrl m_url;
    DatabaseThread m_reader;
    DatabaseThread m_counter;
};
