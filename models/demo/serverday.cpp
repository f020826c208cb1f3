// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/serverday.h"

#include "demo/demoauthorisations.h"
#include "demo/demoexpiry.h"
#include "demo/demosubscriptions.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 day = 86400;
constexpr qint64 livingLifetime = 4 * 3600; ///< what lives longer is a riddle, not a phone
constexpr qint64 lookAhead = 60;
constexpr qint64 cleanUpPeriod = 10;
constexpr qint64 cleanUpGrace = 45; ///< so long an expired row can be seen

constexpr auto dialogs = "active_watchers"_L1;
constexpr auto documents = "presentity"_L1;
constexpr auto memories = "watchers"_L1;

/// What becomes of a row in its last minute, the same at each look at it: a number below 100 decides whether
/// it dies, the seconds say how early it is refreshed.
struct Fate {
    int ticket;
    qint64 secondsBefore;
};

Fate fateOf(qint64 rowid, qint64 expires)
{
    const size_t hash = qHashMulti(7, rowid, expires);
    return {static_cast<int>(hash % 100), static_cast<qint64>(5 + hash / 100 % 50)};
}

} // namespace

ServerDay::ServerDay(DemoKind kind, const DemoConnection &connection, quint32 seed, qint64 now)
    : m_kind(kind)
    , m_sql(serverSql(kind))
    , m_connection(connection)
    , m_writer(connection.database())
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
    constexpr std::array<Work, 12> works {
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
    for (const Work each : works) {
        if (const Result<void> done = (this->*each)(now); !done)
            return done;
    }
    return {};
}

Result<void> ServerDay::countTargets(qint64)
{
    if (!m_targets.isEmpty())
        return {};
    for (QLatin1StringView table : {dialogs, documents, memories}) {
        const Result<int> rows = count(table);
        if (!rows)
            return rows.error();
        m_targets.insert(table, *rows);
    }
    return {};
}

Result<void> ServerDay::finishNotify(qint64 now)
{
    return m_sql.finishNotify.isEmpty()
        ? Result<void>()
        : m_connection.run(m_sql.finishNotify, {now - day, now + livingLifetime});
}

Result<QList<qint64>> ServerDay::dueRows(QLatin1StringView table, int dying, qint64 now) const
{
    const Result<QList<QVariantList>> ending =
        m_connection.rows(u"SELECT rowid, expires FROM %1 WHERE expires > ? AND expires <= ?"_s.arg(table),
            {qMin(m_lastStep, now - 1), now + lookAhead});
    if (!ending)
        return ending.error();
    QList<qint64> due;
    for (const QVariantList &row : *ending) {
        const Fate fate = fateOf(row.at(0).toLongLong(), row.at(1).toLongLong());
        if (fate.ticket >= dying && row.at(1).toLongLong() - now <= fate.secondsBefore)
            due += row.at(0).toLongLong();
    }
    return due;
}

Result<void> ServerDay::refreshDialogs(qint64 now)
{
    const Result<QList<qint64>> due = dueRows(dialogs, 6, now);
    if (!due)
        return due.error();
    for (qint64 row : *due) {
        const qint64 expires = now + demoLifetime(m_random);
        if (const Result<void> done = m_connection.run(m_sql.refreshDialog, {expires, row}); !done)
            return done;
        ++m_counts.refreshed;
    }
    return {};
}

Result<void> ServerDay::refreshDocuments(qint64 now)
{
    const Result<QList<qint64>> due = dueRows(documents, 6, now);
    if (!due)
        return due.error();
    for (qint64 row : *due) {
        const QVariantList values {m_publisher.nextEtag(), now + demoLifetime(m_random), now, row};
        const auto sql = u"UPDATE presentity SET etag = ?, expires = ?, received_time = ? WHERE rowid = ?"_s;
        if (const Result<void> done = m_connection.run(sql, values); !done)
            return done;
        ++m_counts.refreshed;
    }
    return {};
}

Result<void> ServerDay::refreshServerRows(qint64 now)
{
    if (m_kind == DemoKind::Seed)
        return {};
    for (QLatin1StringView table : {"pua"_L1, "rls_watchers"_L1, "rls_presentity"_L1}) {
        const Result<QList<qint64>> due = dueRows(table, 0, now);
        if (!due)
            return due.error();
        for (qint64 row : *due) {
            const auto sql = u"UPDATE %1 SET expires = ? WHERE rowid = ?"_s.arg(table);
            if (const Result<void> done = m_connection.run(sql, {now + demoLifetime(m_random), row}); !done)
                return done;
            ++m_counts.refreshed;
        }
    }
    return {};
}

Result<int> ServerDay::count(QLatin1StringView table) const
{
    const Result<QVariant> rows = m_connection.value(u"SELECT count(*) FROM %1"_s.arg(table));
    return rows ? Result<int>(rows->toInt()) : Result<int>(rows.error());
}

/// How many rows are new now: one by chance, more when too many went.
Result<int> ServerDay::births(QLatin1StringView table, int chance)
{
    const Result<int> rows = count(table);
    if (!rows)
        return rows.error();
    const int missing = m_targets.value(table) - *rows;
    return qMax(0, missing / 15) + (missing > -20 && m_random.chance(chance) ? 1 : 0);
}

Result<void> ServerDay::subscribe(qint64 now)
{
    const Result<int> wanted = births(dialogs, 30);
    if (!wanted)
        return wanted.error();
    for (int i = 0; i < *wanted; ++i) {
        if (const Result<void> done = subscribeOnce(now); !done)
            return done;
    }
    return {};
}

/// Mostly a watcher whom the server knows comes back; now and then there is a new one.
Result<void> ServerDay::subscribeOnce(qint64 now)
{
    const QString event = demoSubscribedEvent(m_kind, m_random);
    DemoPerson watcher = m_random.pick(m_people);
    DemoPerson presentity =
        event == "message-summary"_L1 || event == "presence.winfo"_L1 ? watcher : m_random.pick(m_people);
    if (event == "presence"_L1 && m_random.chance(85)) {
        const int offset = m_random.below(qMax(1, m_targets.value(memories) / 2));
        const Result<QList<QVariantList>> known = m_connection.rows(m_sql.someWatcher, {now - day, offset});
        if (!known)
            return known.error();
        for (const QVariantList &pair : *known) {
            presentity = personAt(pair.at(0).toString());
            watcher = personAt(u"sip:%1@%2"_s.arg(pair.at(1).toString(), pair.at(2).toString()));
        }
    }
    ++m_counts.subscribed;
    const DemoSubscription subscription = demoSubscription(m_random, presentity, watcher, event, now);
    return event == "presence"_L1 ? authorise(subscription, now)
                                  : m_writer.insert(demoRow(m_kind, subscription));
}

/// The first answer for a pair is remembered and used for every later dialog.
Result<void> ServerDay::authorise(DemoSubscription subscription, qint64 now)
{
    const QString uri = u"sip:%1@%2"_s.arg(subscription.presentityUser, subscription.presentityDomain);
    const Result<QList<QVariantList>> known =
        m_connection.rows(m_sql.answerOfPair, {uri, subscription.watcherUser, subscription.watcherDomain});
    if (!known)
        return known.error();
    const DemoAuthorisation fresh = firstAnswer(m_random, subscription, now);
    subscription.status = static_cast<DemoStatus>(fresh.status);
    subscription.reason = fresh.reason;
    if (known->isEmpty()) {
        if (const Result<void> done = m_writer.insert(demoRow(m_kind, fresh)); !done)
            return done;
        return m_writer.insert(demoRow(m_kind, subscription));
    }
    DemoRow row = demoRow(m_kind, subscription);
    for (auto &[column, value] : row.values) {
        if (column == "status"_L1)
            value = known->first().at(0);
        else if (column == "reason"_L1)
            value = known->first().at(1);
    }
    return m_writer.insert(row);
}

Result<void> ServerDay::unsubscribe(qint64 now)
{
    if (!m_random.chance(20))
        return {};
    ++m_counts.unsubscribed;
    const auto sql = u"DELETE FROM active_watchers WHERE rowid = (SELECT rowid FROM active_watchers "
                     "WHERE expires BETWEEN ? AND ? ORDER BY rowid LIMIT 1 OFFSET ?)"_s;
    const int offset = m_random.below(qMax(1, m_targets.value(dialogs) * 3 / 4));
    return m_connection.run(sql, {now, now + livingLifetime, offset});
}

Result<void> ServerDay::publish(qint64 now)
{
    const Result<int> wanted = births(documents, 20);
    if (!wanted)
        return wanted.error();
    for (int i = 0; i < *wanted; ++i) {
        const bool presence = m_kind == DemoKind::Seed || m_random.chance(60);
        const DemoPublication publication =
            m_publisher.publish(m_random.pick(m_people), presence ? u"presence"_s : u"dialog"_s, now);
        if (const Result<void> done = m_writer.insert(demoRow(m_kind, publication)); !done)
            return done;
        ++m_counts.published;
        const Result<void> told =
            notify(u"sip:%1@%2"_s.arg(publication.user, publication.domain), publication.event);
        if (!told)
            return told;
    }
    return {};
}

Result<void> ServerDay::republishSome(qint64 now)
{
    const int offset = m_random.below(qMax(1, m_targets.value(documents) * 3 / 4));
    const auto sql = u"SELECT rowid, username, domain, event FROM presentity WHERE expires BETWEEN ? AND ? "
                     "ORDER BY rowid LIMIT 2 OFFSET ?"_s;
    const Result<QList<QVariantList>> chosen =
        m_connection.rows(sql, {now + 1, now + livingLifetime, offset});
    if (!chosen)
        return chosen.error();
    for (const QVariantList &row : *chosen) {
        if (const Result<void> done = republish(row, now); !done)
            return done;
    }
    return {};
}

Result<void> ServerDay::republish(const QVariantList &row, qint64 now)
{
    const QString uri = u"sip:%1@%2"_s.arg(row.at(1).toString(), row.at(2).toString());
    const QString event = row.at(3).toString();
    const QByteArray body = m_publisher.bodyFor(personAt(uri), event, now);
    const QVariant stored = m_kind == DemoKind::Seed ? QVariant(QString::fromUtf8(body)) : QVariant(body);
    const QVariantList values {m_publisher.nextEtag(), now + demoLifetime(m_random), now, stored, row.at(0)};
    const auto sql =
        u"UPDATE presentity SET etag = ?, expires = ?, received_time = ?, body = ? WHERE rowid = ?"_s;
    if (const Result<void> done = m_connection.run(sql, values); !done)
        return done;
    ++m_counts.republished;
    return notify(uri, event);
}

Result<void> ServerDay::notify(const QString &presentityUri, const QString &event)
{
    QVariantList values {presentityUri, event};
    if (m_sql.modernDialogs)
        values.prepend(m_random.below(50));
    return m_connection.run(m_sql.notifyWatchers, values);
}

/// Somebody answers a pending watcher: mostly with yes.
Result<void> ServerDay::decide(qint64 now)
{
    if (!m_random.chance(12))
        return {};
    const QVariant pending = demoStatus(m_kind, static_cast<int>(DemoStatus::Pending));
    const Result<QList<QVariantList>> waiting =
        m_connection.rows(m_sql.pendingWatchers, {pending, now - day});
    if (!waiting)
        return waiting.error();
    if (waiting->isEmpty())
        return {};
    const QVariantList &watcher = m_random.pick(*waiting);
    const bool allowed = m_random.chance(85);
    const QVariant status =
        demoStatus(m_kind, static_cast<int>(allowed ? DemoStatus::Active : DemoStatus::Terminated));
    const QString reason = allowed ? u""_s : u"rejected"_s;
    if (const Result<void> done = m_connection.run(m_sql.decideWatcher, {status, reason, watcher.at(0)});
        !done)
        return done;
    ++m_counts.decided;
    QVariantList values = watcher.mid(1);
    if (m_sql.modernDialogs)
        values.prepend(reason);
    values.prepend(status);
    return m_connection.run(m_sql.decideDialogs, values);
}

Result<void> ServerDay::cleanUp(qint64 now)
{
    if (now - m_lastCleanUp < cleanUpPeriod)
        return {};
    m_lastCleanUp = now;
    for (QLatin1StringView table : {dialogs, documents}) {
        const auto sql = u"DELETE FROM %1 WHERE expires BETWEEN ? AND ?"_s.arg(table);
        if (const Result<void> done = m_connection.run(sql, {now - day, now - cleanUpGrace}); !done)
            return done;
        const Result<QVariant> removed = m_connection.value(u"SELECT changes()"_s);
        m_counts.expired += removed ? removed->toInt() : 0;
    }
    return {};
}

/// Keeps the memory of watchers from growing: the oldest pairs go that have no dialog any more.
Result<void> ServerDay::forgetWatchers(qint64 now)
{
    const Result<int> rows = count(memories);
    if (!rows)
        return rows.error();
    if (*rows <= m_targets.value(memories) + 20)
        return {};
    const Result<QList<QVariantList>> oldest = m_connection.rows(m_sql.oldWatchers, {now - day, 40});
    if (!oldest)
        return oldest.error();
    for (const QVariantList &row : *oldest) {
        const Result<QVariant> dialogCount = m_connection.value(m_sql.dialogsOfPair, row.mid(1));
        if (!dialogCount)
            return dialogCount.error();
        if (dialogCount->toInt() > 0)
            continue;
        if (const Result<void> done =
                m_connection.run(u"DELETE FROM watchers WHERE rowid = ?"_s, {row.at(0)});
            !done)
            return done;
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
