// SPDX-License-Identifier: GPL-3.0-or-later
#include "authorisation/servernode.h"
#include "document/stumble.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

// Whom a rule seems to mean, and whom the server understands.

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Stumble", text);
}

QString missingIdentity(const StumbleInput &input)
{
    if (!input.maybeOpenSips())
        return tr("The conditions name no identity: Kamailio skips this rule, so it means nobody.");
    if (!input.maybeKamailio())
        return tr("The conditions name no identity: the server ends its search here, and the rules behind it "
                  "are never looked at.");
    return tr(
        "The conditions name no identity: Kamailio skips this rule, so it means nobody; OpenSIPS ends its "
        "search here, and the rules behind it are never looked at.");
}

Stumbles identitiesOf(const StumbleInput &input, int rule)
{
    const int conditions = childCalled(input.tree(), rule, "conditions"_L1);
    const int identity = childCalled(input.tree(), conditions, "identity"_L1);
    if (identity < 0)
        return {{u"identity-missing"_s, input.node(conditions).startTag, missingIdentity(input)}};
    const bool isEmpty = childCalled(input.tree(), identity, "one"_L1) < 0
        && childCalled(input.tree(), identity, "many"_L1) < 0;
    if (isEmpty)
        return {{u"identity-empty"_s, input.node(identity).startTag,
            tr("The identity holds neither one nor many: the rule means nobody.")}};
    return {};
}

/// What makes an address one that no watcher can have.
struct AddressFault {
    const char *code;
    bool (*isIt)(const QString &id, const SipUri &uri);
    const char *sentence; ///< %1: the address
};

bool hasOtherScheme(const QString &id, const SipUri &)
{
    return !id.trimmed().startsWith("sip:"_L1);
}

bool hasBlanks(const QString &id, const SipUri &)
{
    return id != id.trimmed();
}

bool hasCapitals(const QString &id, const SipUri &uri)
{
    return uri.host != uri.host.toLower() && id == uri.toString();
}

bool hasMore(const QString &id, const SipUri &uri)
{
    return id != uri.toString();
}

// The first that fits names the fault; the repair mends all at once.
constexpr std::array addressFaults {
    AddressFault {"one-scheme", hasOtherScheme,
        QT_TRANSLATE_NOOP("Stumble",
            "The server compares %1 letter by letter with the watcher's address, which "
            "it always writes with sip: in small letters. This identity means nobody.")},
    AddressFault {"one-blank", hasBlanks,
        QT_TRANSLATE_NOOP("Stumble",
            "The server compares %1 letter by letter with the watcher's address, the "
            "blanks included. This identity means nobody.")},
    AddressFault {"one-case", hasCapitals,
        QT_TRANSLATE_NOOP("Stumble",
            "The server compares %1 letter by letter with the watcher's address, so it "
            "means only a watcher whose phone writes the domain with the same "
            "capitals.")},
    AddressFault {"one-parameters", hasMore,
        QT_TRANSLATE_NOOP("Stumble",
            "The server compares %1 letter by letter with the watcher's address, which "
            "it writes without port and parameters. This identity means nobody.")},
};

/// The address as the server would write the watcher's; nothing when it is none.
std::optional<SipUri> uriOf(const QString &id)
{
    const bool hasScheme = id.trimmed().left(8).contains(u':') || !id.contains(u'@');
    const auto uri = SipUri::parse(hasScheme ? id : u"sip:"_s + id.trimmed());
    return uri ? std::optional<SipUri>(*uri) : std::nullopt;
}

Stumbles addressStumbles(const XmlNode &one)
{
    const XmlAttribute *id = attributeCalled(one, "id"_L1);
    if (!id)
        return {{u"one-without-id"_s, one.startTag,
            tr("An element one without id ends the server's search: neither this rule nor one behind it is "
               "found.")}};
    const auto uri = uriOf(id->value);
    if (!uri)
        return {{u"one-no-address"_s, id->valueSpan,
            tr("Watchers have addresses such as sip:user@example.com. The identity %1 means nobody.")
                .arg(quotedText(id->value))}};
    const QString canonical = SipUri {uri->user, uri->host.toLower()}.toString();
    if (id->value == canonical)
        return {};
    const auto fault = std::ranges::find_if(
        addressFaults, [&](const AddressFault &entry) { return entry.isIt(id->value, *uri); });
    if (fault == addressFaults.end())
        return {};
    return {{QString::fromLatin1(fault->code), id->valueSpan, tr(fault->sentence).arg(quotedText(id->value)),
        replacement(tr("Write %1").arg(canonical), id->valueSpan, attributeText(canonical)), canonical}};
}

Stumbles onesOf(const StumbleInput &input, int identity)
{
    Stumbles found;
    for (const int one : childrenCalled(input.tree(), identity, "one"_L1))
        found += addressStumbles(input.node(one));
    return found;
}

QString looseDomain(const StumbleInput &input, const QString &domain)
{
    const QString loose =
        tr("The server accepts any domain with as many letters as %1 has, and any that %1 begins with.")
            .arg(quotedText(domain));
    return input.maybeKamailio()
        ? tr("%1 When Kamailio refreshes its watchers, it accepts everybody here.").arg(loose)
        : loose;
}

QuickFix lowered(const XmlAttribute &domain)
{
    const QString small = domain.value.toLower();
    return replacement(tr("Write %1").arg(small), domain.valueSpan, attributeText(small));
}

QString capitals(const QString &domain)
{
    return tr(
        "The server compares the domain %1 letter by letter: it means only watchers whose phones write it "
        "with the same capitals.")
        .arg(quotedText(domain));
}

Stumbles domainStumbles(const StumbleInput &input, const XmlNode &many)
{
    const XmlAttribute *domain = attributeCalled(many, "domain"_L1);
    if (!domain)
        return {};
    if (domain->value.isEmpty())
        return {{u"many-domain-empty"_s, domain->whole,
            tr("An empty domain means nobody; without the attribute it would mean everybody.")}};
    Stumbles found {{u"many-domain"_s, domain->whole, looseDomain(input, domain->value)}};
    if (domain->value != domain->value.toLower())
        found.append({u"many-domain-case"_s, domain->valueSpan, capitals(domain->value), lowered(*domain)});
    return found;
}

Stumbles exceptStumbles(const StumbleInput &input, const XmlNode &except)
{
    if (const XmlAttribute *id = attributeCalled(except, "id"_L1))
        return {{u"except-id"_s, id->whole,
            tr("The exception of %1 never takes effect: the server compares one character too few. Give this "
               "watcher a rule of its own in front of this one.")
                .arg(quotedText(id->value))}};
    const XmlAttribute *domain = attributeCalled(except, "domain"_L1);
    if (!domain)
        return {{u"except-empty"_s, except.startTag, tr("This exception names nobody and has no effect.")}};
    Stumbles found;
    if (domain->value != domain->value.toLower())
        found.append({u"except-domain-case"_s, domain->valueSpan, capitals(domain->value), lowered(*domain)});
    if (input.maybeKamailio())
        found.append({u"except-domain"_s, domain->whole,
            tr("When Kamailio refreshes its watchers, it knows no domain of them: the exception of %1 then "
               "has "
               "no effect, and a watcher from there gets what this rule gives.")
                .arg(quotedText(domain->value))});
    return found;
}

Stumbles maniesOf(const StumbleInput &input, int identity)
{
    Stumbles found;
    for (const int many : childrenCalled(input.tree(), identity, "many"_L1)) {
        found += domainStumbles(input, input.node(many));
        for (const int except : childrenCalled(input.tree(), many, "except"_L1))
            found += exceptStumbles(input, input.node(except));
    }
    return found;
}

Stumbles identities(const StumbleInput &input)
{
    Stumbles found;
    for (const int rule : input.realRules()) {
        found += identitiesOf(input, rule);
        const int conditions = childCalled(input.tree(), rule, "conditions"_L1);
        const int identity = childCalled(input.tree(), conditions, "identity"_L1);
        if (identity >= 0)
            found += onesOf(input, identity) + maniesOf(input, identity);
    }
    return found;
}

} // namespace

QList<StumbleCheck> identityStumbles()
{
    return {{isParsedRules, identities}};
}
