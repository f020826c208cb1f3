// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/windowmerge.h"

#include <QSet>

#include <algorithm>
#include <iterator>

namespace {
QSet<RowKey> setOf(const QList<RowKey> &keys)
{
    return {keys.begin(), keys.end()};
}

/// Runs of the positions whose key is not in @p others, top down.
QList<RowRun> runsMissing(const QList<RowKey> &keys, const QSet<RowKey> &others)
{
    QList<RowRun> runs;
    for (int i = 0; i < keys.size(); ++i) {
        if (others.contains(keys.at(i)))
            continue;
        if (!runs.isEmpty() && runs.last().at + runs.last().count == i)
            ++runs.last().count;
        else
            runs.append({i, 1});
    }
    return runs;
}

QList<RowKey> shared(const QList<RowKey> &keys, const QSet<RowKey> &others)
{
    QList<RowKey> common;
    common.reserve(keys.size());
    std::copy_if(keys.begin(), keys.end(), std::back_inserter(common),
        [&others](const RowKey &key) { return others.contains(key); });
    return common;
}
} // namespace

MergePlan planMerge(const QList<RowKey> &before, const QList<RowKey> &after)
{
    if (before == after)
        return {};
    const QSet<RowKey> old = setOf(before);
    const QSet<RowKey> fresh = setOf(after);
    MergePlan plan;
    plan.removes = runsMissing(before, fresh);
    plan.inserts = runsMissing(after, old);
    std::reverse(plan.removes.begin(), plan.removes.end());
    plan.batch = plan.removes.size() + plan.inserts.size() > MergePlan::mostRuns
        || shared(before, fresh) != shared(after, old);
    return plan;
}
