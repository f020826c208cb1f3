// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demosubscriptions.h"

#include "demo/demoauthorisations.h"
#include "demo/demoexpiry.h"
#include "demo/demophone.h"
#include "demo/watcherpuzzles.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int subscriptionCount = 1850;

struct Share {
    QLatin1StringView event;
    int percent;
};

constexpr std::array modernShares {
    Share {"presence"_L1, 46},
    Share {"dialog"_L1, 30},
    Share {"message-summary"_L1, 9},
    Share {"presence.winfo"_L1, 6},
    Share {"dialog;sla"_L1, 3},
    Share {"conference"_L1, 2},
    Share {"reg"_L1, 2},
    Share {"as-feature-event"_L1, 1},
    Share {"ua-profile"_L1, 1},
};
constexpr std::array seedShares {Share {"presence"_L1, 88}, Share {"presence.winfo"_L1, 12}};

constexpr std::array sockets {"udp:203.0.113.5:5060"_L1, "udp:203.0.113.5:5060"_L1, "tcp:203.0.113.5:5060"_L1,
    "tls:203.0.113.6:5061"_L1};

QString contactOf(const DemoPerson &person, const DemoPhone &phone)
{
    const QString transport = phone.transport == "udp"_L1 ? QString() : u";transport="_s + phone.transport;
    return u"sip:%1@%2%3"_s.arg(person.user, demoAddress(person.number), transport);
}

template <typename Shares>
QString pickEvent(const Shares &shares, DemoRandom &random)
{
    int ticket = random.below(100);
    for (const Share &share : shares) {
        ticket -= share.percent;
        if (ticket < 0)
            return share.event;
    }
    return u"presence"_s;
}

} // namespace

DemoSubscription demoSubscription(DemoRandom &random, const DemoPerson &presentity, const DemoPerson &watcher,
    const QString &event, qint64 now)
{
    const DemoPhone &phone = demoPhone(watcher.number);
    DemoSubscription s;
    s.presentityUser = presentity.user;
    s.presentityDomain = presentity.domain;
    s.watcherUser = watcher.user;
    s.watcherDomain = watcher.domain;
    s.event = event;
    if (random.chance(8))
        s.eventId = random.hex(6);
    s.toTag = u"%1.%2"_s.arg(random.hex(32), random.hex(4));
    s.fromTag = random.hex(phone.tagDigits);
    s.callId = u"%1@%2"_s.arg(random.hex(20), demoAddress(watcher.number).section(u':', 0, 0));
    s.localCseq = random.between(1, 60);
    s.remoteCseq = random.between(1, 200);
    s.contact = contactOf(watcher, phone);
    if (random.chance(20))
        s.recordRoute = u"<sip:203.0.113.9;lr;ftag=%1>"_s.arg(s.fromTag);
    s.expires = now + phone.lifetime;
    s.version = s.localCseq - 1;
    s.socketInfo = random.pick(sockets);
    s.localContact = u"sip:"_s + s.socketInfo.section(u':', 1);
    s.userAgent = phone.userAgent;
    return s;
}

QString demoSubscribedEvent(DemoKind kind, DemoRandom &random)
{
    return kind == DemoKind::Modern ? pickEvent(modernShares, random) : pickEvent(seedShares, random);
}

bool demoWatchesSelf(const QString &event)
{
    return event == "message-summary"_L1 || event == "presence.winfo"_L1 || event == "ua-profile"_L1
        || event == "as-feature-event"_L1;
}

DemoWatching demoWatching(DemoKind kind, DemoRandom &random, const QList<DemoPerson> &people, qint64 now)
{
    DemoWatching watching;
    AuthorisationMemory memory;
    for (int i = 0; i < subscriptionCount; ++i) {
        const QString event = demoSubscribedEvent(kind, random);
        const DemoPerson &watcher = random.pick(people);
        const DemoPerson &presentity = demoWatchesSelf(event) ? watcher : random.pick(people);
        DemoSubscription subscription = demoSubscription(random, presentity, watcher, event, now);
        subscription.expires = demoExpires(random, now);
        if (event == "presence"_L1)
            subscription = memory.authorised(random, subscription, now);
        watching.subscriptions += subscription;
    }
    watching.authorisations = memory.remembered();
    return withWatcherPuzzles(std::move(watching), random, people, now);
}
