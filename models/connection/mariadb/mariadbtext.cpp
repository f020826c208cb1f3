// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbtext.h"

#include "connection/mariadb/mariadberror.h"
#include "connection/mariadb/pipeguard.h"

MariaDbText::~MariaDbText()
{
    MariaDbText::close();
}

bool MariaDbText::execute(const QByteArray &sql)
{
    const PipeGuard guard;
    if (mysql_real_query(m_handle, sql.constData(), static_cast<unsigned long>(sql.size())) != 0)
        return false;
    m_rows = mysql_use_result(m_handle);
    if (m_rows)
        readColumns(mysql_fetch_fields(m_rows), mysql_num_fields(m_rows));
    else if (mysql_field_count(m_handle) != 0)
        return false;
    m_affectedRows = mysql_affected_rows(m_handle);
    m_insertId = mysql_insert_id(m_handle);
    return true;
}

MariaDbCursor::Step MariaDbText::next()
{
    const MYSQL_ROW cells = m_rows ? mysql_fetch_row(m_rows) : nullptr;
    if (!cells)
        return m_rows && mysql_errno(m_handle) != 0 ? Step::Failed : Step::End;
    const unsigned long *lengths = mysql_fetch_lengths(m_rows);
    for (qsizetype i = 0; i < m_columns.size(); ++i)
        m_row[i] = cells[i] ? m_columns.at(i).value(QByteArray(cells[i], static_cast<qsizetype>(lengths[i])))
                            : QVariant(m_columns.at(i).type());
    return Step::Row;
}

void MariaDbText::close()
{
    if (!m_rows)
        return;
    const PipeGuard guard;
    mysql_free_result(m_rows);
    m_rows = nullptr;
    // What a procedure answers besides.
    while (mysql_more_results(m_handle) && mysql_next_result(m_handle) == 0)
        mysql_free_result(mysql_use_result(m_handle));
}

QSqlError MariaDbText::error(QSqlError::ErrorType type) const
{
    return mariaDbError(m_handle, type);
}
