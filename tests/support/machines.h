// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mariadbserver.h"
#include "postgresserver.h"

/// One server of each engine for all functions of a test program, started when it is first asked for.
class Machines {
public:
    explicit Machines(const MachineOptions &options = {}) : m_maria(options), m_postgres(options) {}

    /// The engine by its id in DatabaseUrl::scheme, running; nullptr, with a warning, when it does not start.
    ServerMachine *running(const QString &scheme);

private:
    MariadbServer m_maria;
    PostgresServer m_postgres;
};
