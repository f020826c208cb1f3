// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/conditionvalue.h"

#include "plainlabel.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>

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
    TimeHint {QT_TRANSLATE_NOOP("ConditionValue", "now"), "now"},
    TimeHint {QT_TRANSLATE_NOOP("ConditionValue", "in a minute"), "now+60"},
    TimeHint {QT_TRANSLATE_NOOP("ConditionValue", "in 5 minutes"), "now+300"},
    TimeHint {QT_TRANSLATE_NOOP("ConditionValue", "in an hour"), "now+1h"},
    TimeHint {QT_TRANSLATE_NOOP("ConditionValue", "5 minutes ago"), "now-300"},
    TimeHint {QT_TRANSLATE_NOOP("ConditionValue", "an hour ago"), "now-1h"},
    TimeHint {QT_TRANSLATE_NOOP("ConditionValue", "a day ago"), "now-1d"},
};
} // namespace

ConditionValue::ConditionValue(QWidget *parent)
    : QStackedWidget(parent)
    , m_words(new QComboBox(this))
    , m_time(new QComboBox(this))
    , m_text(new QLineEdit(this))
{
    m_words->setObjectName(u"valueWord"_s);
    m_time->setObjectName(u"valueTime"_s);
    m_text->setObjectName(u"valueText"_s);
    for (QWidget *widget :
        {static_cast<QWidget *>(m_words), static_cast<QWidget *>(m_time), static_cast<QWidget *>(m_text)}) {
        widget->setAccessibleName(tr("Value of the condition"));
        addWidget(widget);
    }
    createTimes();
    m_text->setMinimumWidth(textWidth * fontMetrics().averageCharWidth());
    connect(m_words, &QComboBox::activated, this, &ConditionValue::changed);
    for (const QLineEdit *line : {m_text, m_time->lineEdit()}) {
        connect(line, &QLineEdit::textEdited, this, &ConditionValue::changed);
        connect(line, &QLineEdit::returnPressed, this, &ConditionValue::committed);
    }
}

void ConditionValue::createTimes()
{
    m_time->setEditable(true);
    m_time->setInsertPolicy(QComboBox::NoInsert);
    m_time->setCompleter(nullptr);
    m_time->setMinimumWidth(textWidth * fontMetrics().averageCharWidth());
    m_time->lineEdit()->setPlaceholderText(tr("now+300, now-1h or epoch seconds"));
    setPlainTooltip(m_time, tr("A time: now, now+300 (seconds), now-1h, now-1d or epoch seconds."));
    for (const TimeHint &hint : timeHints) {
        const QString value = QLatin1StringView(hint.value);
        const QString label = QCoreApplication::translate("ConditionValue", hint.label);
        m_time->addItem(tr("%1 (%2)").arg(label, value), value);
    }
    m_time->setCurrentIndex(-1);
    connect(m_time, &QComboBox::activated, this, [this](int index) {
        m_time->setEditText(m_time->itemData(index).toString());
        emit changed();
    });
}

void ConditionValue::setColumn(const ColumnInfo &column, const DecodeContext &context)
{
    m_column = column;
    m_words->clear();
    m_words->addItems(wordsOf(column, context));
}

void ConditionValue::setOperator(FilterOp op)
{
    m_text->setPlaceholderText(op == FilterOp::In ? tr("values, separated by commas") : tr("value"));
    QWidget *wanted = widgetFor(op);
    if (wanted == currentWidget())
        return;
    const QString typed = text();
    setCurrentWidget(wanted);
    if (wanted != m_words)
        setText(typed);
    setFocusProxy(wanted);
}

QString ConditionValue::text() const
{
    if (currentWidget() == m_words)
        return m_words->currentText();
    return currentWidget() == m_time ? m_time->currentText().trimmed() : m_text->text();
}

void ConditionValue::setText(const QString &text)
{
    m_words->setCurrentText(text);
    m_time->setEditText(text);
    m_text->setText(text);
}

QWidget *ConditionValue::widgetFor(FilterOp op) const
{
    if (op == FilterOp::In || searchesText(op))
        return m_text;
    if (m_words->count() > 0)
        return m_words;
    return holdsTime(m_column) ? static_cast<QWidget *>(m_time) : m_text;
}

bool holdsTime(const ColumnInfo &column)
{
    return column.meaning == Meaning::Time || column.meaning == Meaning::Expiry
        || column.meaning == Meaning::DesiredExpiry;
}

bool searchesText(FilterOp op)
{
    return op == FilterOp::Contains || op == FilterOp::Starts || op == FilterOp::Ends;
}
