// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/listbody.h"

using namespace Qt::StringLiterals;

namespace {

QString entries(const QList<DemoPerson> &people, QLatin1StringView prefix)
{
    QString text;
    for (const DemoPerson &person : people) {
        text += u"    <%1entry uri=\"%2\"><%1display-name>%3</%1display-name></%1entry>\n"_s.arg(
            prefix, person.uri(), person.name.toHtmlEscaped());
    }
    return text;
}

QList<DemoPerson> some(DemoRandom &random, const QList<DemoPerson> &people, int count)
{
    QList<DemoPerson> chosen;
    for (int i = 0; i < count; ++i)
        chosen += random.pick(people);
    return chosen;
}

} // namespace

QByteArray resourceListsBody(DemoRandom &random, const QList<DemoPerson> &people)
{
    return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\">\n"
           "  <list name=\"friends\">\n"
           "    <display-name>Friends</display-name>\n%1"
           "  </list>\n"
           "  <list name=\"team\">\n"
           "    <display-name>Team</display-name>\n%2"
           "  </list>\n"
           "</resource-lists>\n"_s
               .arg(entries(some(random, people, random.between(2, 14)), ""_L1),
                   entries(some(random, people, random.between(1, 8)), ""_L1))
               .toUtf8();
}

QByteArray rlsServicesBody(const QString &serviceUri, const QList<DemoPerson> &members)
{
    return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<rls-services xmlns=\"urn:ietf:params:xml:ns:rls-services\"\n"
           "              xmlns:rl=\"urn:ietf:params:xml:ns:resource-lists\">\n"
           "  <service uri=\"%1\">\n"
           "    <list>\n%2    </list>\n"
           "    <packages><package>presence</package></packages>\n"
           "  </service>\n"
           "</rls-services>\n"_s.arg(serviceUri, entries(members, "rl:"_L1))
               .toUtf8();
}

QByteArray xcapCapsBody()
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<xcap-caps xmlns=\"urn:ietf:params:xml:ns:xcap-caps\">\n"
           "  <auids><auid>pres-rules</auid><auid>resource-lists</auid><auid>rls-services</auid></auids>\n"
           "  <namespaces><namespace>urn:ietf:params:xml:ns:pres-rules</namespace></namespaces>\n"
           "</xcap-caps>\n";
}

QByteArray userProfileBody(const DemoPerson &person)
{
    return u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<user-profiles xmlns=\"urn:oma:xml:xdm:user-profile\">\n"
           "  <user-profile uri=\"%1\"><display-name>%2</display-name></user-profile>\n"
           "</user-profiles>\n"_s.arg(person.uri(), person.name.toHtmlEscaped())
               .toUtf8();
}
