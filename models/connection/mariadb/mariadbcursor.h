// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/mariadb/mariadbcolumn.h"

#include <QList>
#include <QSqlError>

/// The answer of one executed statement, row by row as they come from the server; nothing is kept of the
/// rows before. Either a prepared statement or a text.
class MariaDbCursor {
public:
    enum class Step { Row, End, Failed };

    MariaDbCursor() = default;
    virtual ~MariaDbCursor() = default;
    MariaDbCursor(const MariaDbCursor &) = delete;
    MariaDbCursor &operator=(const MariaDbCursor &) = delete;

    /// Goes to the next row, which row() then holds.
    virtual Step next() = 0;
    /// Lets go of the rows that were not read. The server sends them all the same unless it is told to stop.
    virtual void close() = 0;
    virtual QSqlError error(QSqlError::ErrorType type) const = 0;
    virtual qulonglong affectedRows() const = 0;
    virtual qulonglong insertId() const = 0;

    const QVariantList &row() const { return m_row; }
    const QList<MariaDbColumn> &columns() const { return m_columns; }
    bool hasRows() const { return !m_columns.isEmpty(); }

protected:
    void readColumns(const MYSQL_FIELD *fields, unsigned count);

    QList<MariaDbColumn> m_columns;
    QVariantList m_row;
};
