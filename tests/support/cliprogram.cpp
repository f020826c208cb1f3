// SPDX-License-Identifier: GPL-3.0-or-later
#include "cliprogram.h"

#include <QFile>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace {
constexpr int longestRun = 60'000;

QString execute(QSqlDatabase &database, const QStringList &statements)
{
    if (!database.open())
        return database.lastError().text();
    QSqlQuery query(database);
    for (const QString &statement : statements)
        if (!query.exec(statement))
            return statement + u": "_s + query.lastError().text();
    return {};
}
} // namespace

QJsonDocument CliAnswer::json() const
{
    return QJsonDocument::fromJson(output);
}

CliAnswer runCli(const QStringList &arguments, const QString &configFolder)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TZ"_s, u"UTC"_s);
    if (!configFolder.isEmpty())
        environment.insert(u"XDG_CONFIG_HOME"_s, configFolder);
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(CLI_PROGRAM), arguments);
    const bool ended = process.waitForFinished(longestRun) && process.exitStatus() == QProcess::NormalExit;
    return {ended ? process.exitCode() : -1, process.readAllStandardOutput(),
        QString::fromUtf8(process.readAllStandardError())};
}

QString makeDatabase(const QString &path, const QStringList &statements)
{
    QString failure;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, path);
        database.setDatabaseName(path);
        failure = execute(database, statements);
    }
    QSqlDatabase::removeDatabase(path);
    return failure;
}

QString damageTable(const QString &path, const QString &table)
{
    constexpr qint64 pageSize = 4096; // SQLite's own choice for a new file
    QList<qint64> pages;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, path);
        database.setDatabaseName(path);
        QSqlQuery query(database.open() ? database : QSqlDatabase());
        query.prepare(u"SELECT rootpage FROM sqlite_master WHERE tbl_name = ?"_s);
        query.addBindValue(table);
        query.exec();
        while (query.next())
            pages << query.value(0).toLongLong();
    }
    QSqlDatabase::removeDatabase(path);
    QFile file(path);
    if (pages.isEmpty() || !file.open(QIODevice::ReadWrite))
        return u"nothing to damage"_s;
    for (const qint64 page : pages)
        if (!file.seek((page - 1) * pageSize) || file.write(QByteArray(pageSize, 'x')) != pageSize)
            return file.errorString();
    return {};
}
