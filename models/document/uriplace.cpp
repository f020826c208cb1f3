// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/uriplace.h"

#include "base/sipuri.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

struct UriPlace {
    QLatin1StringView element;
    QLatin1StringView attribute; ///< empty: its text
    UriUse use;
};

constexpr std::array places {
    UriPlace {"one"_L1, "id"_L1, UriUse::Address},
    UriPlace {"except"_L1, "id"_L1, UriUse::Address},
    UriPlace {"except"_L1, "domain"_L1, UriUse::Domain},
    UriPlace {"many"_L1, "domain"_L1, UriUse::Domain},
    UriPlace {"presence"_L1, "entity"_L1, UriUse::Address},
    UriPlace {"contact"_L1, {}, UriUse::Address},
    UriPlace {"entry"_L1, "uri"_L1, UriUse::Address},
    UriPlace {"service"_L1, "uri"_L1, UriUse::Address},
    UriPlace {"list"_L1, "uri"_L1, UriUse::Address},
    UriPlace {"resource"_L1, "uri"_L1, UriUse::Address},
    UriPlace {"dialog-info"_L1, "entity"_L1, UriUse::Address},
    UriPlace {"identity"_L1, {}, UriUse::Address},
    UriPlace {"target"_L1, "uri"_L1, UriUse::Address},
    UriPlace {"referred-by"_L1, {}, UriUse::Address},
    UriPlace {"watcher-list"_L1, "resource"_L1, UriUse::Address},
    UriPlace {"watcher"_L1, {}, UriUse::Address},
    UriPlace {"registration"_L1, "aor"_L1, UriUse::Address},
    UriPlace {"conference-info"_L1, "entity"_L1, UriUse::Address},
    UriPlace {"user"_L1, "entity"_L1, UriUse::Address},
    UriPlace {"endpoint"_L1, "entity"_L1, UriUse::Address},
    UriPlace {"uri"_L1, {}, UriUse::Address},
    UriPlace {"service-uri"_L1, {}, UriUse::Address},
};

} // namespace

UriUse urisAt(const QString &element, const QString &attribute)
{
    const auto *const found = std::find_if(places.begin(), places.end(),
        [&](const UriPlace &place) { return place.element == element && place.attribute == attribute; });
    return found == places.end() ? UriUse::None : found->use;
}

UriUse urisIn(const QString &element)
{
    return urisAt(element, QString());
}

QStringList domainsOf(const QStringList &uris)
{
    QStringList domains;
    for (const QString &text : uris) {
        if (const Result<SipUri> uri = SipUri::parse(text))
            domains.append(uri->host);
    }
    domains.removeDuplicates();
    return domains;
}
