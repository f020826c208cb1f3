// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions.h"

#include <QAction>
#include <QToolBar>

class EnvironmentBadge;
class EnvironmentBand;
class LockButton;
class PlainLabel;
class QComboBox;
class QMenu;
struct EnvironmentStyle;

/// The bar above the tabs: which database, how often it is read again, and the filters of one click.
class MainToolBar : public QToolBar {
    Q_OBJECT
public:
    explicit MainToolBar(const Actions &actions, QWidget *parent = nullptr);

    /// What is open, in a few words; the whole address for the tooltip.
    void showPlace(const QString &text, const QString &address);
    void showEnvironment(const EnvironmentStyle &style);
    /// What the arrow of the connect button opens.
    void setConnectionMenu(QMenu *menu);
    /// Whether this session may write; hidden while nothing is open.
    LockButton &lockButton() { return *m_lock; }
    void setLockVisible(bool visible) { m_lockAction->setVisible(visible); }
    int period() const; ///< seconds, 0: by hand only
    /// The choices that are not shorter than @p shortest seconds, and @p chosen, which is in force. Emits
    /// nothing.
    void offerPeriods(int shortest, int chosen);

signals:
    void periodChosen(int seconds);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void addLock();
    void addCommand(const Actions &actions, Command command, const QString &shortText);
    void addEnvironment();
    void addPeriod();

    EnvironmentBadge *m_environment;
    QAction *m_environmentAction = nullptr; ///< a tool bar shows and hides its widgets by these
    EnvironmentBand *m_band;
    PlainLabel *m_place;
    LockButton *m_lock;
    QAction *m_lockAction = nullptr;
    QComboBox *m_period;
};
