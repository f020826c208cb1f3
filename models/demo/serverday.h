// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "demo/democonnection.h"
#include "demo/demokind.h"
#include "demo/demoperson.h"
#include "demo/demopublications.h"
#include "demo/demorandom.h"
#include "demo/servertables.h"

#include <QHash>

/// How often the simulated server did what, since it started.
struct DemoCounts {
    int published = 0;
    int republished = 0;
    int subscribed = 0;
    int refreshed = 0;
    int unsubscribed = 0;
    int decided = 0; ///< watchers whose status changed
    int expired = 0; ///< rows that the clean-up removed
};

/// The working day of a presence server: what it does to its tables between one moment and the next. The
/// numbers of rows that it finds at its first step are about those that it keeps.
class ServerDay {
public:
    ServerDay(DemoKind kind, const DemoConnection &connection, quint32 seed, qint64 now);

    /// Does what is due at this time, as one transaction: all of it or, after an error, nothing.
    Result<void> step(qint64 now);
    const DemoCounts &counts() const { return m_counts; }

private:
    Result<void> work(qint64 now);
    Result<void> countTargets(qint64 now);
    Result<void> finishNotify(qint64 now);
    Result<void> refreshDialogs(qint64 now);
    Result<void> refreshDocuments(qint64 now);
    Result<void> refreshServerRows(qint64 now);
    Result<void> subscribe(qint64 now);
    Result<void> unsubscribe(qint64 now);
    Result<void> publish(qint64 now);
    Result<void> republishSome(qint64 now);
    Result<void> decide(qint64 now);
    Result<void> cleanUp(qint64 now);
    Result<void> forgetWatchers(qint64 now);

    Result<void> subscribeOnce(qint64 now);
    Result<void> authorise(const DemoSubscription &subscription, qint64 now);
    Result<void> publishOnce(qint64 now);
    Result<void> republish(const DemoOwned &document, qint64 now);
    Result<QList<qint64>> dueRows(QLatin1StringView table, int percentDying, qint64 now) const;
    Result<int> births(QLatin1StringView table, int chance);
    DemoPerson personAt(const QString &uri) const;

    const DemoConnection &m_connection;
    ServerTables m_tables;
    DemoRandom m_random;
    QList<DemoPerson> m_people;
    QHash<QString, DemoPerson> m_peopleByUri;
    DemoPublisher m_publisher;
    DemoCounts m_counts;
    QHash<QLatin1StringView, int> m_targets; ///< rows per table
    qsizetype m_pendingTarget = 0;
    qsizetype m_pending = 0; ///< as last counted
    qint64 m_lastStep;
    qint64 m_lastCleanUp;
};
