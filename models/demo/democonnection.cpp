// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/democonnection.h"

#include <QCoreApplication>
#include <QSqlError>
#include <QSqlRecord>
#include <QUrl>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView busyCode("5");

Error errorOf(const QSqlError &error)
{
    const bool busy = error.nativeErrorCode() == busyCode;
    const QString sentence = busy
        ? QCoreApplication::translate("Demo", "The demo database is locked by another program.")
        : QCoreApplication::translate("Demo", "The simulated server could not use the demo database.");
    return {sentence, error.text(), busy ? Fault::Busy : Fault::General};
}

/// As a URI the mode can be told: an existing file only, or one that may be made.
QString uriOf(const QString &path, DemoConnection::Create create)
{
    const QByteArray escaped = QUrl::toPercentEncoding(path, "/");
    const QLatin1StringView mode = create == DemoConnection::Create::Yes ? "rwc"_L1 : "rw"_L1;
    return u"file:%1?mode=%2"_s.arg(QString::fromLatin1(escaped), mode);
}

} // namespace

DemoConnection::DemoConnection(const QString &path, int busyMilliseconds, Create create)
    : m_name(u"demo-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    connection.setConnectOptions(u"QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busyMilliseconds));
    connection.setDatabaseName(uriOf(path, create));
    if (!connection.open())
        m_openError = errorOf(connection.lastError());
}

DemoConnection::~DemoConnection()
{
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

QSqlDatabase DemoConnection::database() const
{
    return QSqlDatabase::database(m_name, false);
}

Result<QSqlQuery> DemoConnection::started(const QString &sql, const QVariantList &values) const
{
    if (!m_openError.message.isEmpty())
        return m_openError;
    QSqlQuery query(database());
    query.setForwardOnly(true);
    bool fine = query.prepare(sql);
    for (const QVariant &value : values)
        query.addBindValue(value);
    fine = fine && query.exec();
    if (!fine)
        return errorOf(query.lastError());
    return query;
}

Result<void> DemoConnection::run(const QString &sql, const QVariantList &values) const
{
    const Result<QSqlQuery> query = started(sql, values);
    return query ? Result<void>() : Result<void>(query.error());
}

Result<void> DemoConnection::runAll(const QStringList &statements) const
{
    for (const QString &statement : statements) {
        if (const Result<void> done = run(statement); !done)
            return done;
    }
    return {};
}

Result<QList<QVariantList>> DemoConnection::rows(const QString &sql, const QVariantList &values) const
{
    Result<QSqlQuery> query = started(sql, values);
    if (!query)
        return query.error();
    QList<QVariantList> found;
    while (query->next()) {
        QVariantList row;
        for (int column = 0; column < query->record().count(); ++column)
            row += query->value(column);
        found += row;
    }
    return found;
}

Result<QVariant> DemoConnection::value(const QString &sql, const QVariantList &values) const
{
    const Result<QList<QVariantList>> found = rows(sql, values);
    if (!found)
        return found.error();
    return found->isEmpty() ? QVariant() : found->first().first();
}
