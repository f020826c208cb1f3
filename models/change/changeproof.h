// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changereport.h"
#include "connection/connection.h"
#include "schema/schema.h"

/// Compares what is stored with what was wanted, by reading the row anew.
class ChangeProof {
public:
    /// @p madeKey is the key of an inserted row, empty when it is not known.
    ChangeProof(const RowChange &change, const TableInfo &table, const QList<NamedValue> &madeKey = {});

    /// The server says that it is committed: Saved when it is found, else Unknown.
    ChangeOutcome afterCommit(Connection &connection) const;
    /// The statement found no row: Conflict or Gone.
    ChangeOutcome afterMiss(Connection &connection) const;
    /// Nobody saw its end: Saved, Refused (it was not) or Unknown. Errors: those of Connection::select().
    Result<ChangeOutcome> afterLoss(Connection &connection) const;

private:
    using Row = std::optional<QList<NamedValue>>;
    Result<Row> rowBefore(Connection &connection) const; ///< by the key that it had
    Result<Row> rowAfter(Connection &connection) const; ///< by the key that it has when it is saved
    bool isAsWanted(const Row &row) const;
    bool isAsSeen(const Row &row) const;
    ChangeOutcome saved() const;

    RowChange m_change;
    TableInfo m_table;
    QList<NamedValue> m_keyAfter; ///< empty when it is not known
};
