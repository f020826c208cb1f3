// SPDX-License-Identifier: GPL-3.0-or-later
#include "machines.h"

#include <QDebug>

ServerMachine *Machines::running(const QString &scheme)
{
    for (ServerMachine *machine :
        {static_cast<ServerMachine *>(&m_maria), static_cast<ServerMachine *>(&m_postgres)}) {
        if (machine->scheme() != scheme)
            continue;
        const Result<void> started = machine->start();
        if (started)
            return machine;
        qWarning().noquote() << started.error().message << started.error().detail;
    }
    return nullptr;
}
