// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/mariadb/mariadbcursor.h"

/// A statement sent as text, one per string.
class MariaDbText : public MariaDbCursor {
public:
    explicit MariaDbText(MYSQL *handle) : m_handle(handle) {}
    ~MariaDbText() override;

    bool execute(const QByteArray &sql);

    Step next() override;
    void close() override;
    QSqlError error(QSqlError::ErrorType type) const override;
    qulonglong affectedRows() const override { return m_affectedRows; }
    qulonglong insertId() const override { return m_insertId; }

private:
    MYSQL *m_handle;
    MYSQL_RES *m_rows = nullptr;
    qulonglong m_affectedRows = 0;
    qulonglong m_insertId = 0;
};
