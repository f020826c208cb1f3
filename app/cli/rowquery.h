// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/rowfilter.h"
#include "session.h"

/// What the command line asks of a table, as typed.
struct RowRequest {
    QString table; ///< name or role
    QStringList where; ///< "COLUMN OP VALUE"
    QString sort; ///< "COLUMN" or "COLUMN:desc", empty for the order of the key
    qint64 limit = 100;
    qint64 offset = 0;
};

/// The request understood: every name exists, every value is a stored value.
struct RowQuery {
    TableInfo table;
    Statement where; ///< expression and its values, empty when every row is wanted
    QString order; ///< what follows ORDER BY; total where the table has a key, so that pages do not overlap
    qint64 limit = 0;
    qint64 offset = 0;
};

/// Errors: Usage, with what is accepted; Unreachable, for a presence table that is missing here.
Result<RowQuery> rowQuery(const RowRequest &request, const Session &session);

/// The statement for @p count rows from row @p offset of the whole order on; columns as in table.columns.
Statement pageStatement(const RowQuery &query, qint64 offset, qint64 count, const Dialect &dialect);
