// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/window.h"

#include "connection/connection.h"

#include <QSet>

#include <algorithm>

namespace {
QByteArray encodeValue(const QVariant &value)
{
    if (value.isNull())
        return "n";
    if (value.userType() == qMetaTypeId<RawText>())
        return 't' + value.value<RawText>().bytes;
    switch (value.userType()) {
    case QMetaType::QByteArray:
        return 'b' + value.toByteArray();
    case QMetaType::QString:
        return 't' + value.toString().toUtf8();
    case QMetaType::Double:
        return 'r' + QByteArray::number(value.toDouble(), 'g', 17);
    default:
        return 'i' + QByteArray::number(value.toLongLong());
    }
}

QSet<RowKey> keySet(const QList<GridRow> &rows)
{
    QSet<RowKey> keys;
    keys.reserve(rows.size());
    for (const GridRow &row : rows)
        keys.insert(row.key);
    return keys;
}

QList<GridRow> without(const QList<GridRow> &rows, const QSet<RowKey> &keys)
{
    QList<GridRow> kept;
    kept.reserve(rows.size());
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(kept),
        [&keys](const GridRow &row) { return !keys.contains(row.key); });
    return kept;
}
} // namespace

QList<RowKey> Window::keys() const
{
    QList<RowKey> all;
    all.reserve(rows.size());
    for (const GridRow &row : rows)
        all.append(row.key);
    return all;
}

RowKey encodeKey(const QVariantList &values)
{
    if (values.size() == 1)
        return encodeValue(values.constFirst());
    RowKey key;
    for (const QVariant &value : values) {
        const QByteArray part = encodeValue(value);
        key += QByteArray::number(part.size()) + ':' + part;
    }
    return key;
}

WindowChange mergedRange(const Window &old, int from, int count, const QList<GridRow> &fresh)
{
    const QSet<RowKey> arrived = keySet(fresh);
    WindowChange change;
    change.window.rows =
        without(old.rows.mid(0, from), arrived) + fresh + without(old.rows.mid(from + count), arrived);
    change.window.atStart = old.atStart;
    change.window.atEnd = old.atEnd;
    return change;
}

WindowChange appended(const Window &old, const QList<GridRow> &fresh, bool reachedEnd, int most)
{
    WindowChange change;
    change.kind = WindowChange::Kind::Extend;
    const QList<GridRow> kept = without(old.rows, keySet(fresh));
    change.droppedTop =
        static_cast<int>(std::clamp<qsizetype>(kept.size() + fresh.size() - most, 0, kept.size()));
    change.window = {kept.mid(change.droppedTop) + fresh, old.atStart && change.droppedTop == 0, reachedEnd};
    change.addedBottom = static_cast<int>(fresh.size());
    return change;
}

WindowChange prepended(const Window &old, const QList<GridRow> &fresh, bool reachedStart, int most)
{
    WindowChange change;
    change.kind = WindowChange::Kind::Extend;
    const QList<GridRow> kept = without(old.rows, keySet(fresh));
    change.droppedBottom =
        static_cast<int>(std::clamp<qsizetype>(kept.size() + fresh.size() - most, 0, kept.size()));
    change.window = {fresh + kept.mid(0, kept.size() - change.droppedBottom), reachedStart,
        old.atEnd && change.droppedBottom == 0};
    change.addedTop = static_cast<int>(fresh.size());
    return change;
}
