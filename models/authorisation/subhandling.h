// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "authorisation/rulestep.h"

#include <QLatin1StringView>
#include <QString>

/// An action of a rule that the server knows, and what it makes of the subscription.
struct SubHandling {
    QLatin1StringView word;
    RuleStep step;
    int status; ///< of the subscription: 1 active, 2 pending, 3 terminated
    QLatin1StringView reason;
};

/// The action that a text asks for. Only its beginning is compared, and nothing is trimmed: "allowed" allows,
/// " allow" is unknown. nullptr: unknown.
const SubHandling *subHandlingOf(const QString &text);
/// The same for the exact word, blanks around it and its case left aside: what the author meant.
const SubHandling *meantSubHandling(const QString &text);
