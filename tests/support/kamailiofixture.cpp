// SPDX-License-Identifier: GPL-3.0-or-later
#include "kamailiofixture.h"

#include "kamailiorows.h"
#include "servermachine.h"

using namespace Qt::StringLiterals;

Result<void> KamailioFixture::start(const KamailioOptions &options)
{
    if (const auto started = server.start(options); !started)
        return started;
    if (options.machine)
        rows = std::make_unique<ServerRows>(*options.machine, server.databasePath());
    else // only now is the journal mode known that the server chose
        rows = std::make_unique<KamailioRows>(server.databasePath());
    return agent.connectTo(server.port());
}

QVariant KamailioFixture::count(const QString &table, const QString &where)
{
    return rows->value(u"SELECT count(*) FROM %1 WHERE %2"_s.arg(table, where));
}

QByteArray explain(const Error &error)
{
    return (error.message + u'\n' + error.detail).toLocal8Bit();
}
