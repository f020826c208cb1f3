// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/rowedit.h"

#include "base/visibletext.h"
#include "grid/subjects.h"
#include "schema/storedvalue.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype longestPart = 80;
constexpr qsizetype mostParts = 4;

QString tr(const char *text)
{
    return QCoreApplication::translate("RowEdit", text);
}

RowChange changeOf(ChangeKind kind, const TableInfo &table, const QVariantList &cells)
{
    RowChange change;
    change.kind = kind;
    change.role = table.role;
    change.table = table.name;
    change.database = table.database;
    change.label = rowLabel(table, cells);
    return change;
}

QString part(const QVariant &value)
{
    return value.isNull() ? QString() : storedText(value, longestPart);
}

/// Presentity and watcher, where the table names them.
QStringList subjectParts(const TableInfo &table, const QVariantList &cells)
{
    QStringList parts;
    for (const Subject subject : {Subject::Watcher, Subject::Presentity})
        if (const auto value = subjectOf(subject, table, cells); value && !value->isEmpty())
            parts.append(visibleText(value->left(longestPart)));
    return parts;
}
} // namespace

QString rowLabel(const TableInfo &table, const QVariantList &cells)
{
    QStringList parts = subjectParts(table, cells);
    if (parts.size() == 2)
        parts = {tr("%1 watching %2").arg(parts.first(), parts.last())};
    for (const QString &name : {u"event"_s, u"doc_type"_s, u"etag"_s}) {
        const QString text = part(cells.value(table.indexOf(name)));
        if (table.indexOf(name) >= 0 && !text.isEmpty() && parts.size() < mostParts)
            parts.append(text);
    }
    return parts.join(u", "_s);
}

RowKey rowKeyOf(const QList<NamedValue> &key)
{
    QVariantList values;
    for (const NamedValue &each : key)
        values.append(each.value);
    return encodeKey(values);
}

QVariantList cellsOf(const TableInfo &table, const QList<NamedValue> &values)
{
    QVariantList cells;
    for (const ColumnInfo &column : table.columns) {
        const NamedValue *named = valueOf(values, column.name);
        cells.append(named ? named->value : QVariant());
    }
    return cells;
}

RowChange insertionInto(const TableInfo &table, const QList<NamedValue> &wanted)
{
    RowChange change = changeOf(ChangeKind::Insert, table, cellsOf(table, wanted));
    change.wanted = wanted;
    return change;
}

RowChange updateOf(const TableInfo &table, const SeenRow &row, const QList<NamedValue> &wanted)
{
    RowChange change = changeOf(ChangeKind::Update, table, row.cells);
    change.key = row.key;
    for (const NamedValue &each : wanted) {
        const QVariant &seen = row.cells.at(table.indexOf(each.column));
        if (isSameValue(seen, each.value))
            continue;
        change.seen.append({each.column, seen});
        change.wanted.append(each);
    }
    return change;
}

RowChange deletionOf(const TableInfo &table, const SeenRow &row)
{
    RowChange change = changeOf(ChangeKind::Delete, table, row.cells);
    change.key = row.key;
    for (qsizetype i = 0; i < table.columns.size(); ++i)
        change.seen.append({table.columns.at(i).name, row.cells.value(i)});
    return change;
}
