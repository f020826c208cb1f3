// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demopublications.h"

#include "demo/brokenbody.h"
#include "demo/demoexpiry.h"
#include "demo/demophone.h"
#include "demo/dialogbody.h"
#include "demo/otherbody.h"
#include "demo/presencebody.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

/// How many documents of a package a fresh demo has. The seed tables know presence only.
struct Share {
    QLatin1StringView event;
    int count;
    bool inSeed;
};

constexpr std::array shares {
    Share {"presence"_L1, 420, true},
    Share {"dialog"_L1, 190, false},
    Share {"message-summary"_L1, 70, false},
    Share {"dialog;sla"_L1, 24, false},
    Share {"conference"_L1, 14, false},
    Share {"reg"_L1, 24, false},
    Share {"xcap-diff"_L1, 10, false},
    Share {"ua-profile"_L1, 8, false},
    Share {"as-feature-event"_L1, 10, false},
};

/// The server publishes the voice mail for ever and the rest for a while.
qint64 lifetimeOf(const QString &event, DemoRandom &random)
{
    return event == "conference"_L1 ? 7200 : demoLifetime(random);
}

/// Whose documents stay apart from the living ones, so that the puzzles survive: nobody else publishes as
/// them.
DemoPerson puzzlingPerson(QLatin1StringView name)
{
    return {u"puzzle."_s + QString(name).toLower().replace(u' ', u'-'), u"lab.example"_s, name, 900, false};
}

QList<DemoPublication> brokenPublications(DemoPublisher &publisher, qint64 now)
{
    QList<DemoPublication> broken;
    // Each body is about the person who publishes it, whose name is the body's.
    const QList<BrokenBody> bodies = brokenBodies(puzzlingPerson("body"_L1));
    for (qsizetype i = 0; i < bodies.size(); ++i) {
        const DemoPerson person = puzzlingPerson(bodies.at(i).name);
        DemoPublication publication = publisher.publish(person, u"presence"_s, now);
        publication.expires = now + demoPuzzleLifetime;
        publication.body = brokenBodies(person).at(i).bytes;
        broken += publication;
    }
    return broken;
}

DemoPublication specialPublication(
    DemoPublisher &publisher, const DemoPerson &person, const QString &etag, qint64 expires, qint64 now)
{
    DemoPublication publication = publisher.publish(person, u"presence"_s, now);
    publication.body = hardStateBody(person);
    publication.etag = etag;
    publication.expires = expires;
    return publication;
}

QList<DemoPublication> specialPublications(
    DemoPublisher &publisher, const QList<DemoPerson> &people, qint64 now)
{
    const DemoPerson &alice = people.at(0);
    const DemoPerson &bob = people.at(1);
    QList<DemoPublication> special {
        specialPublication(publisher, alice, u"index"_s, -1, now),
        specialPublication(publisher, bob, u"*#-OFFLINE-#*"_s, now + demoPuzzleLifetime, now),
        specialPublication(publisher, people.at(2), u"never"_s, 0, now),
        specialPublication(publisher, people.at(3), u"far-away"_s, 9999999999, now),
        specialPublication(publisher, people.at(4), u"before-time"_s, -86400, now),
        specialPublication(publisher, people.at(5), u"milliseconds"_s, (now + 3600) * 1000, now),
    };
    DemoPublication elsewhere = publisher.publish(alice, u"presence"_s, now);
    elsewhere.domain = u"sip.example.com"_s; // a near miss: watchers subscribe to alice at example.com
    elsewhere.expires = now + demoPuzzleLifetime;
    return special << elsewhere;
}

} // namespace

DemoPublisher::DemoPublisher(DemoRandom &random, const QList<DemoPerson> &people, qint64 serverStart)
    : m_random(random)
    , m_people(people)
    , m_serverStart(serverStart)
{
}

QString DemoPublisher::nextEtag()
{
    ++m_count;
    return u"a.%1.%2.%3.%4"_s.arg(QString::number(m_serverStart), QString::number(812 + m_count % 8),
        QString::number(m_count), QString::number(m_random.between(0, 9)));
}

DemoPublication DemoPublisher::publish(const DemoPerson &person, const QString &event, qint64 now)
{
    DemoPublication publication;
    publication.user = person.user;
    publication.domain = person.domain;
    publication.event = event;
    publication.etag = nextEtag();
    publication.ruid = u"pres-%1-%2-%3"_s.arg(
        QString::number(m_serverStart, 16), QString::number(812 + m_count % 8, 16), QString::number(m_count));
    publication.receivedTime = now - m_random.between(0, 600);
    publication.expires = now + lifetimeOf(event, m_random);
    publication.body = bodyFor(person, event, now);
    if (event == "dialog;sla"_L1)
        publication.sender = u"sip:%1@%2"_s.arg(person.user, demoAddress(person.number));
    return publication;
}

QByteArray DemoPublisher::bodyFor(const DemoPerson &person, const QString &event, qint64 now)
{
    if (event == "dialog"_L1)
        return dialogBody(m_random, person, m_random.pick(m_people));
    if (event == "dialog;sla"_L1)
        return sharedLineBody(m_random, person);
    if (event == "message-summary"_L1)
        return messageSummaryBody(m_random, person);
    if (event == "conference"_L1)
        return conferenceBody(m_random, person, m_people);
    if (event == "reg"_L1)
        return registrationBody(m_random, person);
    if (event == "xcap-diff"_L1)
        return xcapDiffBody(m_random, person);
    if (event == "ua-profile"_L1)
        return profileBody(m_random, person);
    if (event == "as-feature-event"_L1)
        return featureBody(m_random, person);
    return presenceBody(m_random, person, now);
}

QList<DemoPublication> demoPublications(
    DemoKind kind, DemoRandom &random, const QList<DemoPerson> &people, qint64 now)
{
    DemoPublisher publisher(random, people, now - 3 * 86400);
    QList<DemoPublication> publications;
    for (const Share &share : shares) {
        if (kind == DemoKind::Seed && !share.inSeed)
            continue;
        for (int i = 0; i < share.count; ++i) {
            DemoPublication publication = publisher.publish(random.pick(people), share.event, now);
            publication.expires = demoExpires(random, now);
            publications += publication;
        }
    }
    return publications << specialPublications(publisher, people, now) << brokenPublications(publisher, now);
}
