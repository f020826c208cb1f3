// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "connection/dialect.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <atomic>
#include <chrono>
#include <memory>

/// Text of a cell that is no clean UTF-8 or holds a NUL: kept as its exact bytes, still known to be text.
struct RawText {
    QByteArray bytes;
    bool operator==(const RawText &) const = default;
};
Q_DECLARE_METATYPE(RawText)

/// One statement with its bound values; placeholders are "?". Values are bound with their own storage class.
struct Statement {
    QString sql;
    QVariantList values;
};

/// Rows of a result, values exact: null QVariant, qlonglong, double, QString (clean text), RawText,
/// QByteArray (binary).
struct RowSet {
    QStringList columns;
    QList<QVariantList> rows;
};

/// How long a read may take. On reaching it the statement is stopped and Fault::TimedOut comes back.
struct ReadLimit {
    std::chrono::milliseconds time {30'000};
};

/// One open connection, opened read-only. It lives on one thread and leaves nothing open between two calls.
/// Errors: Unreachable (cannot be opened, lost), Busy (locked), TimedOut, Superseded (cancelled), Damaged,
/// General.
class Connection {
public:
    virtual ~Connection() = default;

    /// All rows of one statement.
    virtual Result<RowSet> select(const Statement &statement, ReadLimit limit = {}) = 0;
    virtual const Dialect &dialect() const = 0;
    /// For the status bar: engine and version ("SQLite 3.40.1"), and what guards the server against us.
    virtual QString description() const = 0;
    /// How this connection keeps out of the server's way, as one sentence for a tooltip.
    virtual QString manners() const = 0;
    /// While @p flag is true, statements end soon with Fault::Superseded. The flag may be set from any
    /// thread.
    virtual void setCancelFlag(std::shared_ptr<const std::atomic<bool>> flag) = 0;
};
