// SPDX-License-Identifier: GPL-3.0-or-later
#include "seeddatabase.h"

#include <QFile>
#include <QRegularExpression>

#include <sqlite3.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

const QString shippedFolder = u"/usr/share/kamailio/db_sqlite/"_s;

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

struct Closer {
    void operator()(sqlite3 *database) const { sqlite3_close(database); }
};

} // namespace

QString seedDdl()
{
    return contentOf(QStringLiteral(TEST_DATA "/seed.sql"));
}

QString shippedDdl()
{
    const QString version = contentOf(shippedFolder + "standard-create.sql"_L1);
    const QString presence = contentOf(shippedFolder + "presence-create.sql"_L1);
    const QString rls = contentOf(shippedFolder + "rls-create.sql"_L1);
    return version.isEmpty() || presence.isEmpty() || rls.isEmpty() ? QString() : version + presence + rls;
}

QString sqliteDdl(const QString &mysqlDdl)
{
    static const QRegularExpression tableOptions(uR"(\)\s*(ENGINE|TYPE)\s*=[^;]*;)"_s);
    static const QRegularExpression numbered(uR"(\bINT\(\d+\)\s+UNSIGNED\s+(NOT NULL\s+)?AUTO_INCREMENT)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return QString(mysqlDdl).replace(tableOptions, u");"_s).replace(numbered, u"INTEGER"_s);
}

Result<void> executeSql(const QString &file, const QString &sql)
{
    sqlite3 *opened = nullptr;
    const int code = sqlite3_open(file.toUtf8().constData(), &opened);
    const std::unique_ptr<sqlite3, Closer> database(opened);
    if (code != SQLITE_OK)
        return Error {u"The test database cannot be opened."_s, QString::fromUtf8(sqlite3_errmsg(opened))};
    // A test's file need not survive a power cut; waiting for the disk would cost seconds.
    const QString quick = u"PRAGMA synchronous = OFF; BEGIN; %1; COMMIT;"_s.arg(sql);
    if (sqlite3_exec(opened, quick.toUtf8().constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return Error {u"The statements cannot be run."_s, QString::fromUtf8(sqlite3_errmsg(opened))};
    return {};
}

Result<void> createSeedDatabase(const QString &file)
{
    return executeSql(file, sqliteDdl(seedDdl()));
}

Result<void> createShippedDatabase(const QString &file)
{
    const QString ddl = shippedDdl();
    if (ddl.isEmpty())
        return Error {u"Kamailio's SQLite scripts are not installed in /usr/share/kamailio/db_sqlite."_s, {}};
    return executeSql(file, ddl);
}
