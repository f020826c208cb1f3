// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

/// One line of SHOW GRANTS: privileges on everything, on databases by a pattern, or on one table.
struct MariaDbGrant {
    QStringList privileges; ///< upper case, without the columns they may be limited to
    QString database; ///< "*", or a pattern in which % and _ stand for others
    QString table; ///< "*" or a name

    bool concerns(const QString &database, const QString &table) const;
    bool allows(QLatin1StringView privilege) const;
    bool isSuper() const;
};

/// Nothing for a line that grants something else: a role, a routine, to act as a proxy.
std::optional<MariaDbGrant> parseMariaDbGrant(const QString &line);
