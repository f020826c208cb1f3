// SPDX-License-Identifier: GPL-3.0-or-later
#include "authorisation/rulehabits.h"

using namespace Qt::StringLiterals;

namespace {
constexpr RuleHabits kamailio {true, true, true, true, "probation"_L1};
constexpr RuleHabits openSips {false, false, false, false, "deactivated"_L1};
constexpr RuleHabits openSer {false, true, true, false, "deactivated"_L1};
} // namespace

const RuleHabits &ruleHabits(Family family)
{
    switch (family) {
    case Family::OpenSips:
        return openSips;
    case Family::Seed:
    case Family::OpenSer:
        return openSer;
    case Family::Kamailio:
    case Family::Unknown:
        break;
    }
    return kamailio;
}
