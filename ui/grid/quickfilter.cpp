// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/quickfilter.h"

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 soonSeconds = 300;

QString nameOf(const TableInfo &table, Meaning meaning)
{
    const int index = table.indexOf(meaning);
    return index < 0 ? QString() : table.columns.at(index).name;
}

QList<Condition> expiringConditions(const QString &column, qint64 now)
{
    return {{column, FilterOp::GreaterEqual, {now}}, {column, FilterOp::LessEqual, {now + soonSeconds}}};
}

/// 0 and -1 are no times: rows that never expire are not expired.
QList<Condition> expiredConditions(const QString &column, qint64 now)
{
    return {{column, FilterOp::Greater, {qint64(0)}}, {column, FilterOp::Less, {now}}};
}

QList<Condition> pendingConditions(const TableInfo &table, const DecodeContext &context)
{
    const ColumnInfo &column = table.columns.at(table.indexOf(Meaning::Status));
    const Result<QVariant> value = encodeWord(column, u"pending"_s, context);
    return value ? QList<Condition> {{column.name, FilterOp::Equal, {*value}}} : QList<Condition>();
}
} // namespace

bool offersQuickFilter(QuickFilter filter, const TableInfo &table, const DecodeContext &context)
{
    return !quickConditions(filter, table, context).isEmpty();
}

QList<Condition> quickConditions(QuickFilter filter, const TableInfo &table, const DecodeContext &context)
{
    if (filter == QuickFilter::Pending)
        return table.indexOf(Meaning::Status) < 0 ? QList<Condition>() : pendingConditions(table, context);
    const QString column = nameOf(table, Meaning::Expiry);
    if (column.isEmpty())
        return {};
    return filter == QuickFilter::Expired ? expiredConditions(column, context.now)
                                          : expiringConditions(column, context.now);
}
