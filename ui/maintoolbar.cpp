// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintoolbar.h"

#include "base/visibletext.h"
#include "plainlabel.h"

#include <QAction>
#include <QComboBox>

#include <algorithm>
#include <array>

namespace {
/// Choices of the refresh period in seconds; 0 is off.
constexpr std::array periods {1, 2, 5, 10, 30, 60, 0};
} // namespace

MainToolBar::MainToolBar(const Actions &actions, QWidget *parent)
    : QToolBar(tr("Refresh and filters"), parent)
    , m_place(new PlainLabel({}, this))
    , m_period(new QComboBox(this))
{
    setObjectName(QStringLiteral("toolBar"));
    setMovable(false);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_place->setObjectName(QStringLiteral("place"));
    m_place->setMargin(4);
    addCommand(actions, Command::Open, tr("Open…"));
    addWidget(m_place);
    addSeparator();
    addCommand(actions, Command::Refresh, tr("Refresh"));
    addPeriods();
    addCommand(actions, Command::Pause, tr("Pause"));
    addSeparator();
    addCommand(actions, Command::FilterPresentity, tr("This presentity"));
    addCommand(actions, Command::FilterWatcher, tr("This watcher"));
    addCommand(actions, Command::FilterCallId, tr("Same Call-ID"));
    addSeparator();
    addCommand(actions, Command::Details, tr("Details"));
}

void MainToolBar::addCommand(const Actions &actions, Command command, const QString &shortText)
{
    QAction *action = actions[command];
    action->setIconText(shortText);
    addAction(action);
    widgetForAction(action)->setObjectName(action->objectName() + QStringLiteral("Button"));
}

void MainToolBar::addPeriods()
{
    m_period->setObjectName(QStringLiteral("refreshPeriod"));
    m_period->setAccessibleName(tr("Refresh period"));
    setPlainTooltip(m_period, tr("How often the rows on the screen are read again."));
    for (const int seconds : periods)
        m_period->addItem(seconds > 0 ? tr("every %1 s").arg(seconds) : tr("by hand only"), seconds);
    addWidget(m_period);
    connect(m_period, &QComboBox::currentIndexChanged, this, [this] { emit periodChosen(period()); });
}

void MainToolBar::showPlace(const QString &text, const QString &address)
{
    m_place->setText(visibleText(text));
    setPlainTooltip(m_place, visibleText(address));
}

int MainToolBar::period() const
{
    return m_period->currentData().toInt();
}

void MainToolBar::setPeriod(int seconds)
{
    m_period->setCurrentIndex(std::max(0, m_period->findData(seconds)));
}
