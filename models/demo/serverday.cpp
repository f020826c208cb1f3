// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/serverday.h"

#include "demo/demoexpiry.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 lookAhead = 60; ///< seconds before the end in which a phone refreshes
constexpr qint64 cleanUpPeriod = 10;
constexpr qint64 cleanUpGrace = 45; ///< so long an expired row can be seen
constexpr int percentDying = 6; ///< phones that do not come back
constexpr int notifierSlots = 50;

/// What becomes of a row in its last minute, the same at each look at it: a number below 100 decides whether
/// it dies, the seconds say how early it is refreshed.
struct Fate {
    int ticket;
    qint64 secondsBefore;
};

Fate fateOf(const DemoEnding &ending)
{
    const size_t hash = qHashMulti(7, ending.row, ending.expires);
    return {static_cast<int>(hash % 100), static_cast<qint64>(5 + hash / 100 % 50)};
}

} // namespace

ServerDay::ServerDay(DemoKind kind, const DemoConnection &connection, quint32 seed, qint64 now)
    : m_connection(connection)
    , m_tables(kind, connection)
    , m_random(seed + 1)
    , m_people(demoPeople(seed))
    , m_publisher(m_random, m_people, now)
    , m_lastStep(now)
    , m_lastCleanUp(now)
{
    for (const DemoPerson &person : m_people)
        m_peopleByUri.insert(person.uri(), person);
}

Result<void> ServerDay::step(qint64 now)
{
    // IMMEDIATE: a transaction that starts by reading could not wait for another writer later.
    if (const Result<void> begun = m_connection.run(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    Result<void> done = work(now);
    if (done)
        done = m_connection.run(u"COMMIT"_s);
    if (!done) {
        [[maybe_unused]] const Result<void> undone = m_connection.run(u"ROLLBACK"_s);
        return done;
    }
    m_lastStep = now;
    return done;
}

Result<void> ServerDay::work(qint64 now)
{
    constexpr std::array works {
        &ServerDay::countTargets,
        &ServerDay::finishNotify,
        &ServerDay::refreshDialogs,
        &ServerDay::refreshDocuments,
        &ServerDay::refreshServerRows,
        &ServerDay::subscribe,
        &ServerDay::unsubscribe,
        &ServerDay::publish,
        &ServerDay::republishSome,
        &ServerDay::decide,
        &ServerDay::cleanUp,
        &ServerDay::forgetWatchers,
    };
    for (const auto each : works) {
        if (const Result<void> done = (this->*each)(now); !done)
            return done;
    }
    return {};
}

Result<void> ServerDay::countTargets(qint64 now)
{
    if (!m_targets.isEmpty())
        return {};
    QHash<QLatin1StringView, int> targets;
    for (QLatin1StringView table : {demoDialogs, demoPublished, demoMemories}) {
        const Result<int> rows = m_tables.count(table);
        if (!rows)
            return rows.error();
        targets.insert(table, *rows);
    }
    const Result<QList<DemoPair>> pending = m_tables.pendingWatchers(now);
    if (!pending)
        return pending.error();
    m_pending = m_pendingTarget = pending->size();
    m_targets = targets;
    return {};
}

Result<void> ServerDay::finishNotify(qint64 now)
{
    return m_tables.finishNotify(now);
}

Result<QList<qint64>> ServerDay::dueRows(QLatin1StringView table, int dying, qint64 now) const
{
    const Result<QList<DemoEnding>> ending =
        m_tables.ending(table, qMin(m_lastStep, now - 1), now + lookAhead);
    if (!ending)
        return ending.error();
    QList<qint64> due;
    for (const DemoEnding &each : *ending) {
        const Fate fate = fateOf(each);
        if (fate.ticket >= dying && each.expires - now <= fate.secondsBefore)
            due += each.row;
    }
    return due;
}

Result<void> ServerDay::refreshDialogs(qint64 now)
{
    const Result<QList<qint64>> due = dueRows(demoDialogs, percentDying, now);
    if (!due)
        return due.error();
    for (qint64 row : *due) {
        if (const Result<void> done = m_tables.refreshDialog(row, now + demoLifetime(m_random)); !done)
            return done;
        ++m_counts.refreshed;
    }
    return {};
}

Result<void> ServerDay::refreshDocuments(qint64 now)
{
    const Result<QList<qint64>> due = dueRows(demoPublished, percentDying, now);
    if (!due)
        return due.error();
    for (qint64 row : *due) {
        const qint64 expires = now + demoLifetime(m_random);
        if (const Result<void> done = m_tables.refreshDocument(row, m_publisher.nextEtag(), expires, now);
            !done)
            return done;
        ++m_counts.refreshed;
    }
    return {};
}

/// What the server keeps alive by itself: nothing of it dies.
Result<void> ServerDay::refreshServerRows(qint64 now)
{
    if (m_tables.kind() == DemoKind::Seed)
        return {};
    for (QLatin1StringView table : {"pua"_L1, "rls_watchers"_L1, "rls_presentity"_L1}) {
        const Result<QList<qint64>> due = dueRows(table, 0, now);
        if (!due)
            return due.error();
        for (qint64 row : *due) {
            if (const Result<void> done = m_tables.refreshRow(table, row, now + demoLifetime(m_random));
                !done)
                return done;
            ++m_counts.refreshed;
        }
    }
    return {};
}

/// How many rows are new now: one by chance, more when too many went.
Result<int> ServerDay::births(QLatin1StringView table, int chance)
{
    const Result<int> rows = m_tables.count(table);
    if (!rows)
        return rows.error();
    const int missing = m_targets.value(table) - *rows;
    return qMax(0, missing / 15) + (missing > -20 && m_random.chance(chance) ? 1 : 0);
}

Result<void> ServerDay::publish(qint64 now)
{
    const Result<int> wanted = births(demoPublished, 20);
    if (!wanted)
        return wanted.error();
    for (int i = 0; i < *wanted; ++i) {
        if (const Result<void> done = publishOnce(now); !done)
            return done;
    }
    return {};
}

Result<void> ServerDay::publishOnce(qint64 now)
{
    const bool presence = m_tables.kind() == DemoKind::Seed || m_random.chance(60);
    const DemoPerson &person = m_random.pick(m_people);
    const DemoPublication publication =
        m_publisher.publish(person, presence ? u"presence"_s : u"dialog"_s, now);
    if (const Result<void> done = m_tables.add(publication); !done)
        return done;
    ++m_counts.published;
    return m_tables.notify(person.uri(), publication.event, m_random.below(notifierSlots));
}

Result<void> ServerDay::republishSome(qint64 now)
{
    const int offset = m_random.below(qMax(1, m_targets.value(demoPublished) * 3 / 4));
    const Result<QList<DemoOwned>> chosen = m_tables.documentsFrom(offset, 2, now);
    if (!chosen)
        return chosen.error();
    for (const DemoOwned &document : *chosen) {
        if (const Result<void> done = republish(document, now); !done)
            return done;
    }
    return {};
}

Result<void> ServerDay::republish(const DemoOwned &document, qint64 now)
{
    const QByteArray body = m_publisher.bodyFor(personAt(document.ownerUri), document.event, now);
    const qint64 expires = now + demoLifetime(m_random);
    if (const Result<void> done =
            m_tables.refreshDocument(document.row, m_publisher.nextEtag(), expires, now);
        !done)
        return done;
    if (const Result<void> done = m_tables.replaceBody(document.row, body); !done)
        return done;
    ++m_counts.republished;
    return m_tables.notify(document.ownerUri, document.event, m_random.below(notifierSlots));
}

Result<void> ServerDay::cleanUp(qint64 now)
{
    if (now - m_lastCleanUp < cleanUpPeriod)
        return {};
    m_lastCleanUp = now;
    for (QLatin1StringView table : {demoDialogs, demoPublished}) {
        const Result<int> removed = m_tables.removeExpired(table, cleanUpGrace, now);
        if (!removed)
            return removed.error();
        m_counts.expired += *removed;
    }
    return {};
}

DemoPerson ServerDay::personAt(const QString &uri) const
{
    const auto known = m_peopleByUri.constFind(uri);
    if (known != m_peopleByUri.constEnd())
        return *known;
    const qsizetype at = uri.lastIndexOf(u'@');
    return {uri.mid(4, at - 4), uri.mid(at + 1), uri.mid(4, at - 4), 7, false};
}
