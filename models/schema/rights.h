// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

/// What an account may do with one presence table.
struct TableRights {
    TableRole role = TableRole::Presentity;
    bool select = false;
    bool insert = false;
    bool update = false; ///< of at least one column
    bool remove = false;

    bool mayWrite() const { return insert || update || remove; }
    bool operator==(const TableRights &) const = default;
};

/// What an account may do, as the server says; whether this program does it is another matter.
struct AccountRights {
    QString account; ///< as the server calls it: "reader@%", "kamailio"; empty for a file
    bool isSuperuser = false;
    QList<TableRights> tables; ///< those that are present, in the order of the roles

    const TableRights *table(TableRole role) const;
    /// Whatever this program did, the server would not let it write: the best of guards.
    bool isReadOnlyAccount() const;
};

/// Asks the server. Errors: what Connection::select() returns.
Result<AccountRights> readRights(Connection &connection, const DatabaseSchema &schema);
