// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/serverclock.h"

#include "connection/connection.h"

#include <QDateTime>

qint64 ServerClock::nowMs() const
{
    return QDateTime::currentMSecsSinceEpoch() + skewMs;
}

Result<ServerClock> ServerClock::measure(Connection &connection)
{
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const auto answer = connection.select({QString::fromLatin1(connection.dialect().clock), {}});
    const qint64 after = QDateTime::currentMSecsSinceEpoch();
    if (!answer)
        return answer.error();
    const qint64 server = answer->rows.value(0).value(0).toLongLong();
    return ServerClock {server - (before + after) / 2, (after - before + 1) / 2};
}
