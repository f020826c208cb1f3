// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/postgres/postgreshandshake.h"
#include "connection/watchdog.h"

struct pg_cancel; // libpq's PGcancel

/// An open connection of libpq, with the two means to end a call that hangs in it. Closes it when it goes.
class PostgresHandle {
public:
    explicit PostgresHandle(PostgresLink link);
    ~PostgresHandle();
    PostgresHandle(const PostgresHandle &) = delete;
    PostgresHandle &operator=(const PostgresHandle &) = delete;

    pg_conn *get() const { return m_link.get(); }
    /// What a watchdog may do; the means own what they touch.
    Watchdog::Means means() const;
    /// The connection is of no use any more, whatever the server does.
    void cut() const { m_cut(); }
    /// Takes in what the server said unasked; false when it has hung up.
    bool isAlive() const;

private:
    PostgresLink m_link;
    std::shared_ptr<pg_cancel> m_cancel;
    std::function<void()> m_cut;
};
