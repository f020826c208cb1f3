// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/tablerole.h"

#include <QLatin1StringView>

#include <array>
#include <span>

/// Numbers that a release may write into the version table for one of its tables; none when first is above
/// last.
struct VersionSpan {
    int first = 1;
    int last = 0;

    bool isEmpty() const { return first > last; }
    bool contains(int number) const { return number >= first && number <= last; }
};

/// One state of the tables, shared by some releases. Each descends from one other, so what a column row says
/// holds for all descendants until a later row says otherwise.
struct Generation {
    const char *key; ///< names it in the specifications
    const char *id; ///< what people see; only the trunk's S0 shares it with another
    const char *parent; ///< key of the generation it grew from, nullptr for the first
    Family family;
    const char *releases; ///< whose tables these are, a translatable phrase ("Kamailio 5.3 to 5.6 tables")
    bool mixture; ///< never released: any selection of its columns may be found
    std::array<VersionSpan, 8> versions; ///< by role

    VersionSpan version(TableRole role) const { return versions[static_cast<std::size_t>(role)]; }
};

/// All generations, each after the one it descends from, later ones of a family after its earlier ones.
std::span<const Generation> generations();
/// The generation with that key, or nullptr.
const Generation *generationOf(QLatin1StringView key);
/// True when @p generation is the one called @p ancestor or grew from it.
bool descendsFrom(const Generation &generation, const char *ancestor);
/// The releases in the user's language.
QString releasesText(const Generation &generation);
/// The generations of a family that demand this number for a table; the ones of the common 1.4 count as
/// Kamailio.
bool familyUsesVersion(Family family, TableRole role, int number);
