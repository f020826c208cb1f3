// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/tablerole.h"

#include "schema/tablespec.h"

#include <array>

namespace {

struct FamilyWord {
    Family family;
    const char *word;
};

constexpr std::array familyWords {
    FamilyWord {Family::Unknown, "unknown"},
    FamilyWord {Family::Seed, "seed"},
    FamilyWord {Family::OpenSer, "openser"},
    FamilyWord {Family::Kamailio, "kamailio"},
    FamilyWord {Family::OpenSips, "opensips"},
};

} // namespace

QString roleName(TableRole role)
{
    return QString::fromLatin1(tableSpec(role).name);
}

QString familyName(Family family)
{
    for (const FamilyWord &entry : familyWords)
        if (entry.family == family)
            return QString::fromLatin1(entry.word);
    return {};
}
