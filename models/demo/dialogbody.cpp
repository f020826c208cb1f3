// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/dialogbody.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array states {
    "trying"_L1, "early"_L1, "early"_L1, "confirmed"_L1, "confirmed"_L1, "confirmed"_L1, "terminated"_L1};

QByteArray dialogInfo(DemoRandom &random, const DemoPerson &person, const QString &dialogs)
{
    return u"<?xml version=\"1.0\"?>\n"
           "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"%1\" state=\"full\" "
           "entity=\"%2\">\n"
           "%3</dialog-info>\n"_s.arg(QString::number(random.between(0, 400)), person.uri(), dialogs)
               .toUtf8();
}

QString participant(QLatin1StringView side, const DemoPerson &person)
{
    return u"    <%1>\n"
           "      <identity display=\"%2\">%3</identity>\n"
           "      <target uri=\"%3\"/>\n"
           "    </%1>\n"_s.arg(side, person.name.toHtmlEscaped(), person.uri());
}

} // namespace

QByteArray dialogBody(DemoRandom &random, const DemoPerson &person, const DemoPerson &peer)
{
    if (random.chance(25))
        return dialogInfo(random, person, QString());
    const QString id = random.hex(16);
    const QString direction = random.chance(50) ? u"initiator"_s : u"recipient"_s;
    const QString dialog =
        u"  <dialog id=\"%1\" call-id=\"%1@%2\" local-tag=\"%3\" remote-tag=\"%4\" direction=\"%5\">\n"
        "    <state>%6</state>\n"
        "%7%8  </dialog>\n"_s.arg(id, person.domain, random.hex(8), random.hex(8), direction,
            random.pick(states), participant("local"_L1, person), participant("remote"_L1, peer));
    return dialogInfo(random, person, dialog);
}

QByteArray sharedLineBody(DemoRandom &random, const DemoPerson &person)
{
    const QString dialog = u"  <dialog id=\"%1\" xmlns:sa=\"urn:ietf:params:xml:ns:sa-dialog-info\">\n"
                           "    <state>%4</state>\n"
                           "    <sa:appearance>%2</sa:appearance>\n"
                           "    <sa:exclusive>%3</sa:exclusive>\n"
                           "  </dialog>\n"_s.arg(random.hex(12), QString::number(random.between(1, 4)),
                               random.chance(20) ? u"true"_s : u"false"_s, random.pick(states));
    return dialogInfo(random, person, dialog);
}
