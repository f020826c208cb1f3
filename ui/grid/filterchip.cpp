// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/filterchip.h"

#include "grid/columnlayout.h"
#include "grid/conditionvalue.h"
#include "plainlabel.h"

#include "base/visibletext.h"
#include "grid/cellbytes.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
const FilterOpSpec &specOf(FilterOp wanted)
{
    const QList<FilterOpSpec> &all = filterOps();
    const auto found = std::find_if(
        all.begin(), all.end(), [wanted](const FilterOpSpec &spec) { return spec.op == wanted; });
    return found != all.end() ? *found : all.first();
}

/// Words for comparing times, where "is less than" would make people think.
struct TimeOpLabel {
    FilterOp op;
    const char *label;
};

constexpr std::array timeOpLabels {
    TimeOpLabel {FilterOp::Less, QT_TRANSLATE_NOOP("FilterChip", "is before")},
    TimeOpLabel {FilterOp::LessEqual, QT_TRANSLATE_NOOP("FilterChip", "is at or before")},
    TimeOpLabel {FilterOp::Greater, QT_TRANSLATE_NOOP("FilterChip", "is after")},
    TimeOpLabel {FilterOp::GreaterEqual, QT_TRANSLATE_NOOP("FilterChip", "is at or after")},
};

QString labelOf(FilterOp op, const ColumnInfo &column)
{
    for (const TimeOpLabel &entry : timeOpLabels) {
        if (holdsTime(column) && entry.op == op)
            return QCoreApplication::translate("FilterChip", entry.label);
    }
    return QCoreApplication::translate("RowFilter", specOf(op).label);
}

QStringList listedWords(const QString &text)
{
    QStringList words;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (!part.trimmed().isEmpty())
            words << part.trimmed();
    }
    return words;
}

/// A part of a text is nothing that could be encoded.
Result<QVariant> storedValue(
    const QString &word, FilterOp op, const ColumnInfo &column, const DecodeContext &context)
{
    return searchesText(op) ? Result<QVariant>(QVariant(word)) : encodeWord(column, word, context);
}
} // namespace

FilterChip::FilterChip(const TableInfo &table, const DecodeContext &context, QWidget *parent)
    : QFrame(parent)
    , m_table(table)
    , m_context(context)
    , m_column(new QComboBox(this))
    , m_op(new QComboBox(this))
    , m_value(new ConditionValue(this))
    , m_remove(new QToolButton(this))
{
    setObjectName(u"filterChip"_s);
    setFrameShape(QFrame::StyledPanel);
    createColumns();
    createOperators();
    connect(m_value, &ConditionValue::changed, this, &FilterChip::changed);
    connect(m_value, &ConditionValue::committed, this, &FilterChip::committed);
    createRemove();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(3, 3, 3, 3);
    layout->setSpacing(3);
    layout->addWidget(m_column);
    layout->addWidget(m_op);
    layout->addWidget(m_value);
    layout->addWidget(m_remove);
    showColumn(column());
}

void FilterChip::createColumns()
{
    m_column->setObjectName(u"column"_s);
    m_column->setAccessibleName(tr("Column of the condition"));
    fillColumns();
    connect(m_column, &QComboBox::activated, this, [this] {
        showColumn(column());
        emit changed();
    });
}

void FilterChip::createOperators()
{
    m_op->setObjectName(u"operator"_s);
    m_op->setAccessibleName(tr("Operator of the condition"));
    connect(m_op, &QComboBox::activated, this, [this] {
        showOperator(op());
        emit changed();
    });
}

void FilterChip::createRemove()
{
    m_remove->setObjectName(u"removeCondition"_s);
    m_remove->setAccessibleName(tr("Remove this condition"));
    setPlainTooltip(m_remove, tr("Remove this condition"));
    m_remove->setText(u"×"_s);
    m_remove->setAutoRaise(true);
    m_remove->setFocusPolicy(Qt::StrongFocus);
    connect(m_remove, &QToolButton::clicked, this, &FilterChip::removeWanted);
}

void FilterChip::fillColumns()
{
    m_column->clear();
    for (const int logical : ColumnLayout::defaultOrder(m_table)) {
        const QString &name = m_table.columns.at(logical).name;
        m_column->addItem(visibleText(name), name);
    }
}

bool FilterChip::setTable(const TableInfo &table, const DecodeContext &context)
{
    const QString name = column();
    const FilterOp before = op();
    const QString text = m_value->text();
    if (table.generation != m_table.generation || table.family != m_table.family)
        m_given.reset(); // the same number may mean another word now
    m_table = table;
    m_context = context;
    if (m_table.indexOf(name) < 0)
        return false;
    fillColumns();
    showColumn(name);
    showOperator(before);
    m_value->setText(text);
    return true;
}

Result<std::optional<Condition>> FilterChip::condition(const DecodeContext &context) const
{
    if (isAsGiven())
        return m_given;
    Condition condition {column(), op(), {}};
    if (!specOf(condition.op).takesValue)
        return std::optional(condition);
    const QString text = m_value->text();
    const QStringList words = condition.op == FilterOp::In ? listedWords(text) : QStringList {text};
    if (text.isEmpty() || words.isEmpty())
        return std::optional<Condition>();
    for (const QString &word : words) {
        const Result<QVariant> value = storedValue(word, condition.op, columnInfo(), context);
        if (!value)
            return value.error();
        condition.values << *value;
    }
    return std::optional(condition);
}

void FilterChip::setCondition(const Condition &condition)
{
    showColumn(condition.column);
    showOperator(condition.op);
    QStringList texts;
    for (const QVariant &value : condition.values)
        texts << textOf(value);
    m_value->setText(texts.join(", "_L1));
    m_given = condition;
    m_givenText = m_value->text();
}

void FilterChip::focusColumn()
{
    m_column->setFocus(Qt::OtherFocusReason);
}

void FilterChip::showColumn(const QString &name)
{
    m_column->setCurrentIndex(m_column->findData(name));
    const ColumnInfo column = columnInfo();
    m_op->clear();
    for (const FilterOp op : filterOpsFor(column))
        m_op->addItem(labelOf(op, column), static_cast<int>(op));
    m_value->setColumn(column, m_context);
    showOperator(op());
}

void FilterChip::showOperator(FilterOp op)
{
    if (m_op->findData(static_cast<int>(op)) < 0) // one that the chooser does not offer here, from a link
        m_op->addItem(labelOf(op, columnInfo()), static_cast<int>(op));
    m_op->setCurrentIndex(m_op->findData(static_cast<int>(op)));
    m_value->setOperator(op);
    m_value->setVisible(specOf(op).takesValue);
}

QString FilterChip::column() const
{
    return m_column->currentData().toString();
}

FilterOp FilterChip::op() const
{
    return static_cast<FilterOp>(m_op->currentData().toInt());
}

ColumnInfo FilterChip::columnInfo() const
{
    return m_table.columns.value(m_table.indexOf(column()));
}

/// The word for a stored value, so that a condition from elsewhere reads as if it had been chosen here.
QString FilterChip::textOf(const QVariant &value) const
{
    const QStringList words = wordsOf(columnInfo(), m_context);
    for (const QString &word : words) {
        const Result<QVariant> encoded = encodeWord(columnInfo(), word, m_context);
        if (encoded && *encoded == value)
            return word;
    }
    return fullText(value);
}

bool FilterChip::isAsGiven() const
{
    return m_given && m_given->column == column() && m_given->op == op() && m_value->text() == m_givenText;
}
