// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/mariadb/mariadbstop.h"

#include <QSqlDriver>

#include <memory>

class MariaDbSession;
struct st_mysql;

/// MariaDB and MySQL for QSqlDatabase::addDatabase(new MariaDbDriver, name). What it does beyond Qt's own
/// plugin: TLS that is enforced before the password leaves, columns as their stored bytes, values bound with
/// their types, forward-only queries that stream, statements that can be ended from another thread, a
/// commit() that is true only when it is. The connect options are those of MariaDbOptions.
class MariaDbDriver : public QSqlDriver {
    Q_OBJECT
public:
    using QSqlDriver::QSqlDriver;
    ~MariaDbDriver() override;

    bool open(const QString &database, const QString &user, const QString &password, const QString &host,
        int port, const QString &options) override;
    /// As open(), without the password ever being a QString.
    bool openTarget(const MariaDbTarget &target);
    /// The first half of openTarget(): afterwards there is a stop(), by which somebody else can end what the
    /// second half waits for.
    bool connectTarget(const MariaDbTarget &target);
    /// The second half: what every connection needs before its first statement.
    bool prepareSession();
    void close() override;
    QSqlResult *createResult() const override;
    bool hasFeature(DriverFeature feature) const override;

    bool beginTransaction() override;
    /// As beginTransaction(), in a session that is read-only otherwise.
    bool beginWriting();
    bool commitTransaction() override;
    bool rollbackTransaction() override;
    /// By what the server said last.
    bool isInTransaction() const;

    QStringList tables(QSql::TableType type) const override;
    QSqlRecord record(const QString &table) const override;
    QSqlIndex primaryIndex(const QString &table) const override;

    /// Always quoted, one name at a time, whatever it looks like.
    QString escapeIdentifier(const QString &identifier, IdentifierType type) const override;
    bool isIdentifierEscaped(const QString &identifier, IdentifierType type) const override;
    QString stripDelimiters(const QString &identifier, IdentifierType type) const override;
    QString formatValue(const QSqlField &field, bool trimStrings) const override;

    /// Ends the statement that runs, called from another thread while the driver is open.
    bool cancelQuery() override;
    /// For whoever watches over a call, also beyond the life of the driver; null while it is closed.
    std::shared_ptr<MariaDbStop> stop() const;
    /// The library's handle, for what is asked of an open connection; nullptr while it is closed.
    st_mysql *client() const;

private:
    bool settle(const QSqlError &error);
    bool opened(const QSqlError &error);

    std::shared_ptr<MariaDbSession> m_session;
    Secret m_password; ///< between the two halves, for what the server may repeat
};
