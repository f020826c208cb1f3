// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/recent.h"

#include <QSettings>

#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr auto listKey = "connections/recent"_L1;
constexpr auto profilePrefix = "profile:"_L1; // no URL begins so

QString wordOf(const RecentConnection &connection)
{
    return connection.profile.isEmpty() ? connection.url.toString() : profilePrefix + connection.profile;
}

std::optional<RecentConnection> connectionOf(const QString &word)
{
    if (word.startsWith(profilePrefix))
        return RecentConnection {word.mid(profilePrefix.size())};
    const Result<DatabaseUrl> url = parseDatabaseUrl(word);
    return url && !word.isEmpty() ? std::optional(RecentConnection {{}, *url}) : std::nullopt;
}

void store(QSettings &settings, const QList<RecentConnection> &connections)
{
    QStringList words;
    for (const RecentConnection &connection : connections)
        words << wordOf(connection);
    settings.setValue(listKey, words);
}

} // namespace

QString RecentConnection::title() const
{
    return profile.isEmpty() ? url.display() : profile;
}

QList<RecentConnection> recentConnections(const QSettings &settings)
{
    QList<RecentConnection> connections;
    for (const QString &word : settings.value(listKey).toStringList())
        if (const auto connection = connectionOf(word); connection && connections.size() < mostRecent)
            connections << *connection;
    return connections;
}

void rememberConnection(QSettings &settings, const RecentConnection &connection)
{
    QList<RecentConnection> connections = recentConnections(settings);
    connections.removeAll(connection);
    connections.prepend(connection);
    store(settings, connections.mid(0, mostRecent));
}

void forgetConnection(QSettings &settings, const RecentConnection &connection)
{
    QList<RecentConnection> connections = recentConnections(settings);
    connections.removeAll(connection);
    store(settings, connections);
}

void forgetAllConnections(QSettings &settings)
{
    settings.remove(listKey);
}
