// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/presencebody.h"

#include <QDateTime>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Activity {
    QLatin1StringView element;
    QLatin1StringView note;
};

constexpr std::array activities {
    Activity {"on-the-phone"_L1, "On the phone"_L1},
    Activity {"meeting"_L1, "In a meeting until three"_L1},
    Activity {"away"_L1, "Away"_L1},
    Activity {"busy"_L1, "Do not disturb"_L1},
    Activity {"meal"_L1, "At lunch"_L1},
    Activity {"vacation"_L1, "Back on Monday"_L1},
    Activity {"travel"_L1, "On the train, bad reception"_L1},
    Activity {"working"_L1, "Home office"_L1},
    Activity {"unknown"_L1, ""_L1},
};

QString timeText(qint64 epochSeconds)
{
    return QDateTime::fromSecsSinceEpoch(epochSeconds, Qt::UTC).toString(Qt::ISODate);
}

QString tuple(DemoRandom &random, const DemoPerson &person, bool open, qint64 now)
{
    return u"  <tuple id=\"t%1\">\n"
           "    <status>\n"
           "      <basic>%2</basic>\n"
           "    </status>\n"
           "    <contact priority=\"0.%3\">%4</contact>\n"
           "    <timestamp>%5</timestamp>\n"
           "  </tuple>\n"_s.arg(random.hex(8), open ? u"open"_s : u"closed"_s,
               QString::number(random.between(1, 9)), person.uri(), timeText(now));
}

QString personElement(DemoRandom &random, const Activity &activity)
{
    const QString note =
        activity.note.isEmpty() ? QString() : u"    <dm:note>%1</dm:note>\n"_s.arg(activity.note);
    return u"  <dm:person id=\"p%1\">\n"
           "    <rpid:activities><rpid:%2/></rpid:activities>\n"
           "    <rpid:place-type><lt:%3 "
           "xmlns:lt=\"urn:ietf:params:xml:ns:location-type\"/></rpid:place-type>\n"
           "%4  </dm:person>\n"_s.arg(
               random.hex(4), activity.element, random.chance(70) ? u"office"_s : u"residence"_s, note);
}

QString deviceElement(DemoRandom &random)
{
    return u"  <dm:device id=\"d%1\">\n"
           "    <rpid:user-input idle-threshold=\"600\">%2</rpid:user-input>\n"
           "    <dm:deviceID>urn:uuid:%3-0000-1000-8000-%4</dm:deviceID>\n"
           "  </dm:device>\n"_s.arg(
               random.hex(4), random.chance(60) ? u"active"_s : u"idle"_s, random.hex(8), random.hex(12));
}

QString cardElements(const DemoPerson &person)
{
    return u"    <ci:display-name>%1</ci:display-name>\n"
           "    <ci:card>https://cards.example.com/%2.vcf</ci:card>\n"_s.arg(
               person.name.toHtmlEscaped(), person.user);
}

QByteArray presenceDocument(const DemoPerson &person, const QString &content)
{
    return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\"\n"
           "          xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\"\n"
           "          xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\"\n"
           "          xmlns:ci=\"urn:ietf:params:xml:ns:pidf:cipid\"\n"
           "          entity=\"%1\">\n"
           "%2</presence>\n"_s.arg(person.uri(), content)
               .toUtf8();
}

/// What simple phones send: one tuple, one note, no extension.
QByteArray plainBody(DemoRandom &random, const DemoPerson &person, bool open, qint64 now)
{
    return u"<?xml version=\"1.0\"?>\n"
           "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"%1\">\n"
           "%2  <note>%3</note>\n"
           "</presence>\n"_s
               .arg(person.uri(), tuple(random, person, open, now), open ? u"Online"_s : u"Offline"_s)
               .toUtf8();
}

} // namespace

QByteArray presenceBody(DemoRandom &random, const DemoPerson &person, qint64 now)
{
    const bool open = random.chance(80);
    if (random.chance(35))
        return plainBody(random, person, open, now);
    QString content = tuple(random, person, open, now);
    if (random.chance(15))
        content += tuple(random, person, random.chance(50), now - 40);
    QString element = personElement(random, random.pick(activities));
    if (random.chance(25))
        element.insert(element.indexOf(u"    <rpid:activities>"), cardElements(person));
    content += element;
    if (random.chance(40))
        content += deviceElement(random);
    return presenceDocument(person, content);
}

QByteArray hardStateBody(const DemoPerson &person)
{
    const QString content = u"  <tuple id=\"hard\">\n"
                            "    <status><basic>closed</basic></status>\n"
                            "  </tuple>\n"
                            "  <note>Set by the administrator: on leave until further notice</note>\n"_s;
    return presenceDocument(person, content);
}
