// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/mariadb/mariadbcursor.h"

void MariaDbCursor::readColumns(const MYSQL_FIELD *fields, unsigned count)
{
    m_columns.clear();
    for (unsigned i = 0; i < count; ++i)
        m_columns += MariaDbColumn::of(fields[i]);
    m_row = QVariantList(static_cast<qsizetype>(count));
}
