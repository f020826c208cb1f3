// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a condition as typed on the command line. The grammar is COLUMN OP [VALUE]; a column or value with
// spaces may stand in quotes (a quote inside is doubled), and no space is needed around the symbols.
#include "grid/rowfilter.h"

#include "base/visibletext.h"
#include "grid/unknowncolumn.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

constexpr QStringView symbols = u"=!<>~";

/// What was read and what is left to read.
template <typename T>
struct Read {
    T value;
    QString rest;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("RowFilter", text);
}

Error usage(const QString &sentence)
{
    return Error {sentence, {}, Fault::Usage};
}

bool isSymbol(QChar character)
{
    return symbols.contains(character);
}

/// Text in quotes at the beginning, its doubled quotes single again; nothing when it does not begin with a
/// quote or never ends.
std::optional<Read<QString>> readQuoted(const QString &text)
{
    const QChar quote = text.isEmpty() ? QChar() : text.front();
    if (quote != u'"' && quote != u'\'')
        return {};
    QString content;
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text.at(i) != quote) {
            content += text.at(i);
        } else if (i + 1 < text.size() && text.at(i + 1) == quote) {
            content += quote;
            ++i;
        } else {
            return Read<QString> {content, text.mid(i + 1)};
        }
    }
    return {};
}

/// The longest column name that the text begins with and that ends there: names may hold spaces and symbols.
const ColumnInfo *longestColumn(const QString &text, const TableInfo &table, Qt::CaseSensitivity sensitivity)
{
    const ColumnInfo *best = nullptr;
    for (const ColumnInfo &column : table.columns) {
        if (!text.startsWith(column.name, sensitivity) || (best && best->name.size() >= column.name.size()))
            continue;
        const QChar next = column.name.size() < text.size() ? text.at(column.name.size()) : QChar(u' ');
        if (next.isSpace() || isSymbol(next))
            best = &column;
    }
    return best;
}

const ColumnInfo *columnNamed(const QString &name, const TableInfo &table)
{
    const int index = table.indexOf(name);
    return index < 0 ? nullptr : &table.columns.at(index);
}

/// The first word: up to a space or a symbol.
QString firstWord(const QString &text)
{
    const auto *end =
        std::find_if(text.begin(), text.end(), [](QChar c) { return c.isSpace() || isSymbol(c); });
    return text.left(end - text.begin());
}

Result<Read<ColumnInfo>> readColumn(const QString &text, const TableInfo &table)
{
    for (const auto sensitivity : {Qt::CaseSensitive, Qt::CaseInsensitive})
        if (const ColumnInfo *column = longestColumn(text, table, sensitivity))
            return Read<ColumnInfo> {*column, text.mid(column->name.size())};
    const auto quoted = readQuoted(text);
    const ColumnInfo *column = quoted ? columnNamed(quoted->value, table) : nullptr;
    if (column)
        return Read<ColumnInfo> {*column, quoted->rest};
    return unknownColumn(quoted ? quoted->value : firstWord(text), table);
}

Error unknownOperator(const QString &word)
{
    QStringList words;
    for (const FilterOpSpec &spec : filterOps())
        words << QString::fromLatin1(spec.word);
    const QString accepted = words.join(u' ');
    if (word.isEmpty())
        return usage(tr("The condition has no operator. Accepted are: %1.").arg(accepted));
    return usage(tr("\"%1\" is no operator. Accepted are: %2.").arg(visibleText(word), accepted));
}

/// Spellings from other languages: read as "=" and a value they would filter for something nobody meant.
bool isForeignOperator(const QString &text)
{
    constexpr std::array foreign {"=="_L1, "<>"_L1, "=~"_L1, "!~"_L1};
    return std::any_of(foreign.begin(), foreign.end(), [&](auto each) { return text.startsWith(each); });
}

/// The longest symbol at the beginning: "<=" before "<".
const FilterOpSpec *symbolAt(const QString &text)
{
    const FilterOpSpec *best = nullptr;
    for (const FilterOpSpec &spec : filterOps()) {
        const QLatin1StringView word(spec.word);
        if (isSymbol(word.front()) && text.startsWith(word)
            && (!best || word.size() > qsizetype(qstrlen(best->word))))
            best = &spec;
    }
    return best;
}

const FilterOpSpec *wordOperator(const QString &word)
{
    const auto spec = std::find_if(filterOps().begin(), filterOps().end(), [&](const FilterOpSpec &each) {
        return word.compare(QLatin1StringView(each.word), Qt::CaseInsensitive) == 0;
    });
    return spec == filterOps().end() ? nullptr : &*spec;
}

Result<Read<FilterOpSpec>> readOperator(const QString &text)
{
    if (!text.isEmpty() && isSymbol(text.front())) {
        const FilterOpSpec *symbol = isForeignOperator(text) ? nullptr : symbolAt(text);
        if (symbol)
            return Read<FilterOpSpec> {*symbol, text.mid(qsizetype(qstrlen(symbol->word)))};
        return unknownOperator(text.left(isForeignOperator(text) ? 2 : 1));
    }
    const auto *end = std::find_if(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
    const QString word = text.left(end - text.begin());
    if (const FilterOpSpec *spec = wordOperator(word))
        return Read<FilterOpSpec> {*spec, text.mid(word.size())};
    return unknownOperator(word);
}

/// The whole text without its quotes, or as it is when it is not one quoted text.
QString unquoted(const QString &text)
{
    const auto quoted = readQuoted(text);
    return quoted && quoted->rest.isEmpty() ? quoted->value : text;
}

/// "= NULL" as people read it in a cell. SQL would find nothing for it; the text NULL is asked for in quotes.
std::optional<FilterOp> nullOperator(FilterOp op, const QString &value)
{
    if (value != "NULL"_L1)
        return {};
    return op == FilterOp::Equal   ? std::optional(FilterOp::Null)
        : op == FilterOp::NotEqual ? std::optional(FilterOp::NotNull)
                                   : std::nullopt;
}

/// The elements of a comma-separated list; a comma inside quotes belongs to its element.
QStringList listElements(QString text)
{
    QStringList elements;
    while (!text.isEmpty()) {
        text = text.trimmed();
        const auto quoted = readQuoted(text);
        const qsizetype comma = quoted ? quoted->rest.indexOf(u',') : text.indexOf(u',');
        const QString source = quoted ? quoted->rest : text;
        elements << (quoted ? quoted->value : text.left(comma).trimmed());
        text = comma < 0 ? QString() : source.mid(comma + 1);
    }
    return elements;
}

/// A number for a column of numbers, whatever the decoder left as text.
Result<QVariant> numberFor(const ColumnInfo &column, const QVariant &value)
{
    const bool numeric = column.kind == ColumnKind::Integer || column.kind == ColumnKind::Real;
    if (!numeric || value.typeId() != QMetaType::QString)
        return value;
    bool ok = false;
    const QString text = value.toString();
    const qlonglong whole = text.toLongLong(&ok);
    if (ok)
        return QVariant(whole);
    const double real = text.toDouble(&ok);
    if (ok)
        return QVariant(real);
    return usage(
        tr("The column %1 holds numbers and \"%2\" is none. Accepted is a number, for example %1 = 5.")
            .arg(visibleText(column.name), visibleText(text)));
}

bool comparesText(FilterOp op)
{
    return op == FilterOp::Contains || op == FilterOp::Starts || op == FilterOp::Ends;
}

Result<QVariant> storedValue(
    const ColumnInfo &column, FilterOp op, const QString &word, const DecodeContext &context)
{
    if (comparesText(op))
        return QVariant(word);
    const Result<QVariant> encoded = encodeWord(column, word, context);
    return encoded ? numberFor(column, *encoded) : encoded;
}

Result<Condition> withValues(
    Condition condition, const ColumnInfo &column, const QStringList &words, const DecodeContext &context)
{
    for (const QString &word : words) {
        const Result<QVariant> value = storedValue(column, condition.op, word, context);
        if (!value)
            return value.error();
        condition.values << *value;
    }
    return condition;
}

} // namespace

Result<Condition> parseCondition(const QString &text, const TableInfo &table, const DecodeContext &context)
{
    const Result<Read<ColumnInfo>> column = readColumn(text.trimmed(), table);
    if (!column)
        return column.error();
    const Result<Read<FilterOpSpec>> op = readOperator(column->rest.trimmed());
    if (!op)
        return op.error();
    const FilterOpSpec spec = op->value;
    const QString value = op->rest.trimmed();
    const QString word = QString::fromLatin1(spec.word);
    if (!spec.takesValue && !value.isEmpty())
        return usage(tr("The operator %1 takes no value: write \"%2 %1\".")
                         .arg(word, visibleText(column->value.name)));
    if (spec.takesValue && value.isEmpty())
        return usage(tr("The operator %1 needs a value: write \"%2 %1 VALUE\", or '' for empty text.")
                         .arg(word, visibleText(column->value.name)));
    if (const auto null = nullOperator(spec.op, value))
        return Condition {column->value.name, *null, {}};
    const Condition condition {column->value.name, spec.op, {}};
    if (!spec.takesValue)
        return condition;
    return withValues(condition, column->value,
        spec.op == FilterOp::In ? listElements(value) : QStringList {unquoted(value)}, context);
}
