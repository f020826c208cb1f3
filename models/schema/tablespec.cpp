// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/tablespec.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace {

template <typename Row>
bool holdsIn(const Row &row, const Generation &generation)
{
    return descendsFrom(generation, row.since) && !(row.until && descendsFrom(generation, row.until));
}

QList<ColumnSpec> columnsOf(const TableSpec &spec, const Generation &generation)
{
    QList<ColumnSpec> found;
    for (const ColumnSpec &row : spec.columns) {
        if (!holdsIn(row, generation))
            continue;
        const auto earlier = std::ranges::find(found, QLatin1StringView(row.name),
            [](const ColumnSpec &column) { return QLatin1StringView(column.name); });
        if (earlier == found.end())
            found.append(row);
        else
            *earlier = row;
    }
    return found;
}

QList<IndexSpec> indexesOf(const TableSpec &spec, const Generation &generation)
{
    QList<IndexSpec> found;
    std::ranges::copy_if(spec.indexes, std::back_inserter(found),
        [&](const IndexSpec &row) { return holdsIn(row, generation); });
    return found;
}

/// The rows that hold for one table in one generation.
struct Settled {
    QList<ColumnSpec> columns;
    QList<IndexSpec> indexes;
};

QList<Settled> settleAll()
{
    QList<Settled> all;
    for (const TableSpec &spec : tableSpecs())
        for (const Generation &generation : generations())
            all.append({columnsOf(spec, generation), indexesOf(spec, generation)});
    return all;
}

// Detection asks for the same few lists many times over, so they are worked out once.
const Settled &settled(const TableSpec &spec, const Generation &generation)
{
    static const QList<Settled> all = settleAll();
    const auto row = static_cast<qsizetype>(spec.role) * static_cast<qsizetype>(generations().size());
    return all.at(row + (&generation - generations().data()));
}

bool sameName(const char *a, const QString &b)
{
    return b.compare(QLatin1StringView(a), Qt::CaseInsensitive) == 0;
}

} // namespace

QStringList IndexSpec::columnList() const
{
    return QString::fromLatin1(columns).split(u',');
}

const QList<ColumnSpec> &TableSpec::columnsIn(const Generation &generation) const
{
    return settled(*this, generation).columns;
}

const QList<IndexSpec> &TableSpec::indexesIn(const Generation &generation) const
{
    return settled(*this, generation).indexes;
}

bool TableSpec::shippedIn(const Generation &generation) const
{
    return descendsFrom(generation, shippedSince)
        && !(shippedUntil && descendsFrom(generation, shippedUntil));
}

const ColumnSpec *TableSpec::anyColumn(const QString &columnName) const
{
    const auto last = std::ranges::find_if(columns.rbegin(), columns.rend(),
        [&](const ColumnSpec &row) { return sameName(row.name, columnName); });
    return last == columns.rend() ? nullptr : &*last;
}

std::span<const TableSpec> tableSpecs()
{
    static const std::array specs {presentitySpec, activeWatchersSpec, watchersSpec, xcapXmlSpec, xcapSpec,
        puaSpec, rlsPresentitySpec, rlsWatchersSpec};
    return specs;
}

const TableSpec &tableSpec(TableRole role)
{
    return tableSpecs()[static_cast<std::size_t>(role)];
}
