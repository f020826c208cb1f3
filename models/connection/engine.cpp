// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"

#include "connection/sqlite/sqliteconnection.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

const QList<Engine> &engines()
{
    static const QList<Engine> all {
        {"sqlite", {u"sqlite"_s, u"sqlite3"_s}, &SqliteConnection::sqliteDialect, &SqliteConnection::open},
    };
    return all;
}

const Engine *engineFor(const QString &scheme)
{
    for (const Engine &engine : engines())
        if (engine.schemes.contains(scheme))
            return &engine;
    return nullptr;
}

Result<std::unique_ptr<Connection>> openConnection(const DatabaseUrl &url)
{
    if (const Engine *engine = engineFor(url.scheme))
        return engine->open(url);
    return Error {
        QCoreApplication::translate("Engine", "No database engine is known for “%1”.").arg(url.scheme), {},
        Fault::Usage};
}
