// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/rowfilter.h"

#include "grid/unknowncolumn.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

/// How an operator becomes SQL. %1 is the column; "?" is bound. For LIKE: where the pattern may go on.
struct OpSql {
    FilterOp op;
    const char *sql;
    bool like = false;
    bool anyBefore = false;
    bool anyAfter = false;
};

// A row without a value does not have the value asked for either, so "!=" keeps NULL, as people expect of a
// filter.
// "!" is the escape of LIKE because, unlike a backslash, no engine treats it as special inside a string.
constexpr std::array opSql {
    OpSql {FilterOp::Equal, "%1 = ?"},
    OpSql {FilterOp::NotEqual, "(%1 <> ? OR %1 IS NULL)"},
    OpSql {FilterOp::Less, "%1 < ?"},
    OpSql {FilterOp::LessEqual, "%1 <= ?"},
    OpSql {FilterOp::Greater, "%1 > ?"},
    OpSql {FilterOp::GreaterEqual, "%1 >= ?"},
    OpSql {FilterOp::Contains, "%1 LIKE ? ESCAPE '!'", true, true, true},
    OpSql {FilterOp::Starts, "%1 LIKE ? ESCAPE '!'", true, false, true},
    OpSql {FilterOp::Ends, "%1 LIKE ? ESCAPE '!'", true, true, false},
    OpSql {FilterOp::In, "%1 IN (%2)"},
    OpSql {FilterOp::Null, "%1 IS NULL"},
    OpSql {FilterOp::NotNull, "%1 IS NOT NULL"},
};

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

/// Text compared with bytes is never equal, so a text value meets a column that may hold bytes as text.
QString comparedColumn(const ColumnInfo &column, const QVariant &value, const Dialect &dialect)
{
    const bool mayHoldBytes = column.kind == ColumnKind::Binary || column.meaning == Meaning::Document;
    const bool boundAsText = value.typeId() == QMetaType::QString;
    return mayHoldBytes && boundAsText ? dialect.textOf(column.name) : dialect.quoted(column.name);
}

Statement inClause(const Condition &condition, const QString &column)
{
    if (condition.values.isEmpty())
        return {u"1 = 0"_s, {}};
    const QString marks = QStringList(condition.values.size(), u"?"_s).join(u", "_s);
    return {u"%1 IN (%2)"_s.arg(column, marks), condition.values};
}

Statement clauseOf(const Condition &condition, const ColumnInfo &column, const Dialect &dialect)
{
    const QVariant value = condition.values.value(0);
    const QString compared = comparedColumn(column, value, dialect);
    if (condition.op == FilterOp::In)
        return inClause(condition, compared);
    const auto *spec =
        std::find_if(opSql.begin(), opSql.end(), [&](const OpSql &each) { return each.op == condition.op; });
    const QString sql = QString::fromLatin1(spec->sql);
    if (spec->like)
        return {
            sql.arg(dialect.textOf(column.name)), {pattern(asText(value), spec->anyBefore, spec->anyAfter)}};
    if (condition.op == FilterOp::Null || condition.op == FilterOp::NotNull)
        return {sql.arg(dialect.quoted(column.name)), {}};
    return {sql.arg(compared), {value}};
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

/// The name of the domain column that belongs to a user column of the table, empty when there is none.
QString domainColumnOf(const QString &userColumn, const TableInfo &table)
{
    for (const AddressPair &pair : addressPairs) {
        if (!userColumn.endsWith(pair.user))
            continue;
        const QString domain = userColumn.chopped(pair.user.size()) + pair.domain;
        if (table.indexOf(domain) >= 0)
            return domain;
    }
    return {};
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
    const QVariantList values {pattern(text.left(at), true, false), pattern(text.mid(at + 1), false, true)};
    QList<Statement> clauses;
    for (const ColumnInfo &column : columns) {
        const QString domain = domainColumnOf(column.name, table);
        if (!domain.isEmpty())
            clauses << Statement {u"(%1 LIKE ? ESCAPE '!' AND %2 LIKE ? ESCAPE '!')"_s.arg(
                                      dialect.textOf(column.name), dialect.textOf(domain)),
                values};
    }
    return clauses;
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

Statement freeTextClause(const QString &text, const TableInfo &table, const Dialect &dialect)
{
    const QList<ColumnInfo> columns = searchedColumns(table);
    QList<Statement> clauses;
    for (const ColumnInfo &column : columns)
        clauses << clauseOf({column.name, FilterOp::Contains, {text}}, column, dialect);
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
        clauses << clauseOf(condition, table.columns.at(index), dialect);
    }
    if (filter.freeText.size() > longestSearch)
        return usage(
            tr("The text to search for is too long; up to %1 characters are accepted.").arg(longestSearch));
    if (!filter.freeText.isEmpty())
        clauses << freeTextClause(filter.freeText, table, dialect);
    return joined(clauses, u" AND "_s);
}
