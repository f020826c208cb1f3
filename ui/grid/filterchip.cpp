// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/filterchip.h"

#include "grid/columnlayout.h"
#include "plainlabel.h"
#include "tintedicon.h"

#include "base/visibletext.h"
#include "grid/cellbytes.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr int textWidth = 22; ///< characters

/// Times that people look for, in words and in the form that the value understands.
struct TimeHint {
    const char *label;
    const char *value;
};

constexpr std::array timeHints {
    TimeHint {QT_TRANSLATE_NOOP("FilterChip", "now"), "now"},
    TimeHint {QT_TRANSLATE_NOOP("FilterChip", "in the next minute"), "now+60"},
    TimeHint {QT_TRANSLATE_NOOP("FilterChip", "in the next 5 minutes"), "now+300"},
    TimeHint {QT_TRANSLATE_NOOP("FilterChip", "in the next hour"), "now+1h"},
    TimeHint {QT_TRANSLATE_NOOP("FilterChip", "5 minutes ago"), "now-300"},
    TimeHint {QT_TRANSLATE_NOOP("FilterChip", "an hour ago"), "now-1h"},
    TimeHint {QT_TRANSLATE_NOOP("FilterChip", "a day ago"), "now-1d"},
};

bool isTime(const ColumnInfo &column)
{
    return column.meaning == Meaning::Time || column.meaning == Meaning::Expiry
        || column.meaning == Meaning::DesiredExpiry;
}

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
    TimeOpLabel {FilterOp::LessEqual, QT_TRANSLATE_NOOP("FilterChip", "is until")},
    TimeOpLabel {FilterOp::Greater, QT_TRANSLATE_NOOP("FilterChip", "is after")},
    TimeOpLabel {FilterOp::GreaterEqual, QT_TRANSLATE_NOOP("FilterChip", "is from")},
};

QString labelOf(FilterOp op, const ColumnInfo &column)
{
    for (const TimeOpLabel &entry : timeOpLabels) {
        if (isTime(column) && entry.op == op)
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

/// True for operators that look for a part of a text: their value is never a word of a closed list.
bool searchesText(FilterOp op)
{
    return op == FilterOp::Contains || op == FilterOp::Starts || op == FilterOp::Ends;
}
} // namespace

FilterChip::FilterChip(const TableInfo &table, const DecodeContext &context, QWidget *parent)
    : QFrame(parent)
    , m_table(table)
    , m_context(context)
    , m_column(new QComboBox(this))
    , m_op(new QComboBox(this))
    , m_values(new QStackedWidget(this))
    , m_words(new QComboBox(m_values))
    , m_time(new QComboBox(m_values))
    , m_text(new QLineEdit(m_values))
    , m_remove(new QToolButton(this))
{
    setObjectName(u"filterChip"_s);
    setFrameShape(QFrame::StyledPanel);
    createColumns();
    createOperators();
    createValues();
    createRemove();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(3, 3, 3, 3);
    layout->setSpacing(3);
    for (QWidget *widget : {static_cast<QWidget *>(m_column), static_cast<QWidget *>(m_op),
             static_cast<QWidget *>(m_values), static_cast<QWidget *>(m_remove)})
        layout->addWidget(widget);
    showColumn();
}

void FilterChip::createColumns()
{
    m_column->setObjectName(u"column"_s);
    m_column->setAccessibleName(tr("Column of the condition"));
    fillColumns();
    connect(m_column, &QComboBox::activated, this, [this] {
        showColumn();
        emit changed();
    });
}

void FilterChip::fillColumns()
{
    m_column->clear();
    for (const int logical : ColumnLayout::defaultOrder(m_table)) {
        const QString &name = m_table.columns.at(logical).name;
        m_column->addItem(visibleText(name), name);
    }
}

void FilterChip::createOperators()
{
    m_op->setObjectName(u"operator"_s);
    m_op->setAccessibleName(tr("Operator of the condition"));
    connect(m_op, &QComboBox::activated, this, [this] {
        showOperator();
        emit changed();
    });
}

void FilterChip::createValues()
{
    m_words->setObjectName(u"valueWord"_s);
    m_time->setObjectName(u"valueTime"_s);
    m_text->setObjectName(u"valueText"_s);
    m_time->setEditable(true);
    m_time->setInsertPolicy(QComboBox::NoInsert);
    m_time->setCompleter(nullptr);
    for (QWidget *widget :
        {static_cast<QWidget *>(m_words), static_cast<QWidget *>(m_time), static_cast<QWidget *>(m_text)}) {
        widget->setAccessibleName(tr("Value of the condition"));
        m_values->addWidget(widget);
    }
    m_text->setMinimumWidth(textWidth * fontMetrics().averageCharWidth());
    m_time->setMinimumWidth(textWidth * fontMetrics().averageCharWidth());
    m_time->lineEdit()->setPlaceholderText(tr("now+300, now-1h or epoch seconds"));
    setPlainTooltip(m_time, tr("A time: now, now+300 (seconds), now-1h, now-1d or epoch seconds."));
    fillTimes();
    connect(m_words, &QComboBox::activated, this, &FilterChip::changed);
    connect(m_text, &QLineEdit::textEdited, this, &FilterChip::changed);
    connect(m_text, &QLineEdit::returnPressed, this, &FilterChip::committed);
    connect(m_time->lineEdit(), &QLineEdit::textEdited, this, &FilterChip::changed);
    connect(m_time->lineEdit(), &QLineEdit::returnPressed, this, &FilterChip::committed);
    connect(m_time, &QComboBox::activated, this, [this](int index) {
        m_time->setEditText(m_time->itemData(index).toString());
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

Result<std::optional<Condition>> FilterChip::condition(const DecodeContext &context) const
{
    const FilterOp wanted = op().op;
    Condition condition {column(), wanted, {}};
    if (!op().takesValue)
        return std::optional(condition);
    const QString text = valueText();
    if (m_given && m_given->column == condition.column && m_given->op == wanted && text == m_givenText)
        return m_given;
    const QStringList words = wanted == FilterOp::In ? listedWords(text) : QStringList {text};
    if (text.isEmpty() || words.isEmpty())
        return std::optional<Condition>();
    for (const QString &word : words) {
        if (searchesText(wanted)) {
            condition.values << word; // a part of a text is nothing that could be encoded
            continue;
        }
        const Result<QVariant> value = encodeWord(columnInfo(), word, context);
        if (!value)
            return value.error();
        condition.values << *value;
    }
    return std::optional(condition);
}

void FilterChip::setCondition(const Condition &condition)
{
    m_column->setCurrentIndex(m_column->findData(condition.column));
    showColumn();
    showOpOf(condition.op);
    QStringList texts;
    for (const QVariant &value : condition.values)
        texts << textOf(value);
    setValueText(texts.join(", "_L1));
    m_given = condition;
    m_givenText = valueText();
}

bool FilterChip::setTable(const TableInfo &table, const DecodeContext &context)
{
    const QString name = column();
    const FilterOp before = op().op;
    const QString text = valueText();
    m_table = table;
    m_context = context;
    if (m_table.indexOf(name) < 0)
        return false;
    fillColumns();
    m_column->setCurrentIndex(m_column->findData(name));
    showColumn();
    showOpOf(before);
    setValueText(text);
    return true;
}

QString FilterChip::column() const
{
    return m_column->currentData().toString();
}

void FilterChip::focusValue()
{
    QWidget *target = op().takesValue ? m_values->currentWidget() : m_op;
    target->setFocus(Qt::OtherFocusReason);
}

void FilterChip::showColumn()
{
    m_op->clear();
    for (const FilterOp op : filterOpsFor(columnInfo()))
        m_op->addItem(labelOf(op, columnInfo()), static_cast<int>(op));
    fillWords();
    showOperator();
}

void FilterChip::showOpOf(FilterOp op)
{
    int index = m_op->findData(static_cast<int>(op));
    if (index < 0) { // one that the chooser does not offer for this column, from a link
        m_op->addItem(labelOf(op, columnInfo()), static_cast<int>(op));
        index = m_op->count() - 1;
    }
    m_op->setCurrentIndex(index);
    showOperator();
}

void FilterChip::showOperator()
{
    const QString before = valueText();
    m_values->setVisible(op().takesValue);
    QWidget *wanted = m_text;
    if (choosesWord())
        wanted = m_words;
    else if (isTime(columnInfo()))
        wanted = m_time;
    const bool moved = m_values->currentWidget() != wanted;
    m_values->setCurrentWidget(wanted);
    if (moved && wanted != m_words && m_values->isVisibleTo(this))
        setValueText(before);
    m_text->setPlaceholderText(op().op == FilterOp::In ? tr("values, separated by commas") : tr("value"));
}

void FilterChip::fillWords()
{
    m_words->clear();
    m_words->addItems(wordsOf(columnInfo(), m_context));
}

void FilterChip::fillTimes()
{
    const QSignalBlocker blocker(m_time);
    for (const TimeHint &hint : timeHints) {
        const QString value = QLatin1StringView(hint.value);
        m_time->addItem(
            tr("%1 (%2)").arg(QCoreApplication::translate("FilterChip", hint.label), value), value);
    }
    m_time->setCurrentIndex(-1);
}

const ColumnInfo &FilterChip::columnInfo() const
{
    static const ColumnInfo none;
    const int index = m_table.indexOf(column());
    return index < 0 ? none : m_table.columns.at(index);
}

const FilterOpSpec &FilterChip::op() const
{
    return specOf(static_cast<FilterOp>(m_op->currentData().toInt()));
}

bool FilterChip::choosesWord() const
{
    const FilterOp current = op().op;
    return m_words->count() > 0 && current != FilterOp::In && !searchesText(current);
}

QString FilterChip::valueText() const
{
    if (m_values->currentWidget() == m_words)
        return m_words->currentText();
    return m_values->currentWidget() == m_time ? m_time->currentText().trimmed() : m_text->text();
}

void FilterChip::setValueText(const QString &text)
{
    m_words->setCurrentText(text);
    m_time->setEditText(text);
    m_text->setText(text);
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
