// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/windowquery.h"
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
    WindowQuery pages; ///< the same statements as the grids, but with whole documents
    qint64 limit = 0;
    qint64 offset = 0;
};

/// Errors: Usage, with what is accepted; Unreachable, for a presence table that is missing here.
Result<RowQuery> rowQuery(const RowRequest &request, const Session &session);
