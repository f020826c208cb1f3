// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/databaseurl.h"

#include <QList>
#include <QString>

class QSettings;

/// A connection that was opened before: the name of a saved one, or an address. Never holds a password.
struct RecentConnection {
    QString profile; ///< name of a saved connection; empty: the address counts
    DatabaseUrl url = {};

    /// For a menu: the profile's name, or the address in words.
    QString title() const;
    bool operator==(const RecentConnection &) const = default;
};

/// How many are remembered.
inline constexpr qsizetype mostRecent = 10;

/// The newest first; what is not understood is left out.
QList<RecentConnection> recentConnections(const QSettings &settings);
/// Puts it at the head of the list.
void rememberConnection(QSettings &settings, const RecentConnection &connection);
/// Takes one away that is not there any more.
void forgetConnection(QSettings &settings, const RecentConnection &connection);
void forgetAllConnections(QSettings &settings);
