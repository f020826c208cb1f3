// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/rowfilter.h"

#include "grid/prefixrange.h"
#include "grid/unknowncolumn.h"
#include "schema/columnsql.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

/// An operator that compares with one value.
struct Comparison {
    FilterOp op;
    QLatin1StringView sql;
};
constexpr std::array comparisons {
    Comparison {FilterOp::Equal, "="_L1},
    Comparison {FilterOp::NotEqual, "<>"_L1},
    Comparison {FilterOp::Less, "<"_L1},
    Comparison {FilterOp::LessEqual, "<="_L1},
    Comparison {FilterOp::Greater, ">"_L1},
    Comparison {FilterOp::GreaterEqual, ">="_L1},
};

/// An operator that looks for a text: where the text may go on.
struct Search {
    FilterOp op;
    bool anyBefore;
    bool anyAfter;
};
constexpr std::array searches {
    Search {FilterOp::Contains, true, true},
    Search {FilterOp::Ends, true, false},
};

template <typename Row, std::size_t count>
const Row *rowFor(const std::array<Row, count> &rows, FilterOp op)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [op](const Row &row) { return row.op == op; });
    return found == rows.end() ? nullptr : &*found;
}

/// Two columns that together spell a SIP address, told by how their names end.
struct AddressPair {
    QLatin1StringView user;
    QLatin1StringView domain;
};
constexpr std::array addressPairs {
    AddressPair {"username"_L1, "domain"_L1}, AddressPair {"user"_L1, "domain"_L1}};

constexpr qsizetype longestSearch = 1000; ///< engines bound their patterns; nobody types more

QString tr(const char *text)
{
    return QCoreApplication::translate("RowFilter", text);
}

Error usage(const QString &sentence)
{
    return Error {sentence, {}, Fault::Usage};
}

// "!" is the escape of LIKE because, unlike a backslash, no engine treats it as special inside a string.
QString escapedForLike(QString text)
{
    for (const auto special : {u'!', u'%', u'_'})
        text.replace(special, QString(u'!') + special);
    return text;
}

QString asText(const QVariant &value)
{
    if (value.typeId() == qMetaTypeId<RawText>())
        return QString::fromUtf8(value.value<RawText>().bytes);
    return value.toString();
}

QString pattern(const QString &text, bool anyBefore, bool anyAfter)
{
    return (anyBefore ? u"%"_s : QString()) + escapedForLike(text) + (anyAfter ? u"%"_s : QString());
}

Statement joined(const QList<Statement> &clauses, const QString &word)
{
    Statement whole;
    QStringList parts;
    for (const Statement &clause : clauses) {
        parts << clause.sql;
        whole.values << clause.values;
    }
    whole.sql = parts.join(word);
    return whole;
}

/// A search for a beginning that an index answers: LIKE decides, the ranges spare it the rest of the table.
Statement startsClause(
    const QString &text, const ColumnInfo &column, const TableInfo &table, const Dialect &dialect)
{
    const Statement search = like(dialect, column, pattern(text, false, true));
    QList<Statement> ranges;
    if (dialect.prefixesByRange && hasBytewiseIndex(table, column))
        for (const PrefixRange &range : prefixRanges(text))
            ranges << joined(
                {compared(dialect, column, ">="_L1, range.from), compared(dialect, column, "<"_L1, range.to)},
                u" AND "_s);
    if (ranges.isEmpty())
        return search;
    const Statement any = joined(ranges, u" OR "_s);
    return {u'(' + any.sql + u") AND "_s + search.sql, any.values + search.values};
}

Statement clauseOf(
    const Condition &condition, const ColumnInfo &column, const TableInfo &table, const Dialect &dialect)
{
    const QVariant value = condition.values.value(0);
    const QString name = dialect.quoted(column.name);
    if (condition.op == FilterOp::In)
        return oneOf(dialect, column, condition.values);
    if (condition.op == FilterOp::Null)
        return {name + " IS NULL"_L1, {}};
    if (condition.op == FilterOp::NotNull)
        return {name + " IS NOT NULL"_L1, {}};
    if (condition.op == FilterOp::Starts)
        return startsClause(asText(value), column, table, dialect);
    if (const Search *search = rowFor(searches, condition.op))
        return like(dialect, column, pattern(asText(value), search->anyBefore, search->anyAfter));
    const Statement clause = compared(dialect, column, rowFor(comparisons, condition.op)->sql, value);
    // A row without a value does not have the value asked for either, so "!=" keeps NULL, as people expect of
    // a filter.
    if (condition.op == FilterOp::NotEqual)
        return {u"(%1 OR %2 IS NULL)"_s.arg(clause.sql, name), clause.values};
    return clause;
}

/// The columns that the free text looks into: those that say who a row is about, else all text.
QList<ColumnInfo> searchedColumns(const TableInfo &table)
{
    QList<ColumnInfo> found;
    std::copy_if(table.columns.begin(), table.columns.end(), std::back_inserter(found),
        [](const ColumnInfo &column) { return column.identity; });
    if (found.isEmpty())
        std::copy_if(table.columns.begin(), table.columns.end(), std::back_inserter(found),
            [](const ColumnInfo &column) { return column.kind == ColumnKind::Text; });
    return found;
}

/// The domain column that belongs to a user column of the table, nullptr when there is none.
const ColumnInfo *domainColumnOf(const QString &userColumn, const TableInfo &table)
{
    for (const AddressPair &pair : addressPairs) {
        if (!userColumn.endsWith(pair.user))
            continue;
        const int at = table.indexOf(userColumn.chopped(pair.user.size()) + pair.domain);
        if (at >= 0)
            return &table.columns.at(at);
    }
    return nullptr;
}

/// "sip:alice@example.com" names a row whose user and domain stand in two columns; without this it would find
/// nothing.
QList<Statement> addressClauses(
    QString text, const QList<ColumnInfo> &columns, const TableInfo &table, const Dialect &dialect)
{
    for (const auto scheme : {"sips:"_L1, "sip:"_L1, "pres:"_L1})
        if (text.startsWith(scheme, Qt::CaseInsensitive))
            text.remove(0, scheme.size());
    const qsizetype at = text.indexOf(u'@');
    if (at < 0)
        return {};
    QList<Statement> clauses;
    for (const ColumnInfo &column : columns) {
        const ColumnInfo *domain = domainColumnOf(column.name, table);
        if (!domain)
            continue;
        const Statement user = like(dialect, column, pattern(text.left(at), true, false));
        const Statement host = like(dialect, *domain, pattern(text.mid(at + 1), false, true));
        clauses << Statement {u"(%1 AND %2)"_s.arg(user.sql, host.sql), user.values + host.values};
    }
    return clauses;
}

Statement freeTextClause(const QString &text, const TableInfo &table, const Dialect &dialect)
{
    const QList<ColumnInfo> columns = searchedColumns(table);
    QList<Statement> clauses;
    for (const ColumnInfo &column : columns)
        clauses << clauseOf({column.name, FilterOp::Contains, {text}}, column, table, dialect);
    clauses << addressClauses(text, columns, table, dialect);
    if (clauses.isEmpty())
        return {u"1 = 0"_s, {}};
    Statement any = joined(clauses, u" OR "_s);
    any.sql = u'(' + any.sql + u')';
    return any;
}

} // namespace

Result<Statement> whereClause(const RowFilter &filter, const TableInfo &table, const Dialect &dialect)
{
    QList<Statement> clauses;
    for (const Condition &condition : filter.conditions) {
        const int index = table.indexOf(condition.column);
        if (index < 0)
            return unknownColumn(condition.column, table);
        clauses << clauseOf(condition, table.columns.at(index), table, dialect);
    }
    if (filter.freeText.size() > longestSearch)
        return usage(
            tr("The text to search for is too long; up to %1 characters are accepted.").arg(longestSearch));
    if (!filter.freeText.isEmpty())
        clauses << freeTextClause(filter.freeText, table, dialect);
    return joined(clauses, u" AND "_s);
}
