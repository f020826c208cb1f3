// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/schema.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

template <typename List, typename Matches>
int positionOf(const List &list, Matches matches)
{
    const auto found = std::ranges::find_if(list, matches);
    return found == list.end() ? -1 : int(found - list.begin());
}

template <typename Matches>
const TableInfo *firstTable(const QList<TableInfo> &tables, Matches matches)
{
    const int at = positionOf(tables, matches);
    return at < 0 ? nullptr : &tables.at(at);
}

} // namespace

bool TableInfo::readersStopWriters() const
{
    return storage.compare("MyISAM"_L1, Qt::CaseInsensitive) == 0
        || storage.compare("Aria"_L1, Qt::CaseInsensitive) == 0;
}

int TableInfo::indexOf(const QString &column) const
{
    return positionOf(columns, [&](const ColumnInfo &candidate) {
        return candidate.name.compare(column, Qt::CaseInsensitive) == 0;
    });
}

int TableInfo::indexOf(Meaning meaning) const
{
    return positionOf(columns, [&](const ColumnInfo &column) { return column.meaning == meaning; });
}

const TableInfo *DatabaseSchema::table(TableRole role) const
{
    return firstTable(tables, [&](const TableInfo &table) { return table.role == role; });
}

const TableInfo *DatabaseSchema::tableNamed(const QString &nameOrRole) const
{
    const auto named = [&](const TableInfo &table) {
        return table.present && table.name.compare(nameOrRole, Qt::CaseInsensitive) == 0;
    };
    if (const TableInfo *present = firstTable(tables, named))
        return present;
    return firstTable(tables, [&](const TableInfo &table) { return roleName(table.role) == nameOrRole; });
}

bool DatabaseSchema::anyPresent() const
{
    return std::ranges::any_of(tables, [](const TableInfo &table) { return table.present; });
}
