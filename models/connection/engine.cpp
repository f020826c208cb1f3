// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/engine.h"

#include "connection/sqlite/sqliteconnection.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

const QList<Engine> &engines()
{
    static const QList<Engine> all {
        {"sqlite", "SQLite", {u"sqlite"_s, u"sqlite3"_s}, &SqliteConnection::sqliteDialect, 0,
            [](const ConnectionSpec &spec, qsizetype) { return SqliteConnection::open(spec.url); }},
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

Result<std::unique_ptr<Connection>> openConnection(const ConnectionSpec &spec)
{
    if (const Engine *engine = engineFor(spec.url.scheme))
        return engine->open(spec, 0);
    return Error {
        QCoreApplication::translate("Engine", "No database engine is known for “%1”.").arg(spec.url.scheme),
        {}, Fault::Usage};
}
