// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demorequests.h"

#include "demo/demoexpiry.h"
#include "demo/demophone.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

/// An origin of such requests with the bits that stand in flag and event.
struct Origin {
    int flag;
    int event;
    bool subscribes; ///< keeps a dialog; otherwise it publishes
    int count;
};

constexpr std::array origins {
    Origin {1, 1, false, 30},
    Origin {2, 4, false, 6},
    Origin {4, 4, true, 6},
    Origin {8, 1, false, 4},
    Origin {16, 1, true, 4},
    Origin {32, 1, true, 3},
    Origin {64, 8, false, 6},
    Origin {128, 1, false, 4},
    Origin {256, 2, true, 4},
    Origin {512, 1, true, 30},
    Origin {1024, 32, false, 36},
    Origin {2048, 1, false, 3},
    Origin {4096, 64, false, 6},
    Origin {8192, 64, true, 4},
    Origin {16384, 128, false, 3},
    Origin {32768, 128, true, 3},
    Origin {1024, 16, false, 2},
};

DemoRequest request(DemoRandom &random, const Origin &origin, const DemoPerson &person, qint64 now)
{
    DemoRequest r;
    r.presentityUri = person.uri();
    r.presenceId = origin.event == 32 ? u"DIALOG_PUBLISH.%1"_s.arg(random.hex(20)) : random.hex(24);
    r.event = origin.event;
    r.flag = origin.flag;
    r.expires = demoExpires(random, now);
    r.desiredExpires = random.chance(60) ? 0 : r.expires + 3600;
    if (!origin.subscribes) {
        r.etag =
            u"a.%1.%2.%3.0"_s.arg(now - 86400).arg(random.between(810, 820)).arg(random.between(1, 90000));
        r.tupleId = origin.flag == 1 ? random.hex(10) : QString();
        return r;
    }
    r.watcherUri = u"sip:pua@%1"_s.arg(person.domain);
    r.callId = random.hex(24) + u"@203.0.113.5"_s;
    r.toTag = random.hex(12);
    r.fromTag = random.hex(12);
    r.cseq = random.between(1, 40);
    r.version = random.between(0, 40);
    r.contact = u"sip:pua@203.0.113.5:5060"_s;
    r.remoteContact = u"sip:%1@%2"_s.arg(person.user, demoAddress(person.number));
    r.recordRoute = random.chance(30) ? u"<sip:203.0.113.9;lr>"_s : QString();
    r.extraHeaders = random.chance(20) ? u"Max-Forwards: 70\r\nX-Origin: demo\r\n"_s : u""_s;
    return r;
}

} // namespace

QList<DemoRequest> demoRequests(DemoRandom &random, const QList<DemoPerson> &people, qint64 now)
{
    QList<DemoRequest> requests;
    for (const Origin &origin : origins) {
        for (int i = 0; i < origin.count; ++i)
            requests += request(random, origin, random.pick(people), now);
    }
    // A request that waits for its first answer has neither etag nor tag in the To header, and one publishes
    // for ever.
    requests[30].etag.clear();
    requests[36].toTag.clear();
    requests[0].expires = -1;
    return requests;
}
