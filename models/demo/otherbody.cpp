// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/otherbody.h"

#include "demo/demophone.h"

using namespace Qt::StringLiterals;

QByteArray messageSummaryBody(DemoRandom &random, const DemoPerson &person)
{
    const int fresh = random.chance(60) ? random.between(1, 12) : 0;
    return u"Messages-Waiting: %1\r\n"
           "Message-Account: %2\r\n"
           "Voice-Message: %3/%4 (%5/0)\r\n"_s
               .arg(fresh > 0 ? u"yes"_s : u"no"_s, person.uri(), QString::number(fresh),
                   QString::number(random.between(0, 30)), QString::number(fresh > 3 ? 1 : 0))
               .toUtf8();
}

QByteArray conferenceBody(DemoRandom &random, const DemoPerson &room, const QList<DemoPerson> &people)
{
    QString users;
    const int present = random.between(1, 5);
    for (int i = 0; i < present; ++i) {
        const DemoPerson &person = random.pick(people);
        users += u"    <user entity=\"%1\" state=\"full\">\n"
                 "      <display-text>%2</display-text>\n"
                 "      <endpoint entity=\"%1\"><status>connected</status></endpoint>\n"
                 "    </user>\n"_s.arg(person.uri(), person.name.toHtmlEscaped());
    }
    return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<conference-info xmlns=\"urn:ietf:params:xml:ns:conference-info\" entity=\"%1\" state=\"full\" "
           "version=\"%2\">\n"
           "  <conference-description><subject>%3</subject></conference-description>\n"
           "  <conference-state><user-count>%4</user-count></conference-state>\n"
           "  <users>\n%5  </users>\n"
           "</conference-info>\n"_s
               .arg(room.uri(), QString::number(random.between(1, 60)), room.name.toHtmlEscaped(),
                   QString::number(present), users)
               .toUtf8();
}

QByteArray registrationBody(DemoRandom &random, const DemoPerson &person)
{
    const bool active = random.chance(75);
    return u"<?xml version=\"1.0\"?>\n"
           "<reginfo xmlns=\"urn:ietf:params:xml:ns:reginfo\" version=\"%1\" state=\"full\">\n"
           "  <registration aor=\"%2\" id=\"r%3\" state=\"%4\">\n"
           "    <contact id=\"c%3\" state=\"%4\" event=\"%5\" expires=\"%6\">\n"
           "      <uri>sip:%7@%8</uri>\n"
           "    </contact>\n"
           "  </registration>\n"
           "</reginfo>\n"_s
               .arg(QString::number(random.between(0, 90)), person.uri(), random.hex(6),
                   active ? u"active"_s : u"terminated"_s, active ? u"refreshed"_s : u"expired"_s,
                   QString::number(active ? random.between(30, 3600) : 0), person.user,
                   demoAddress(person.number))
               .toUtf8();
}

QByteArray xcapDiffBody(DemoRandom &random, const DemoPerson &person)
{
    return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<xcap-diff xmlns=\"urn:ietf:params:xml:ns:xcap-diff\" xcap-root=\"https://xcap.%1/xcap-root/\">\n"
           "  <document new-etag=\"%2\" sel=\"resource-lists/users/%3/index\" previous-etag=\"%4\"/>\n"
           "</xcap-diff>\n"_s.arg(person.domain, random.hex(8), person.uri(), random.hex(8))
               .toUtf8();
}

QByteArray profileBody(DemoRandom &random, const DemoPerson &person)
{
    return u"<?xml version=\"1.0\"?>\n"
           "<profile><user>%1</user><settings serial=\"%2\" url=\"https://provision.%3/%4.cfg\"/></profile>\n"_s
               .arg(person.uri(), random.hex(6), person.domain, random.hex(12))
               .toUtf8();
}

QByteArray featureBody(DemoRandom &random, const DemoPerson &person)
{
    const QString element = random.chance(50) ? u"DoNotDisturbEvent"_s : u"ForwardingEvent"_s;
    const QString state = element.startsWith(u'D')
        ? u"<doNotDisturbOn>%1</doNotDisturbOn>"_s.arg(random.chance(50) ? u"true"_s : u"false"_s)
        : u"<forwardingType>forwardNoAns</forwardingType><forwardTo>%1</forwardTo>"_s.arg(
            random.between(2001, 2070));
    return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<%1 xmlns=\"http://www.ecma-international.org/standards/ecma-323/csta/ed3\">"
           "<device>%2</device>%3</%1>\n"_s.arg(element, person.uri(), state)
               .toUtf8();
}
