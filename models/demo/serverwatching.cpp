// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ServerDay that is about watchers: how they come and go, and what is decided about them.
#include "demo/demoauthorisations.h"
#include "demo/demosubscriptions.h"
#include "demo/serverday.h"

using namespace Qt::StringLiterals;

Result<void> ServerDay::subscribe(qint64 now)
{
    const Result<int> wanted = births(demoDialogs, 30);
    if (!wanted)
        return wanted.error();
    for (int i = 0; i < *wanted; ++i) {
        if (const Result<void> done = subscribeOnce(now); !done)
            return done;
    }
    return {};
}

/// Every second time a watcher whom the server knows comes back.
Result<void> ServerDay::subscribeOnce(qint64 now)
{
    const QString event = demoSubscribedEvent(m_tables.kind(), m_random);
    DemoPerson watcher = m_random.pick(m_people);
    DemoPerson presentity = demoWatchesSelf(event) ? watcher : m_random.pick(m_people);
    if (event == "presence"_L1 && m_random.chance(50)) {
        const auto known = m_tables.watcherAt(m_random.below(qMax(1, m_targets.value(demoMemories))), now);
        if (!known)
            return known.error();
        if (*known) {
            presentity = personAt((*known)->presentityUri);
            watcher = personAt(u"sip:%1@%2"_s.arg((*known)->watcherUser, (*known)->watcherDomain));
        }
    }
    ++m_counts.subscribed;
    const DemoSubscription subscription = demoSubscription(m_random, presentity, watcher, event, now);
    return event == "presence"_L1 ? authorise(subscription, now) : m_tables.add(subscription);
}

/// The first answer for a pair is remembered and used for every later dialog. When few watchers are pending,
/// newcomers have to wait, so that there is always somebody to decide about.
Result<void> ServerDay::authorise(const DemoSubscription &subscription, qint64 now)
{
    const Result<std::optional<DemoAnswer>> known = m_tables.answerFor(subscription);
    if (!known)
        return known.error();
    if (*known)
        return m_tables.add(subscription, **known);
    DemoAuthorisation answer = firstAnswer(m_random, subscription, now);
    if (m_pending < m_pendingTarget) {
        answer.status = static_cast<int>(DemoStatus::Pending);
        answer.reason = u""_s;
    }
    if (const Result<void> done = m_tables.add(answer); !done)
        return done;
    return m_tables.add(subscription, {demoStatus(m_tables.kind(), answer.status), answer.reason});
}

Result<void> ServerDay::unsubscribe(qint64 now)
{
    if (!m_random.chance(20))
        return {};
    ++m_counts.unsubscribed;
    return m_tables.removeDialogAt(m_random.below(qMax(1, m_targets.value(demoDialogs) * 3 / 4)), now);
}

/// Somebody answers a pending watcher: mostly with yes.
Result<void> ServerDay::decide(qint64 now)
{
    const Result<QList<DemoPair>> waiting = m_tables.pendingWatchers(now);
    if (!waiting)
        return waiting.error();
    m_pending = waiting->size();
    if (m_pending < m_pendingTarget * 3 / 4 || !m_random.chance(8) || waiting->isEmpty())
        return {};
    const DemoPair &watcher = m_random.pick(*waiting);
    ++m_counts.decided;
    if (m_random.chance(85))
        return m_tables.decide(watcher, DemoStatus::Active, u""_s);
    return m_tables.decide(watcher, DemoStatus::Terminated, u"rejected"_s);
}

/// Keeps the memory of watchers from growing for ever.
Result<void> ServerDay::forgetWatchers(qint64 now)
{
    const Result<int> rows = m_tables.count(demoMemories);
    if (!rows)
        return rows.error();
    return *rows > m_targets.value(demoMemories) + 20 ? m_tables.forgetWatchers(15, now) : Result<void>();
}
