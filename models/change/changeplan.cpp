// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changeplan.h"

#include "base/visibletext.h"
#include "change/changesql.h"
#include "change/storedas.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ChangePlan", text);
}

/// Storage engines that can take back what a transaction did; an engine that is not named has but one.
bool hasTransactions(const TableInfo &table)
{
    static constexpr std::array able {"innodb"_L1, "xtradb"_L1, "rocksdb"_L1, "tokudb"_L1, "ndbcluster"_L1};
    return table.storage.isEmpty() || std::ranges::any_of(able, [&](QLatin1StringView name) {
        return table.storage.compare(name, Qt::CaseInsensitive) == 0;
    });
}

const TableInfo *tableOf(const RowChange &change, const DatabaseSchema &schema)
{
    const TableInfo *table = schema.table(change.role);
    const bool isMeant = table && table->present && table->readable
        && (change.table.isEmpty() || change.table == table->name) && change.database == table->database;
    return isMeant ? table : nullptr;
}

QString nameOf(const RowChange &change)
{
    return visibleText(change.label.isEmpty() ? change.table : change.label);
}

const ColumnInfo *columnOf(const TableInfo &table, const QString &name)
{
    const int at = table.indexOf(name);
    return at < 0 ? nullptr : &table.columns.at(at);
}

/// Texts and bytes as the columns store them; the key and what was seen come from there.
RowChange prepared(RowChange change, const TableInfo &table, const Dialect &dialect, ValueTypes types)
{
    change.table = table.name;
    for (NamedValue &wanted : change.wanted) {
        if (types == ValueTypes::AsGiven && !dialect.columnsAreTyped)
            break;
        const NamedValue *seen = valueOf(change.seen, wanted.column);
        if (const ColumnInfo *column = columnOf(table, wanted.column))
            wanted.value = storedAs(wanted.value, *column, dialect, seen ? seen->value : QVariant());
    }
    // The engine makes these itself; MariaDB takes a zero for the wish to get a number.
    const auto isLeftToEngine = [&dialect](const QVariant &value) {
        return value.isNull() || (dialect.lastNumber && isSameValue(value, qlonglong(0)));
    };
    change.wanted.removeIf([&](const NamedValue &wanted) {
        const ColumnInfo *column = columnOf(table, wanted.column);
        return change.kind == ChangeKind::Insert && column
            && (column->isComputed || (column->isGenerated && isLeftToEngine(wanted.value)));
    });
    return change;
}

/// What the column already holds fits it, whatever is known of it.
bool isAsSeen(const RowChange &change, const NamedValue &wanted)
{
    const NamedValue *seen = valueOf(change.seen, wanted.column);
    if (!seen)
        return false;
    return isSameValue(seen->value, wanted.value)
        || (seen->value.canConvert<RawText>() && wanted.value.canConvert<RawText>()
            && seen->value.value<RawText>().bytes.size() >= wanted.value.value<RawText>().bytes.size());
}

QStringList columnProblems(const RowChange &change, const TableInfo &table, const Dialect &dialect)
{
    QStringList problems;
    for (const QList<NamedValue> &values : {change.seen, change.wanted})
        for (const NamedValue &value : values)
            if (!columnOf(table, value.column) && !table.key.contains(value.column))
                problems += tr("%1 has no column %2. Refresh to see the table as it is now.")
                                .arg(visibleText(table.name), visibleText(value.column));
    for (const NamedValue &wanted : change.wanted) {
        const ColumnInfo *column = columnOf(table, wanted.column);
        const QString sentence =
            column && !isAsSeen(change, wanted) ? misfit(wanted.value, *column, dialect) : QString();
        if (!sentence.isEmpty())
            problems += sentence;
    }
    return problems;
}

QStringList keyProblems(const RowChange &change, const TableInfo &table)
{
    if (table.keyKind == KeyKind::None)
        return {tr("%1 has no key, so no single row of it can be named and nothing is changed there. Let the "
                   "administrator add a primary key.")
                    .arg(visibleText(table.name))};
    const bool isWhole = std::ranges::all_of(
        table.key, [&](const QString &column) { return valueOf(change.key, column) != nullptr; });
    if (change.kind == ChangeKind::Insert || (isWhole && change.key.size() == table.key.size()))
        return {};
    return {tr("The key of %1 is not known, so the row cannot be found again. Refresh and try again.")
                .arg(nameOf(change))};
}

QStringList updateProblems(const RowChange &change, const TableInfo &table)
{
    QStringList problems;
    if (change.wanted.isEmpty())
        problems += tr("Nothing is changed in %1.").arg(nameOf(change));
    for (const NamedValue &wanted : change.wanted) {
        if (!valueOf(change.seen, wanted.column))
            problems += tr("What %1 holds now was not read, so it is not overwritten. Refresh and try again.")
                            .arg(visibleText(wanted.column));
        if (table.keyKind == KeyKind::Rowid && table.key.contains(wanted.column))
            problems +=
                tr("%1 numbers the rows of the file and stays as it is.").arg(visibleText(wanted.column));
    }
    return problems;
}

/// Columns that must have a value and have none of their own.
QStringList insertProblems(const RowChange &change, const TableInfo &table)
{
    QStringList missing;
    for (const ColumnInfo &column : table.columns)
        if (column.notNull && column.defaultValue.isNull() && !column.isGenerated && !column.isComputed
            && !valueOf(change.wanted, column.name))
            missing += visibleText(column.name);
    if (missing.isEmpty())
        return {};
    return {tr("A new row of %1 needs a value for %2.").arg(visibleText(table.name), missing.join(u", "_s))};
}

QStringList problemsOf(const RowChange &change, const TableInfo &table, const Dialect &dialect)
{
    QStringList problems = keyProblems(change, table) + columnProblems(change, table, dialect);
    if (change.kind == ChangeKind::Update)
        problems += updateProblems(change, table);
    if (change.kind == ChangeKind::Insert)
        problems += insertProblems(change, table);
    if (change.kind == ChangeKind::Delete && change.seen.isEmpty())
        problems +=
            tr("%1 was not read, so it is not deleted unseen. Refresh and try again.").arg(nameOf(change));
    return problems;
}

} // namespace

ChangePlan planChanges(
    const QList<RowChange> &changes, const DatabaseSchema &schema, const Dialect &dialect, ValueTypes types)
{
    ChangePlan plan;
    // For people, texts are texts.
    Dialect readable = dialect;
    readable.textsAsBytes = false;
    for (const RowChange &change : changes) {
        const TableInfo *table = tableOf(change, schema);
        if (!table) {
            plan.problems +=
                tr("There is no table for %1 any more. Refresh and try again.").arg(nameOf(change));
            continue;
        }
        const RowChange made = prepared(change, *table, dialect, types);
        plan.changes += made;
        plan.tables += *table;
        plan.statements += changeStatement(made, *table, dialect);
        plan.sql += readableSql(changeStatement(made, *table, readable), dialect);
        plan.problems += problemsOf(made, *table, dialect);
        plan.inOneTransaction = plan.inOneTransaction && hasTransactions(*table);
    }
    plan.problems.removeDuplicates();
    return plan;
}
