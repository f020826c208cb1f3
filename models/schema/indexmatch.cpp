// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/indexmatch.h"

#include <algorithm>

namespace {

QStringList inOneOrder(QStringList names)
{
    for (QString &name : names)
        name = name.toLower();
    names.sort();
    return names;
}

} // namespace

bool isServed(const IndexSpec &wanted, const QList<CatalogIndex> &indexes)
{
    const QStringList columns = inOneOrder(wanted.columnList());
    return std::ranges::any_of(indexes, [&](const CatalogIndex &index) {
        return index.whole && (index.unique || !wanted.unique) && inOneOrder(index.columns) == columns;
    });
}
