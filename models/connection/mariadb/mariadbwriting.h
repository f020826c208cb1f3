// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/mariadb/mariadbconnection.h"
#include "connection/serverwrite.h"

/// A transaction of a MariaDbConnection that may write.
class MariaDbConnection::Writing : public ServerWriting {
public:
    explicit Writing(MariaDbConnection &connection) : m_connection(connection) {}

    Result<void> begin() override;
    Result<qint64> execute(const Statement &statement) override;
    Result<RowSet> select(const Statement &statement) override;
    WriteOutcome commit() override;
    bool rollback() override;
    bool isReadOnlyAgain() override;
    void giveUp() override;
    QString mark() const override { return m_mark; }

private:
    /// A step of the driver's own, without rows; it is not interrupted by newer wishes.
    Result<void> step(const std::function<QSqlError()> &call);

    MariaDbConnection &m_connection;
    QString m_mark;
};
