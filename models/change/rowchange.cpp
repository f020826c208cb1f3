// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/rowchange.h"

#include "connection/connection.h"

#include <algorithm>

namespace {

auto named(const QString &column)
{
    return
        [&column](const NamedValue &value) { return value.column.compare(column, Qt::CaseInsensitive) == 0; };
}

/// What was seen of the columns that a change writes.
QList<NamedValue> restored(const RowChange &change)
{
    QList<NamedValue> values;
    for (const NamedValue &wanted : change.wanted)
        if (const NamedValue *seen = valueOf(change.seen, wanted.column))
            values.append(*seen);
    return values;
}

/// A key column that was changed has its new value from then on.
QList<NamedValue> keyAfter(const RowChange &change)
{
    QList<NamedValue> key = change.key;
    for (NamedValue &part : key)
        if (const NamedValue *wanted = valueOf(change.wanted, part.column))
            part.value = wanted->value;
    return key;
}

} // namespace

bool isSameValue(const QVariant &one, const QVariant &other)
{
    if (one.isNull() || other.isNull())
        return one.isNull() && other.isNull();
    return one.typeId() == other.typeId() && one == other;
}

bool NamedValue::operator==(const NamedValue &other) const
{
    return column == other.column && isSameValue(value, other.value);
}

const NamedValue *valueOf(const QList<NamedValue> &values, const QString &column)
{
    const auto found = std::ranges::find_if(values, named(column));
    return found == values.end() ? nullptr : &*found;
}

QList<NamedValue> overlaid(QList<NamedValue> values, const QList<NamedValue> &newer)
{
    for (const NamedValue &value : newer) {
        const auto found = std::ranges::find_if(values, named(value.column));
        if (found == values.end())
            values.append(value);
        else
            found->value = value.value;
    }
    return values;
}

RowChange inverseOf(const RowChange &change, const QList<NamedValue> &key)
{
    RowChange inverse = change;
    switch (change.kind) {
    case ChangeKind::Insert:
        inverse.kind = ChangeKind::Delete;
        inverse.key = key;
        inverse.seen = change.wanted;
        inverse.wanted.clear();
        break;
    case ChangeKind::Update:
        inverse.key = keyAfter(change);
        inverse.seen = change.wanted;
        inverse.wanted = restored(change);
        break;
    case ChangeKind::Delete:
        inverse.kind = ChangeKind::Insert;
        inverse.key.clear();
        inverse.seen.clear();
        inverse.wanted = change.seen;
        break;
    }
    return inverse;
}
