// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "demo/democonnection.h"
#include "demo/demokind.h"
#include "demo/demowriter.h"
#include "demo/serversql.h"

#include <optional>

/// Names that both kinds of tables share: dialogs, published documents, the memory about watchers.
constexpr QLatin1StringView demoDialogs("active_watchers");
constexpr QLatin1StringView demoPublished("presentity");
constexpr QLatin1StringView demoMemories("watchers");

/// Presentity and watcher as the server looks them up together.
struct DemoPair {
    qint64 row = 0; ///< of the memory about them, 0 when it does not matter
    QString presentityUri;
    QString watcherUser;
    QString watcherDomain;
};

/// What the server remembers about a pair, in the spelling of its tables.
struct DemoAnswer {
    QVariant status;
    QVariant reason;
};

/// A row that ends soon.
struct DemoEnding {
    qint64 row = 0;
    qint64 expires = 0;
};

/// A document with its owner.
struct DemoOwned {
    qint64 row = 0;
    QString ownerUri;
    QString event;
};

/// The tables of a demo as the simulated server works on them, whatever their kind. It reaches only what is
/// alive: rows that end within four hours or ended within the last day, memories not older than a day. Beyond
/// are the riddles of the demo, which shall outlast it.
class ServerTables {
public:
    ServerTables(DemoKind kind, const DemoConnection &connection);

    DemoKind kind() const { return m_kind; }
    Result<int> count(QLatin1StringView table) const;
    /// Rows that end between two moments.
    Result<QList<DemoEnding>> ending(QLatin1StringView table, qint64 after, qint64 until) const;
    /// Some documents from a place in the table on.
    Result<QList<DemoOwned>> documentsFrom(int offset, int atMost, qint64 now) const;
    /// Somebody whom the server knows as a watcher, nobody when there are not so many.
    Result<std::optional<DemoPair>> watcherAt(int offset, qint64 now) const;
    Result<std::optional<DemoAnswer>> answerFor(const DemoSubscription &subscription) const;
    Result<QList<DemoPair>> pendingWatchers(qint64 now) const;

    template <typename Record>
    Result<void> add(const Record &record)
    {
        return m_writer.insert(demoRow(m_kind, record));
    }
    /// A new dialog with an answer that was given before.
    Result<void> add(const DemoSubscription &subscription, const DemoAnswer &answer);
    Result<void> refreshDialog(qint64 row, qint64 expires) const;
    Result<void> refreshDocument(qint64 row, const QString &etag, qint64 expires, qint64 now) const;
    Result<void> refreshRow(QLatin1StringView table, qint64 row, qint64 expires) const;
    Result<void> replaceBody(qint64 row, const QByteArray &body) const;
    Result<void> removeDialogAt(int offset, qint64 now) const;
    /// Answers for a pair, in the memory and in all its dialogs.
    Result<void> decide(const DemoPair &pair, DemoStatus status, const QString &reason) const;
    /// Marks the active watchers for a NOTIFY by the notifier of a slot.
    Result<void> notify(const QString &presentityUri, const QString &event, int slot) const;
    Result<void> finishNotify(qint64 now) const;
    /// How many rows went that ended at least some seconds ago.
    Result<int> removeExpired(QLatin1StringView table, qint64 graceSeconds, qint64 now) const;
    Result<void> forgetWatchers(int atMost, qint64 now) const;

private:
    DemoKind m_kind;
    const ServerSql &m_sql;
    const DemoConnection &m_connection;
    DemoWriter m_writer;
};
