// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/generation.h"

#include <QCoreApplication>

#include <algorithm>

namespace {

constexpr VersionSpan none {};

constexpr VersionSpan v(int number)
{
    return {number, number};
}

#define RELEASES(text) QT_TRANSLATE_NOOP("Generation", text)

// Versions in the order of the roles: presentity, active_watchers, watchers, xcap_xml, xcap, pua,
// rls_presentity, rls_watchers.
constexpr Generation table[] {
    {"S0trunk", "S0", nullptr, Family::Seed, RELEASES("OpenSER trunk tables (December 2006)"), false,
        {none, none, none, none, none, none, none, none}},
    {"S0", "S0", "S0trunk", Family::Seed, RELEASES("seed tables (OpenSER, December 2006)"), false,
        {none, none, none, none, none, none, none, none}},
    {"S12", "S12", "S0", Family::OpenSer, RELEASES("OpenSER 1.2 tables"), false,
        {v(1), v(1), v(1), v(1), none, v(1), none, none}},
    {"S13dev", "S13dev", "S12", Family::OpenSer, RELEASES("OpenSER tables between 1.2 and 1.3"), true,
        {{{1, 2}, {1, 8}, {1, 2}, {1, 2}, {3, 3}, {1, 5}, {0, 0}, {0, 0}}}},
    {"S13", "S13", "S13dev", Family::OpenSer, RELEASES("OpenSER 1.3 tables"), false,
        {v(2), v(9), v(3), none, v(3), v(5), v(0), v(1)}},
    {"B14", "B14", "S13", Family::Unknown, RELEASES("Kamailio 1.4 to 3.1 or OpenSIPS 1.4 tables"), false,
        {v(3), v(9), v(3), none, v(3), v(6), v(0), v(1)}},
    {"K32", "K32", "B14", Family::Kamailio, RELEASES("Kamailio 3.2 tables"), false,
        {v(3), v(9), v(3), none, v(4), v(7), v(1), v(1)}},
    {"K33", "K33", "K32", Family::Kamailio, RELEASES("Kamailio 3.3 tables"), false,
        {v(3), v(11), v(3), none, v(4), v(7), v(1), v(3)}},
    {"K40", "K40", "K33", Family::Kamailio, RELEASES("Kamailio 4.0 to 4.2 tables"), false,
        {v(3), v(11), v(3), none, v(4), v(7), v(1), v(3)}},
    {"K43", "K43", "K40", Family::Kamailio, RELEASES("Kamailio 4.3 tables"), false,
        {v(4), v(11), v(3), none, v(4), v(7), v(1), v(3)}},
    {"K44", "K44", "K43", Family::Kamailio, RELEASES("Kamailio 4.4 to 5.1 tables"), false,
        {v(4), v(12), v(3), none, v(4), v(7), v(1), v(3)}},
    {"K52", "K52", "K44", Family::Kamailio, RELEASES("Kamailio 5.2 tables"), false,
        {v(5), v(12), v(3), none, v(4), v(7), v(1), v(3)}},
    {"K53", "K53", "K52", Family::Kamailio, RELEASES("Kamailio 5.3 to 5.6 tables"), false,
        {v(5), v(12), v(3), none, v(4), v(7), v(1), v(3)}},
    {"K57", "K57", "K53", Family::Kamailio, RELEASES("Kamailio 5.7 to 6.1 tables"), false,
        {v(5), v(12), v(3), none, v(4), v(7), v(1), v(3)}},
    {"I15", "I15", "B14", Family::OpenSips, RELEASES("OpenSIPS 1.5 to 1.6.1 tables"), false,
        {{{4, 4}, {10, 10}, {4, 4}, {}, {4, 4}, {7, 7}, {0, 1}, {2, 2}}}},
    {"I16", "I16", "I15", Family::OpenSips, RELEASES("OpenSIPS 1.6.2 and 1.6.3 tables"), false,
        {v(4), v(10), v(4), none, v(4), v(8), v(1), v(2)}},
    {"I17", "I17", "I16", Family::OpenSips, RELEASES("OpenSIPS 1.6.4 to 2.1 tables"), false,
        {v(5), v(10), v(4), none, v(4), v(8), v(1), v(2)}},
    {"I22", "I22", "I17", Family::OpenSips, RELEASES("OpenSIPS 2.2 and 2.3 tables"), false,
        {v(5), v(11), v(4), none, v(4), v(8), v(1), v(2)}},
    {"I24", "I24", "I22", Family::OpenSips, RELEASES("OpenSIPS 2.4 to 3.1 tables"), false,
        {v(5), v(12), v(4), none, v(4), v(8), v(1), v(2)}},
    {"I32", "I32", "I24", Family::OpenSips, RELEASES("OpenSIPS 3.2 to 4.0 tables"), false,
        {v(5), v(12), v(4), none, v(4), v(9), v(1), v(2)}},
};

#undef RELEASES

// The tables of 1.4 are common to both families, but OpenSIPS changed every number with its first own
// release.
Family numberedAs(const Generation &generation)
{
    return generation.family == Family::Unknown ? Family::Kamailio : generation.family;
}

} // namespace

std::span<const Generation> generations()
{
    return table;
}

const Generation *generationOf(QLatin1StringView key)
{
    const auto found =
        std::ranges::find(table, key, [](const Generation &g) { return QLatin1StringView(g.key); });
    return found == std::end(table) ? nullptr : found;
}

bool descendsFrom(const Generation &generation, const char *ancestor)
{
    const QLatin1StringView wanted(ancestor);
    const Generation *at = &generation;
    while (at && QLatin1StringView(at->key) != wanted)
        at = at->parent ? generationOf(QLatin1StringView(at->parent)) : nullptr;
    return at != nullptr;
}

QString releasesText(const Generation &generation)
{
    return QCoreApplication::translate("Generation", generation.releases);
}

bool familyUsesVersion(Family family, TableRole role, int number)
{
    return std::ranges::any_of(table, [&](const Generation &generation) {
        return numberedAs(generation) == family && generation.version(role).contains(number);
    });
}
