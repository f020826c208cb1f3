// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/tablerole.h"

#include <QLatin1StringView>

/// In what the servers differ when they read rules.
struct RuleHabits {
    bool identityMayMiss; ///< a rule without identity is skipped; else it ends the search
    bool unknownSphereHolds; ///< a sphere condition is true while the presentity has no sphere
    bool actionMayMiss; ///< a rule without action means pending; else it counts as no rule
    bool refreshLosesDomain; ///< during a refresh the watcher's domain is empty
    QLatin1StringView endReason; ///< of a subscription that no rule covers any more
};

/// The habits of a family of servers; those of Kamailio where it is not known.
const RuleHabits &ruleHabits(Family family);
