// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/writingplace.h"

#include "base/visibletext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
QString tr(const char *text)
{
    return QCoreApplication::translate("WritingPlace", text);
}

QString obstacleOf(const Profile &profile, const std::optional<AccountRights> &rights)
{
    if (profile.readOnly)
        return tr(
            "This connection was set up as read-only. To write, allow it in the connection's settings.");
    if (!rights || !rights->isReadOnlyAccount() || rights->tables.isEmpty())
        return {};
    if (profile.url.isFile())
        return tr("You may not write the file %1. Ask its owner for write permission, or start this program "
                  "as a user who has it.")
            .arg(visibleText(profile.url.path));
    return tr("The account “%1” may only read. Connect with an account that has the rights to insert, "
              "update and delete.")
        .arg(visibleText(rights->account));
}
} // namespace

WritingPlace placeOf(const Profile &profile, const std::optional<AccountRights> &rights)
{
    WritingPlace place;
    place.name = profile.name.isEmpty() ? profile.url.title() : profile.name;
    place.address = profile.url.display();
    place.environment = environmentStyle(profile);
    place.isProduction = profile.environment == Environment::Production;
    place.rights = rights;
    place.obstacle = obstacleOf(profile, rights);
    return place;
}

QString rightsSentence(const WritingPlace &place)
{
    if (!place.rights)
        return tr("What the account may do is not known yet.");
    const AccountRights &rights = *place.rights;
    const auto writable = std::ranges::count_if(rights.tables, &TableRights::mayWrite);
    if (rights.account.isEmpty())
        return tr("You may write this file.");
    if (rights.isSuperuser)
        return tr("“%1” may do everything on this server.").arg(visibleText(rights.account));
    if (writable == rights.tables.size())
        return tr("“%1” may write all presence tables.").arg(visibleText(rights.account));
    return tr("“%1” may write %2 of the %3 presence tables.")
        .arg(visibleText(rights.account))
        .arg(writable)
        .arg(rights.tables.size());
}

QString obstacleIn(const WritingPlace &place, const TableInfo &table, bool TableRights::*right)
{
    if (!place.obstacle.isEmpty())
        return place.obstacle;
    if (table.keyKind == KeyKind::None)
        return tr("The table %1 has no key, so no statement could name exactly one of its rows. Give it a "
                  "primary key to edit it here.")
            .arg(visibleText(table.name));
    const TableRights *rights = place.rights ? place.rights->table(table.role) : nullptr;
    if (!rights || place.rights->isSuperuser || rights->*right)
        return {};
    return tr("The account “%1” lacks the right for this in the table %2. Connect with an account that has "
              "it.")
        .arg(visibleText(place.rights->account), visibleText(table.name));
}
