// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "connection/writepermit.h"

#include <QList>
#include <QString>
#include <QVariant>

#include <functional>
#include <optional>

struct Statement;
struct RowSet;

/// What can be done between the begin and the end of one transaction that may write.
class WriteTransaction {
public:
    virtual ~WriteTransaction() = default;

    /// Runs one statement; tells how many rows it has affected (found, where the new value is the old one).
    virtual Result<qint64> execute(const Statement &statement) = 0;
    /// As execute(), with the rows that the statement returns.
    virtual Result<RowSet> select(const Statement &statement) = 0;
};

/// What is to be done; an error undoes all of it.
using WriteJob = std::function<Result<void>(WriteTransaction &)>;

/// How a transaction ended.
struct WriteOutcome {
    enum class End {
        Committed, ///< by the server's word, which a read has to prove
        RolledBack, ///< nothing is stored, or only what an engine without transactions cannot take back
        Unknown ///< lost while it was committed
    };
    End end = End::RolledBack;
    std::optional<Error> error = {}; ///< why it was not committed
    bool hasBegun = false; ///< a statement of the job may have been sent
    QString mark = {}; ///< names the transaction at the server, for Connection::hasEnded(); may be empty
};
