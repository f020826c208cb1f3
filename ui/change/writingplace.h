// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/environmentstyle.h"
#include "schema/rights.h"

#include <optional>

/// Where changes would be made, as a person should see it before making one.
struct WritingPlace {
    QString name; ///< of the profile, or of the database
    QString address; ///< the whole address
    EnvironmentStyle environment = {};
    bool isProduction = false;
    std::optional<AccountRights> rights = {}; ///< nothing: not known yet
    QString obstacle = {}; ///< why nothing can be written here at all, with the way out; empty when it can
};

WritingPlace placeOf(const Profile &profile, const std::optional<AccountRights> &rights);
/// What the account may do, in a sentence.
QString rightsSentence(const WritingPlace &place);
/// Why rows of this table cannot be inserted, updated or removed, with the way out; empty when they can.
QString obstacleIn(const WritingPlace &place, const TableInfo &table, bool TableRights::*right);
