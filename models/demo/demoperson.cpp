// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoperson.h"

#include "demo/demorandom.h"

#include <QSet>
#include <QStringView>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int personCount = 170;
constexpr int deskLineCount = 70;

/// A name as it is displayed and as it is spelt in an address.
struct Name {
    QStringView shown;
    QLatin1StringView spelt;
};

constexpr std::array firstNames {
    Name {u"Amélie", "amelie"_L1},
    Name {u"Anna", "anna"_L1},
    Name {u"Björn", "bjoern"_L1},
    Name {u"Chloé", "chloe"_L1},
    Name {u"Daniel", "daniel"_L1},
    Name {u"Elif", "elif"_L1},
    Name {u"Fatima", "fatima"_L1},
    Name {u"Giulia", "giulia"_L1},
    Name {u"Hassan", "hassan"_L1},
    Name {u"Ingrid", "ingrid"_L1},
    Name {u"Jürgen", "juergen"_L1},
    Name {u"Kenji", "kenji"_L1},
    Name {u"Łukasz", "lukasz"_L1},
    Name {u"Mária", "maria"_L1},
    Name {u"Nadia", "nadia"_L1},
    Name {u"Olu", "olu"_L1},
    Name {u"Pedro", "pedro"_L1},
    Name {u"Rosa", "rosa"_L1},
    Name {u"Søren", "soeren"_L1},
    Name {u"Tomás", "tomas"_L1},
    Name {u"Ursula", "ursula"_L1},
    Name {u"Wei", "wei"_L1},
    Name {u"Yusuf", "yusuf"_L1},
    Name {u"Zoë", "zoe"_L1},
};

constexpr std::array lastNames {
    Name {u"Andersson", "andersson"_L1},
    Name {u"Bianchi", "bianchi"_L1},
    Name {u"Chen", "chen"_L1},
    Name {u"Dvořák", "dvorak"_L1},
    Name {u"Fischer", "fischer"_L1},
    Name {u"García", "garcia"_L1},
    Name {u"Groß", "gross"_L1},
    Name {u"Haddad", "haddad"_L1},
    Name {u"Ivanov", "ivanov"_L1},
    Name {u"Jensen", "jensen"_L1},
    Name {u"Kowalska", "kowalska"_L1},
    Name {u"Lefèvre", "lefevre"_L1},
    Name {u"Müller", "mueller"_L1},
    Name {u"Nguyễn", "nguyen"_L1},
    Name {u"O’Brien", "obrien"_L1},
    Name {u"Ødegård", "odegard"_L1},
    Name {u"Popescu", "popescu"_L1},
    Name {u"Quiroga", "quiroga"_L1},
    Name {u"Rossi", "rossi"_L1},
    Name {u"Şahin", "sahin"_L1},
    Name {u"Tanaka", "tanaka"_L1},
    Name {u"van den Berg", "vandenberg"_L1},
    Name {u"Weber", "weber"_L1},
    Name {u"Yılmaz", "yilmaz"_L1},
};

constexpr std::array domains {
    "example.com"_L1,
    "example.com"_L1,
    "example.com"_L1,
    "example.net"_L1,
    "example.net"_L1,
    "sip.example.org"_L1,
    "lab.example"_L1,
    "branch-7.example.com"_L1,
    "voice.example.org"_L1,
};

constexpr std::array deskRooms {
    u"Reception",
    u"Help desk",
    u"Meeting room",
    u"Warehouse",
    u"Workshop",
    u"Front office",
};

QList<DemoPerson> wellKnown()
{
    return {
        {u"alice"_s, u"example.com"_s, u"Alice Keller"_s, 0, false},
        {u"bob"_s, u"example.com"_s, u"Bob Marchetti"_s, 1, false},
        {u"carol"_s, u"example.net"_s, u"Carol Nakamura"_s, 2, false},
        {u"dave"_s, u"lab.example"_s, u"Dave Okafor"_s, 3, false},
        {u"Erin"_s, u"example.com"_s, u"Erin Lindqvist"_s, 4, false},
        {u"frank+mobile"_s, u"sip.example.org"_s, u"Frank “Frankie” Duval"_s, 5, false},
    };
}

DemoPerson somebody(DemoRandom &random, int number)
{
    const Name &first = random.pick(firstNames);
    const Name &last = random.pick(lastNames);
    return {first.spelt + u'.' + last.spelt, random.pick(domains),
        first.shown.toString() + u' ' + last.shown.toString(), number, false};
}

DemoPerson deskLine(DemoRandom &random, int number, int extension)
{
    const QStringView room = random.pick(deskRooms);
    return {QString::number(extension), random.pick(domains), u"%1 %2"_s.arg(room).arg(extension % 100),
        number, true};
}

} // namespace

QList<DemoPerson> demoPeople(quint32 seed)
{
    DemoRandom random(seed);
    QList<DemoPerson> people = wellKnown();
    QSet<QString> taken;
    while (people.size() < personCount) {
        const DemoPerson person = somebody(random, static_cast<int>(people.size()));
        if (taken.contains(person.uri()))
            continue;
        taken.insert(person.uri());
        people += person;
    }
    for (int i = 0; i < deskLineCount; ++i)
        people += deskLine(random, static_cast<int>(people.size()), 2001 + i);
    return people;
}
