// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "connection/dialect.h"
#include "connection/writing.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>

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

/// How long a read may take; without a time as long as the connection's own limit says. On reaching it the
/// statement is stopped and Fault::TimedOut comes back.
struct ReadLimit {
    std::optional<std::chrono::milliseconds> time = {};
};

/// How far what is said on a connection can be overheard or forged.
enum class Privacy {
    Local, ///< never leaves this machine: a file, a socket, a loopback address
    Verified, ///< TLS, the server's certificate checked
    Encrypted, ///< TLS, but anybody could have answered
    Plain ///< anybody on the way can read and change it
};

/// Whom a connection speaks to and how, as found when it was opened.
struct ServerIdentity {
    QString address; ///< host:port, socket or file that answered
    Privacy privacy = Privacy::Local;
    QString cipher; ///< "TLSv1.3 TLS_AES_256_GCM_SHA384", empty without TLS
    bool operator==(const ServerIdentity &) const = default;
};

/// One open connection, read-only but for write(). It lives on one thread and leaves nothing open between two
/// calls. Errors: Unreachable (cannot be opened, lost), Denied (user, password or right), Busy (locked),
/// TimedOut, Superseded (cancelled), Damaged, Refused (TLS that was asked for is not there), General.
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
    virtual ServerIdentity server() const = 0;
    /// False when it is known, without asking the server, that no statement can succeed any more.
    virtual bool isOpen() { return true; }
    /// While @p flag is true, statements end soon with Fault::Superseded. The flag may be set from any
    /// thread.
    virtual void setCancelFlag(std::shared_ptr<const std::atomic<bool>> flag) = 0;

    /// The only way to write: lifts the session's read-only for one transaction, in which @p job runs, and
    /// restores it whatever happens. An error of any statement means that all is rolled back.
    virtual WriteOutcome write(const WritePermit &permit, const WriteJob &job);
    /// Whether the server is done with a transaction whose end was not seen, so that what is read from now on
    /// stays; nothing when that cannot be told.
    virtual Result<std::optional<bool>> hasEnded(const QString &mark);
};
