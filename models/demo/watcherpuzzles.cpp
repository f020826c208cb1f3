// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/watcherpuzzles.h"

#include "demo/demoexpiry.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

/// Makes subscriptions to the first people of the demo and collects them.
class PuzzleMaker {
public:
    PuzzleMaker(DemoRandom &random, const QList<DemoPerson> &people, qint64 now)
        : m_random(random)
        , m_people(people)
        , m_now(now)
    {
    }

    DemoSubscription next()
    {
        const DemoPerson &presentity = m_people.at(m_count % 6);
        const DemoPerson &watcher = m_people.at(6 + m_count % 40);
        ++m_count;
        DemoSubscription subscription = demoSubscription(m_random, presentity, watcher, u"presence"_s, m_now);
        subscription.expires = m_now + demoPuzzleLifetime;
        return subscription;
    }

private:
    DemoRandom &m_random;
    const QList<DemoPerson> &m_people;
    qint64 m_now;
    int m_count = 0;
};

QList<DemoSubscription> oddExpiries(PuzzleMaker &maker, qint64 now)
{
    const std::array<qint64, 9> odd {
        -1, -1, 0, 42, -86400, 2147483647, 9999999999, (now + 3600) * 1000, now + 40LL * 366 * 86400};
    QList<DemoSubscription> subscriptions;
    for (qint64 expires : odd) {
        subscriptions += maker.next();
        subscriptions.last().expires = expires;
    }
    return subscriptions;
}

/// Dialogs that a restarted server forgot in the table: nothing cleans them up.
QList<DemoSubscription> forgottenRows(PuzzleMaker &maker, DemoRandom &random, qint64 now)
{
    QList<DemoSubscription> subscriptions;
    for (int i = 0; i < 45; ++i) {
        subscriptions += maker.next();
        subscriptions.last().expires = now - random.between(2 * 86400, 40 * 86400);
        subscriptions.last().socketInfo = u"udp:203.0.113.77:5060"_s;
    }
    return subscriptions;
}

/// A phone that starts a new dialog at each try instead of refreshing the old one.
QList<DemoSubscription> duplicateDialogs(DemoRandom &random, const QList<DemoPerson> &people, qint64 now)
{
    QList<DemoSubscription> subscriptions;
    for (int i = 0; i < 8; ++i) {
        subscriptions += demoSubscription(random, people.at(0), people.at(60), u"presence"_s, now);
        subscriptions.last().expires = now + demoPuzzleLifetime - 300 * i;
        subscriptions.last().remoteCseq = 1;
    }
    return subscriptions;
}

/// The same people as seen by a phone with a wrong account: the server finds neither document nor rules.
QList<DemoSubscription> nearMisses(PuzzleMaker &maker)
{
    const std::array<QLatin1StringView, 5> domains {
        "EXAMPLE.COM"_L1, "192.0.2.17"_L1, "sip.example.com"_L1, "example.com."_L1, "examp1e.com"_L1};
    QList<DemoSubscription> subscriptions;
    for (QLatin1StringView domain : domains) {
        subscriptions += maker.next();
        subscriptions.last().presentityUser = u"alice"_s;
        subscriptions.last().presentityDomain = domain;
        subscriptions.last().status = DemoStatus::Pending;
    }
    return subscriptions;
}

QList<DemoSubscription> oddStates(PuzzleMaker &maker)
{
    struct State {
        DemoStatus status;
        QLatin1StringView reason;
        int updated;
        int updatedWinfo;
        int flags;
    };
    constexpr std::array states {
        State {DemoStatus::Terminated, "timeout"_L1, -1, -1, 0},
        State {DemoStatus::Terminated, "rejected"_L1, -1, 1, 0},
        State {DemoStatus::Waiting, ""_L1, -1, -1, 0},
        State {DemoStatus::PoliteBlock, ""_L1, -1, -1, 0},
        State {DemoStatus::Active, "polite-block"_L1, -1, -1, 0},
        State {DemoStatus::Active, "giveup"_L1, -1, -1, 5},
        State {DemoStatus::Active, ""_L1, 17, -1, 0}, // a slot that no notifier serves
        State {DemoStatus::Pending, ""_L1, -1, 1, 4096},
        State {static_cast<DemoStatus>(0), ""_L1, -1, -1, 0},
        State {static_cast<DemoStatus>(99), "???"_L1, -1, -1, -1},
    };
    QList<DemoSubscription> subscriptions;
    for (const State &state : states) {
        DemoSubscription s = maker.next();
        s.status = state.status;
        s.reason = state.reason;
        s.updated = state.updated;
        s.updatedWinfo = state.updatedWinfo;
        s.flags = state.flags;
        subscriptions += s;
    }
    return subscriptions;
}

/// Text that tries to pass for something else on the screen.
QList<DemoSubscription> hostileTexts(PuzzleMaker &maker)
{
    const std::array<QString, 6> texts {u"<b>bold</b><img src='http://example.com/x.png'>"_s,
        u"Phone\u202E8.7/gnirts"_s, u"zero\u200Bwidth\u2060agent"_s, u"line\r\nbreak\tand bell\a"_s,
        QString(255, u'W'), u"=HYPERLINK(\"http://example.com\")"_s};
    QList<DemoSubscription> subscriptions;
    for (const QString &text : texts) {
        subscriptions += maker.next();
        subscriptions.last().userAgent = text;
        subscriptions.last().eventId = text.left(60);
    }
    subscriptions += maker.next();
    subscriptions.last().userAgent = QString();
    subscriptions += maker.next();
    subscriptions.last().userAgent = u""_s;
    subscriptions += maker.next();
    subscriptions.last().event = u"vendor.secret"_s;
    return subscriptions;
}

/// What the server remembers of people who are not there now, among it states that it never writes.
QList<DemoAuthorisation> oddMemories(const QList<DemoPerson> &people, qint64 now)
{
    struct Memory {
        int status;
        QLatin1StringView reason;
        int daysAgo;
    };
    constexpr std::array memories {
        Memory {1, ""_L1, 400}, Memory {2, ""_L1, 2}, Memory {2, ""_L1, 90}, Memory {3, "rejected"_L1, 12},
        Memory {3, "probation"_L1, 3}, Memory {3, "deactivated"_L1, 800}, Memory {3, "noresource"_L1, 5},
        Memory {1, "polite-block"_L1, 30}, Memory {4, ""_L1, 7}, Memory {5, ""_L1, 7}, Memory {0, ""_L1, 7},
        Memory {99, ""_L1, 7}, Memory {2, "<i>soon</i>"_L1, 7},
        Memory {1, ""_L1, -3}, // inserted in three days: skewed clock
    };
    QList<DemoAuthorisation> authorisations;
    for (const Memory &memory : memories) {
        const DemoPerson &presentity = people.at(authorisations.size() % 6);
        authorisations += {presentity.user, presentity.domain, u"absent.%1"_s.arg(authorisations.size() + 1),
            u"example.net"_s, u"presence"_s, memory.status, QString(memory.reason),
            now - memory.daysAgo * 86400LL};
    }
    authorisations += {u"alice"_s, u"example.com"_s, u"Bob"_s, u"EXAMPLE.com"_s, u"presence"_s, 1, QString(),
        now - 9 * 86400};
    return authorisations;
}

} // namespace

DemoWatching withWatcherPuzzles(
    DemoWatching watching, DemoRandom &random, const QList<DemoPerson> &people, qint64 now)
{
    PuzzleMaker maker(random, people, now);
    watching.subscriptions << oddExpiries(maker, now) << forgottenRows(maker, random, now)
                           << duplicateDialogs(random, people, now) << nearMisses(maker) << oddStates(maker)
                           << hostileTexts(maker);
    watching.authorisations << oddMemories(people, now);
    return watching;
}
