// SPDX-License-Identifier: GPL-3.0-or-later
#include "kamailiodatabase.h"

#include <QFile>

#include <sqlite3.h>

#include <array>

using namespace Qt::StringLiterals;

namespace {

// standard-create.sql comes first: it holds the table "version", into which the others write.
constexpr std::array ddlFiles {"standard-create.sql", "presence-create.sql", "rls-create.sql"};

Result<QByteArray> shippedDdl()
{
    QByteArray ddl;
    for (const char *name : ddlFiles) {
        QFile file(u"/usr/share/kamailio/db_sqlite/"_s + QLatin1StringView(name));
        if (!file.open(QIODevice::ReadOnly))
            return Error {u"The table definitions of Kamailio are missing. Install the package "
                          "kamailio-sqlite-modules; packaging/setup --test does it."_s,
                file.fileName() + u": "_s + file.errorString()};
        ddl += file.readAll() + '\n';
    }
    return ddl;
}

} // namespace

Result<void> createKamailioDatabase(const QString &path, const QString &seedSql)
{
    const Result<QByteArray> ddl = shippedDdl();
    if (!ddl)
        return ddl.error();
    sqlite3 *database = nullptr;
    int code = sqlite3_open(path.toUtf8().constData(), &database);
    const QByteArray script = "BEGIN IMMEDIATE;\n" + *ddl + seedSql.toUtf8() + "\nCOMMIT;";
    if (code == SQLITE_OK)
        code = sqlite3_exec(database, script.constData(), nullptr, nullptr, nullptr);
    const QString said = QString::fromUtf8(sqlite3_errmsg(database));
    sqlite3_close(database);
    if (code == SQLITE_OK)
        return {};
    return Error {u"The database for Kamailio could not be made."_s, path + u": "_s + said};
}
