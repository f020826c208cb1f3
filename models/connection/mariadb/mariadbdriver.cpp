// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbdriver.h"

#include "connection/dialect.h"
#include "connection/mariadb/mariadberror.h"
#include "connection/mariadb/mariadbresult.h"
#include "connection/mariadb/mariadbsession.h"

#include <QSqlField>
#include <QSqlIndex>
#include <QSqlQuery>
#include <QSqlRecord>

using namespace Qt::StringLiterals;

namespace {

QSqlQuery queryOf(const MariaDbDriver *driver, const QString &sql, const QVariantList &values)
{
    QSqlQuery query(driver->createResult());
    query.prepare(sql);
    for (const QVariant &value : values)
        query.addBindValue(value);
    query.exec();
    return query;
}

QString text(const QSqlQuery &query, int column)
{
    return QString::fromUtf8(query.value(column).toByteArray());
}

/// How a password may show up in what is said.
QSqlError redacted(const Secret &password, const QSqlError &error)
{
    return QSqlError(password.redactedFrom(error.driverText()), password.redactedFrom(error.databaseText()),
        error.type(), error.nativeErrorCode());
}
} // namespace

MariaDbDriver::~MariaDbDriver()
{
    MariaDbDriver::close();
}

bool MariaDbDriver::open(const QString &database, const QString &user, const QString &password,
    const QString &host, int port, const QString &options)
{
    const auto parsed = parseMariaDbOptions(options);
    if (!parsed) {
        close();
        setLastError(QSqlError(parsed.error().message, {}, QSqlError::ConnectionError));
        setOpenError(true);
        return false;
    }
    return openTarget(
        {host, port > 0 ? port : mariaDbPort, user, Secret(password.toUtf8()), database, *parsed});
}

bool MariaDbDriver::openTarget(const MariaDbTarget &target)
{
    return connectTarget(target) && prepareSession();
}

bool MariaDbDriver::connectTarget(const MariaDbTarget &target)
{
    close();
    m_password = target.password;
    MariaDbOpening opening = openMariaDb(target);
    if (opening.handle)
        m_session = std::make_shared<MariaDbSession>(std::move(opening.handle), target);
    return opened(opening.error);
}

bool MariaDbDriver::prepareSession()
{
    const bool isReady = opened(m_session->prepare());
    m_password = {};
    return isReady;
}

bool MariaDbDriver::opened(const QSqlError &error)
{
    if (error.isValid()) {
        m_session.reset();
        setLastError(redacted(m_password, error));
    }
    setOpen(!error.isValid());
    setOpenError(error.isValid());
    return isOpen();
}

void MariaDbDriver::close()
{
    if (m_session)
        m_session->close();
    m_session.reset();
    setLastError({});
    setOpen(false);
    setOpenError(false);
}

QSqlResult *MariaDbDriver::createResult() const
{
    return new MariaDbResult(this, m_session);
}

bool MariaDbDriver::hasFeature(DriverFeature feature) const
{
    switch (feature) {
    case Transactions:
    case QuerySize:
    case BLOB:
    case Unicode:
    case PreparedQueries:
    case PositionalPlaceholders:
    case LastInsertId:
    case CancelQuery:
        return true;
    default:
        return false;
    }
}

bool MariaDbDriver::settle(const QSqlError &error)
{
    setLastError(error);
    return !error.isValid();
}

bool MariaDbDriver::beginTransaction()
{
    return isOpen() && settle(m_session->begin());
}

bool MariaDbDriver::beginWriting()
{
    return isOpen() && settle(m_session->begin("START TRANSACTION READ WRITE"));
}

bool MariaDbDriver::isInTransaction() const
{
    return isOpen() && m_session->isInTransaction();
}

bool MariaDbDriver::commitTransaction()
{
    return isOpen() && settle(m_session->commit());
}

bool MariaDbDriver::rollbackTransaction()
{
    return isOpen() && settle(m_session->rollback());
}

QStringList MariaDbDriver::tables(QSql::TableType type) const
{
    QStringList names;
    if (!isOpen() || type == QSql::SystemTables)
        return names;
    QSqlQuery query = queryOf(this,
        u"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() "
        "AND (TABLE_TYPE <> 'VIEW' AND ? OR TABLE_TYPE = 'VIEW' AND ?) ORDER BY TABLE_NAME"_s,
        {(type & QSql::Tables) != 0, (type & QSql::Views) != 0});
    while (query.next())
        names += text(query, 0);
    return names;
}

QSqlRecord MariaDbDriver::record(const QString &table) const
{
    QSqlRecord record;
    if (!isOpen())
        return record;
    QSqlQuery query = queryOf(this,
        u"SELECT COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IS_NULLABLE FROM information_schema.COLUMNS "
        "WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION"_s,
        {table});
    while (query.next()) {
        const bool isUnsigned = text(query, 2).contains("unsigned"_L1);
        const MariaDbColumn column {text(query, 0), table,
            MariaDbColumn::kindNamed(text(query, 1), isUnsigned), text(query, 3) == "NO"_L1};
        record.append(column.sqlField());
    }
    return record;
}

QSqlIndex MariaDbDriver::primaryIndex(const QString &table) const
{
    QSqlIndex index(table, u"PRIMARY"_s);
    if (!isOpen())
        return index;
    const QSqlRecord columns = record(table);
    QSqlQuery query = queryOf(this,
        u"SELECT COLUMN_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() "
        "AND TABLE_NAME = ? AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX"_s,
        {table});
    while (query.next())
        index.append(columns.field(text(query, 0)));
    return index;
}

QString MariaDbDriver::escapeIdentifier(const QString &identifier, IdentifierType) const
{
    return mariaDbDialect.quoted(identifier);
}

bool MariaDbDriver::isIdentifierEscaped(const QString &, IdentifierType) const
{
    return false;
}

QString MariaDbDriver::stripDelimiters(const QString &identifier, IdentifierType) const
{
    return identifier;
}

QString MariaDbDriver::formatValue(const QSqlField &field, bool trimStrings) const
{
    if (field.isNull())
        return u"NULL"_s;
    // In hexadecimal, because what else ends a text depends on the server's mode.
    switch (field.metaType().id()) {
    case QMetaType::QString: {
        const QString value = field.value().toString();
        const QByteArray bytes = (trimStrings ? value.trimmed() : value).toUtf8();
        return "_utf8mb4 X'"_L1 + QString::fromLatin1(bytes.toHex()) + u'\'';
    }
    case QMetaType::QByteArray:
        return "X'"_L1 + QString::fromLatin1(field.value().toByteArray().toHex()) + u'\'';
    default:
        return QSqlDriver::formatValue(field, trimStrings);
    }
}

bool MariaDbDriver::cancelQuery()
{
    return m_session && m_session->stop()->cancel();
}

std::shared_ptr<MariaDbStop> MariaDbDriver::stop() const
{
    return m_session ? m_session->stop() : nullptr;
}

st_mysql *MariaDbDriver::client() const
{
    return m_session ? m_session->handle() : nullptr;
}
