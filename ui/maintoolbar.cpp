// SPDX-License-Identifier: GPL-3.0-or-later
#include "maintoolbar.h"

#include "base/visibletext.h"
#include "change/lockbutton.h"
#include "connection/environmentbadge.h"
#include "connection/environmentband.h"
#include "plainlabel.h"

#include <QAction>
#include <QComboBox>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <iterator>

namespace {
/// Choices of the refresh period in seconds; 0 is off.
constexpr std::array periods {1, 2, 5, 10, 30, 60, 0};
} // namespace

MainToolBar::MainToolBar(const Actions &actions, QWidget *parent)
    : QToolBar(tr("Refresh and filters"), parent)
    , m_environment(new EnvironmentBadge(this))
    , m_band(new EnvironmentBand(this))
    , m_place(new PlainLabel({}, this))
    , m_lock(new LockButton(this))
    , m_period(new QComboBox(this))
{
    setObjectName(QStringLiteral("toolBar"));
    setMovable(false);
    // What shows the environment cannot be put out of sight.
    toggleViewAction()->setVisible(false);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_place->setObjectName(QStringLiteral("place"));
    m_place->setMargin(4);
    addCommand(actions, Command::Connect, tr("Connect…"));
    addEnvironment();
    addWidget(m_place);
    addLock();
    addSeparator();
    addCommand(actions, Command::Refresh, tr("Refresh"));
    addPeriod();
    addCommand(actions, Command::Pause, tr("Pause"));
    addSeparator();
    addCommand(actions, Command::FilterPresentity, tr("This presentity"));
    addCommand(actions, Command::FilterWatcher, tr("This watcher"));
    addCommand(actions, Command::FilterCallId, tr("Same Call-ID"));
    addSeparator();
    addCommand(actions, Command::Details, tr("Details"));
}

void MainToolBar::addLock()
{
    m_lockAction = addWidget(m_lock);
    m_lockAction->setVisible(false);
}

void MainToolBar::addCommand(const Actions &actions, Command command, const QString &shortText)
{
    QAction *action = actions[command];
    action->setIconText(shortText);
    addAction(action);
    widgetForAction(action)->setObjectName(action->objectName() + QStringLiteral("Button"));
}

void MainToolBar::addEnvironment()
{
    m_environment->setObjectName(QStringLiteral("environmentBadge"));
    m_environmentAction = addWidget(m_environment);
    m_environmentAction->setVisible(false);
}

void MainToolBar::addPeriod()
{
    m_period->setObjectName(QStringLiteral("refreshPeriod"));
    m_period->setAccessibleName(tr("Refresh period"));
    setPlainTooltip(m_period, tr("How often the rows on the screen are read again."));
    m_period->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    addWidget(m_period);
    connect(m_period, &QComboBox::currentIndexChanged, this, [this] { emit periodChosen(period()); });
}

void MainToolBar::showPlace(const QString &text, const QString &address)
{
    m_place->setText(visibleText(text));
    setPlainTooltip(m_place, visibleText(address));
}

void MainToolBar::showEnvironment(const EnvironmentStyle &style)
{
    m_environment->showStyle(style);
    m_environmentAction->setVisible(!style.label.isEmpty());
    m_band->showStyle(style);
}

void MainToolBar::resizeEvent(QResizeEvent *event)
{
    QToolBar::resizeEvent(event);
    m_band->setGeometry(0, height() - m_band->height(), width(), m_band->height());
    m_band->raise();
}

void MainToolBar::setConnectionMenu(QMenu *menu)
{
    auto *button = findChild<QToolButton *>(QStringLiteral("connectButton"));
    button->setMenu(menu);
    button->setPopupMode(QToolButton::MenuButtonPopup);
}

int MainToolBar::period() const
{
    return m_period->currentData().toInt();
}

void MainToolBar::offerPeriods(int shortest, int chosen)
{
    const QSignalBlocker quiet(m_period);
    QList<int> offered;
    std::copy_if(periods.begin(), periods.end(), std::back_inserter(offered),
        [shortest](int seconds) { return seconds == 0 || seconds >= shortest; });
    if (!offered.contains(chosen))
        offered.prepend(chosen);
    m_period->clear();
    for (const int seconds : std::as_const(offered))
        m_period->addItem(seconds > 0 ? tr("every %1 s").arg(seconds) : tr("by hand only"), seconds);
    m_period->setCurrentIndex(static_cast<int>(offered.indexOf(chosen)));
}
