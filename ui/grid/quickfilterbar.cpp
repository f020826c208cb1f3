// SPDX-License-Identifier: GPL-3.0-or-later
#include "grid/quickfilterbar.h"

#include "tintedicon.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
/// A pressed quick filter hides rows: it must be seen in every theme, where the style only darkens it a
/// little.
void showPressed(QToolButton *button, const QuickFilterSpec &spec, QPalette colours)
{
    if (button->isChecked()) {
        const QColor highlight = colours.color(QPalette::Highlight);
        colours.setColor(QPalette::Button, highlight.darker(115)); // the style lightens it again
        colours.setColor(QPalette::ButtonText, colours.color(QPalette::HighlightedText));
    }
    button->setPalette(colours);
    button->setIcon(tintedIcon(spec.icon, colours));
}
} // namespace

QuickFilterBar::QuickFilterBar(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"quickFilters"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    for (const QuickFilterSpec &spec : quickFilters)
        createButton(spec);
    showColours();
}

void QuickFilterBar::createButton(const QuickFilterSpec &spec)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QLatin1StringView(spec.objectName));
    button->setText(QCoreApplication::translate("QuickFilter", spec.label));
    button->setAccessibleName(button->text().remove(u'&'));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->hide();
    connect(button, &QToolButton::toggled, this,
        [this, filter = spec.filter](bool on) { onToggled(filter, on); });
    m_buttons.insert(spec.filter, button);
    layout()->addWidget(button);
}

void QuickFilterBar::setTable(const TableInfo &table, const DecodeContext &context)
{
    for (const QuickFilterSpec &spec : quickFilters) {
        QToolButton *button = m_buttons.value(spec.filter);
        button->setVisible(offersQuickFilter(spec.filter, table, context));
        if (button->isHidden())
            button->setChecked(false);
    }
}

bool QuickFilterBar::isOn(QuickFilter filter) const
{
    return m_buttons.value(filter)->isChecked();
}

bool QuickFilterBar::isAnyOn() const
{
    return std::any_of(
        m_buttons.begin(), m_buttons.end(), [](const QToolButton *button) { return button->isChecked(); });
}

void QuickFilterBar::setOn(QuickFilter filter, bool on)
{
    QToolButton *button = m_buttons.value(filter);
    button->setChecked(on && !button->isHidden());
}

void QuickFilterBar::releaseAll()
{
    for (QToolButton *button : std::as_const(m_buttons))
        button->setChecked(false);
}

QList<Condition> QuickFilterBar::conditions(const TableInfo &table, const DecodeContext &context) const
{
    QList<Condition> all;
    for (const QuickFilterSpec &spec : quickFilters) {
        if (isOn(spec.filter))
            all << quickConditions(spec.filter, table, context);
    }
    return all;
}

void QuickFilterBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        showColours();
    QWidget::changeEvent(event);
}

/// No row is expiring and expired at once: pressing one releases the other.
void QuickFilterBar::onToggled(QuickFilter filter, bool on)
{
    if (on && filter == QuickFilter::Expiring)
        setOn(QuickFilter::Expired, false);
    else if (on && filter == QuickFilter::Expired)
        setOn(QuickFilter::Expiring, false);
    showColours();
    emit changed();
}

void QuickFilterBar::showColours()
{
    for (const QuickFilterSpec &spec : quickFilters)
        showPressed(m_buttons.value(spec.filter), spec, palette());
}
