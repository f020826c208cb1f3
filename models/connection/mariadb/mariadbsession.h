// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/mariadb/mariadbcursor.h"
#include "connection/mariadb/mariadbhandle.h"
#include "connection/mariadb/mariadbstop.h"

#include <memory>

/// One open connection, shared by the driver and its results, which may outlive it: then it is closed and
/// answers nothing. Sees to it that one statement runs at a time, and remembers what became of a transaction.
class MariaDbSession {
public:
    MariaDbSession(MariaDbHandle handle, const MariaDbTarget &target);
    ~MariaDbSession();
    MariaDbSession(const MariaDbSession &) = delete;
    MariaDbSession &operator=(const MariaDbSession &) = delete;

    /// What every connection needs before its first statement: texts are sent as UTF-8, and columns come as
    /// the bytes that are stored.
    QSqlError prepare();
    void close();
    bool isOpen() const { return m_handle != nullptr; }
    MYSQL *handle() const { return m_handle.get(); }
    const std::shared_ptr<MariaDbStop> &stop() const { return m_stop; }

    /// A statement begins: an error when rows of another one are still on their way.
    QSqlError enter(MariaDbCursor &cursor);
    /// It failed, and is over.
    void fail(MariaDbCursor &cursor, const QSqlError &error);
    /// It has ended, or nobody wants the rest of its rows: the server is told to stop when there are many.
    void leave(MariaDbCursor &cursor);

    /// One statement of the driver's own, without rows.
    QSqlError run(const QByteArray &sql, QSqlError::ErrorType type = QSqlError::StatementError);

    QSqlError begin(const QByteArray &sql = "START TRANSACTION");
    /// After a failed statement, or when the server has ended the transaction by itself, this rolls back and
    /// is an error: what is stored would not be what was meant.
    QSqlError commit();
    QSqlError rollback();
    bool isInTransaction() const;

private:
    void ended(unsigned code);

    MariaDbHandle m_handle;
    std::shared_ptr<MariaDbStop> m_stop;
    MariaDbCursor *m_current = nullptr; ///< the statement that runs; belongs to its result
    QSqlError m_failure; ///< the first in the transaction
};
