// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/filterbar.h"

#include "flowlayout.h"
#include "grid/filterchip.h"
#include "grid/quickfilterbar.h"
#include "plainlabel.h"
#include "tintedicon.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace {
constexpr int usualDelay = 250;
} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_freeText(new QLineEdit(this))
    , m_add(new QPushButton(tr("&Add condition"), this))
    , m_clear(new QPushButton(tr("C&lear"), this))
    , m_quick(new QuickFilterBar(this))
    , m_chipRow(new QWidget(this))
    , m_chipLayout(new FlowLayout(m_chipRow))
    , m_error(new PlainLabel({}, this))
{
    setObjectName(u"filterBar"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    auto *row = new QHBoxLayout;
    createFreeText(row);
    createButtons(row);
    row->addSpacing(12);
    row->addWidget(m_quick);
    connect(m_quick, &QuickFilterBar::changed, this, &FilterBar::schedule);
    layout->addLayout(row);
    layout->addWidget(m_chipRow);
    layout->addWidget(m_error);
    m_chipRow->hide();
    m_error->setObjectName(u"filterError"_s);
    m_error->setWordWrap(true);
    m_error->hide();
    showColours();
    m_timer.setSingleShot(true);
    m_timer.setInterval(usualDelay);
    connect(&m_timer, &QTimer::timeout, this, &FilterBar::emitNow);
}

void FilterBar::createFreeText(QHBoxLayout *row)
{
    m_freeText->setObjectName(u"freeText"_s);
    m_freeText->setAccessibleName(tr("Find in this table"));
    m_freeText->setPlaceholderText(tr("Find in this table…"));
    m_freeText->setClearButtonEnabled(true);
    setPlainTooltip(
        m_freeText, tr("Shows the rows in which an identifying column contains this text (Ctrl+F)."));
    connect(m_freeText, &QLineEdit::textChanged, this, &FilterBar::schedule);
    connect(m_freeText, &QLineEdit::returnPressed, this, &FilterBar::emitNow);
    auto *escape =
        new QShortcut(Qt::Key_Escape, m_freeText, m_freeText, &QLineEdit::clear, Qt::WidgetShortcut);
    escape->setObjectName(u"clearFreeText"_s);
    row->addWidget(m_freeText, 1);
}

void FilterBar::createButtons(QHBoxLayout *row)
{
    m_add->setObjectName(u"addCondition"_s);
    m_clear->setObjectName(u"clearFilter"_s);
    m_clear->setEnabled(false);
    setPlainTooltip(m_clear, tr("Show all rows again."));
    connect(m_add, &QPushButton::clicked, this, [this] {
        addChip()->focusColumn();
        schedule();
    });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        clear();
        focusFreeText();
    });
    row->addWidget(m_add);
    row->addWidget(m_clear);
}

void FilterBar::setTable(const TableInfo &table, const DecodeContext &context)
{
    m_table = table;
    setContext(context);
    const QList<FilterChip *> chips = m_chips;
    for (FilterChip *chip : chips) {
        if (!chip->setTable(table, context))
            removeChip(chip);
    }
    m_quick->setTable(table, context);
    m_add->setEnabled(!table.columns.isEmpty());
    schedule();
}

void FilterBar::setContext(const DecodeContext &context)
{
    m_context = context;
    m_skew = context.now - QDateTime::currentSecsSinceEpoch();
}

RowFilter FilterBar::filter() const
{
    return filterAt(serverNow());
}

RowFilter FilterBar::filterAt(qint64 now) const
{
    const DecodeContext context = contextAt(now);
    RowFilter filter {chipConditions(context), m_freeText->text().trimmed()};
    filter.conditions << m_quick->conditions(m_table, context);
    return filter;
}

bool FilterBar::movesWithTime() const
{
    return !(filterAt(m_context.now) == filterAt(m_context.now + 1));
}

void FilterBar::setFilter(const RowFilter &filter)
{
    if (filter == this->filter())
        return;
    m_quick->releaseAll();
    removeAllChips();
    for (const Condition &condition : filter.conditions) {
        if (m_table.indexOf(condition.column) >= 0)
            addChip()->setCondition(condition);
    }
    m_freeText->setText(filter.freeText);
    schedule();
}

void FilterBar::addCondition(const Condition &condition)
{
    if (m_table.indexOf(condition.column) < 0 || chipConditions(contextAt(serverNow())).contains(condition))
        return;
    addChip()->setCondition(condition);
    schedule();
}

void FilterBar::setQuickFilter(QuickFilter filter, bool on)
{
    m_quick->setOn(filter, on);
}

bool FilterBar::quickFilter(QuickFilter filter) const
{
    return m_quick->isOn(filter);
}

void FilterBar::clear()
{
    setFilter({});
    removeAllChips(); // also those without a value yet, which are no part of the filter
    schedule();
}

void FilterBar::focusFreeText()
{
    m_freeText->setFocus(Qt::ShortcutFocusReason);
    m_freeText->selectAll();
}

void FilterBar::setDelay(int milliseconds)
{
    m_timer.setInterval(milliseconds);
}

FilterChip *FilterBar::addChip()
{
    auto *chip = new FilterChip(m_table, m_context, m_chipRow);
    connect(chip, &FilterChip::changed, this, &FilterBar::schedule);
    connect(chip, &FilterChip::committed, this, &FilterBar::emitNow);
    connect(chip, &FilterChip::removeWanted, this, [this, chip] {
        removeChip(chip);
        m_add->setFocus(Qt::OtherFocusReason);
        schedule();
    });
    m_chips << chip;
    m_chipLayout->addWidget(chip);
    m_chipRow->show();
    chip->show();
    return chip;
}

void FilterBar::removeChip(FilterChip *chip)
{
    m_chips.removeOne(chip);
    m_chipLayout->removeWidget(chip);
    chip->hide();
    chip->deleteLater();
    m_chipRow->setVisible(!m_chips.isEmpty());
}

void FilterBar::removeAllChips()
{
    while (!m_chips.isEmpty())
        removeChip(m_chips.last());
}

void FilterBar::schedule()
{
    m_clear->setEnabled(m_quick->isAnyOn() || !m_chips.isEmpty() || !m_freeText->text().isEmpty());
    m_timer.start();
}

void FilterBar::emitNow()
{
    m_timer.stop();
    const QString error = firstError();
    showError(error);
    const RowFilter wanted = filter();
    if (!error.isEmpty() || wanted == m_emitted)
        return;
    m_emitted = wanted;
    emit filterChanged(wanted);
}

void FilterBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        showColours();
    QWidget::changeEvent(event);
}

void FilterBar::showColours()
{
    m_add->setIcon(tintedIcon("filter", palette()));
    m_clear->setIcon(tintedIcon("clear", palette()));
    QPalette error = palette();
    error.setColor(QPalette::WindowText, error.color(QPalette::BrightText));
    m_error->setPalette(error);
}

void FilterBar::showError(const QString &sentence)
{
    m_error->setText(sentence);
    m_error->setVisible(!sentence.isEmpty());
}

QList<Condition> FilterBar::chipConditions(const DecodeContext &context) const
{
    QList<Condition> conditions;
    for (const FilterChip *chip : m_chips) {
        const Result<std::optional<Condition>> condition = chip->condition(context);
        if (condition && *condition)
            conditions << **condition;
    }
    return conditions;
}

QString FilterBar::firstError() const
{
    for (const FilterChip *chip : m_chips) {
        const Result<std::optional<Condition>> condition = chip->condition(m_context);
        if (!condition)
            return condition.error().message;
    }
    return {};
}

DecodeContext FilterBar::contextAt(qint64 now) const
{
    DecodeContext context = m_context;
    context.now = now;
    return context;
}

qint64 FilterBar::serverNow() const
{
    return QDateTime::currentSecsSinceEpoch() + m_skew;
}
