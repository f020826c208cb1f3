// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/extensionhome.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

/// Elements of one namespace and their parents, separated by blanks; "*" stands for all that are not named by
/// a row above.
struct Home {
    QLatin1StringView ns;
    QLatin1StringView elements;
    QLatin1StringView parents;
};

constexpr auto dataModel = "urn:ietf:params:xml:ns:pidf:data-model"_L1;
constexpr auto rpid = "urn:ietf:params:xml:ns:pidf:rpid"_L1;
constexpr auto caps = "urn:ietf:params:xml:ns:pidf:caps"_L1;
constexpr auto presRules = "urn:ietf:params:xml:ns:pres-rules"_L1;
constexpr auto omaPresence = "urn:oma:xml:prs:pidf:oma-pres"_L1;
constexpr auto omaRules = "urn:oma:xml:prs:pres-rules"_L1;

constexpr std::array homes {
    Home {dataModel, "person device"_L1, "presence"_L1},
    Home {dataModel, "deviceID"_L1, "tuple device"_L1},
    Home {rpid, "class"_L1, "tuple person device"_L1},
    Home {rpid, "relationship service-class"_L1, "tuple"_L1},
    Home {rpid, "status-icon"_L1, "tuple person"_L1},
    Home {rpid, "user-input"_L1, "tuple person device"_L1},
    Home {rpid, "*"_L1, "person"_L1},
    Home {"urn:ietf:params:xml:ns:pidf:cipid"_L1, "*"_L1, "tuple person"_L1},
    Home {caps, "servcaps"_L1, "tuple"_L1},
    Home {caps, "devcaps"_L1, "device"_L1},
    Home {"urn:ietf:params:xml:ns:pidf:timed-status"_L1, "*"_L1, "tuple"_L1},
    Home {"urn:ietf:params:xml:ns:pidf:geopriv10"_L1, "*"_L1, "status tuple person device"_L1},
    Home {"urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr"_L1, "*"_L1, "location-info"_L1},
    Home {"urn:ietf:params:xml:ns:pidf:geopriv10:dynamic"_L1, "*"_L1, "location-info"_L1},
    Home {omaPresence, "overriding-willingness"_L1, "person"_L1},
    Home {omaPresence, "network-availability"_L1, "device"_L1},
    Home {omaPresence, "*"_L1, "tuple"_L1},
    Home {presRules, "sub-handling"_L1, "actions"_L1},
    Home {presRules, "service-uri service-uri-scheme"_L1, "provide-services"_L1},
    Home {presRules, "deviceID"_L1, "provide-devices"_L1},
    Home {presRules, "class occurrence-id"_L1, "provide-services provide-devices provide-persons"_L1},
    Home {presRules, "*"_L1, "transformations"_L1},
    Home {omaRules, "service-id"_L1, "provide-services"_L1},
    Home {omaRules, "*"_L1, "transformations"_L1},
    Home {"urn:oma:xml:xdm:common-policy"_L1, "*"_L1, "conditions"_L1},
};

bool names(QLatin1StringView words, const QString &word)
{
    return QString(words).split(u' ').contains(word);
}

} // namespace

bool isAtHome(const QualifiedName &child, const QString &parent)
{
    const auto *const home = std::find_if(homes.begin(), homes.end(), [&child](const Home &one) {
        return one.ns == child.ns && (one.elements == "*"_L1 || names(one.elements, child.name));
    });
    return home == homes.end() || names(home->parents, parent);
}
