// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/connection.h"

#include <QCoreApplication>

WriteOutcome Connection::write(const WritePermit &, const WriteJob &)
{
    return {WriteOutcome::End::RolledBack,
        Error {QCoreApplication::translate("Connection", "This connection only reads. Nothing was changed."),
            {}, Fault::Refused}};
}

Result<std::optional<bool>> Connection::hasEnded(const QString &)
{
    return std::optional<bool>();
}
