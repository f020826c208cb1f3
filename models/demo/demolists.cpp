// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demolists.h"

#include "demo/demoexpiry.h"
#include "demo/demosubscriptions.h"
#include "demo/presencebody.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

/// auth_state has bits of its own: they are not the numbers of a subscription status.
struct MemberState {
    int authState;
    QLatin1StringView reason;
    bool hasBody;
};

constexpr std::array memberStates {
    MemberState {2, ""_L1, true},
    MemberState {2, ""_L1, true},
    MemberState {2, ""_L1, true},
    MemberState {4, ""_L1, false},
    MemberState {8, "noresource"_L1, false},
    MemberState {8, "giveup"_L1, false},
    MemberState {0, ""_L1, false},
};

QByteArray multipart(const QByteArray &presence)
{
    return "--demo1\r\nContent-Type: application/rlmi+xml\r\n\r\n"
           "<list xmlns=\"urn:ietf:params:xml:ns:rlmi\" uri=\"sip:nested-list@example.com\" version=\"1\" "
           "fullState=\"true\"/>\r\n"
           "--demo1\r\nContent-Type: application/pidf+xml\r\n\r\n"
        + presence + "\r\n--demo1--\r\n";
}

DemoListMember member(DemoRandom &random, const QString &dialogId, const DemoPerson &person, qint64 now)
{
    const MemberState &state = random.pick(memberStates);
    DemoListMember m {dialogId, person.uri(), u"application/pidf+xml"_s, QByteArray(""),
        demoExpires(random, now), -1, state.authState, state.reason};
    if (!state.hasBody)
        return m;
    m.state = presenceBody(random, person, now);
    if (random.chance(8)) {
        m.state = multipart(m.state);
        m.contentType = u"multipart/related;type=\"application/rlmi+xml\";boundary=\"demo1\""_s;
    }
    if (random.chance(4))
        m.updated = random.below(50);
    return m;
}

} // namespace

DemoLists demoLists(DemoRandom &random, const QList<DemoPerson> &people, qint64 now)
{
    DemoLists lists;
    for (qsizetype i = 0; i < 26; ++i) {
        DemoPerson list = people.at(i * 6 % people.size());
        const DemoPerson watcher = list;
        list.user += u"-list"_s;
        DemoSubscription s = demoSubscription(random, list, watcher, u"presence"_s, now);
        s.expires = demoExpires(random, now);
        s.reason = u""_s;
        lists.subscriptions += s;
        const QString dialogId = u"%1;%2;%3"_s.arg(s.callId, s.fromTag, s.toTag);
        const qsizetype first = random.below(static_cast<int>(people.size()) - 10);
        for (const DemoPerson &person : people.mid(first, random.between(2, 9)))
            lists.members += member(random, dialogId, person, now);
    }
    return lists;
}
