// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "actions.h"

#include <QToolBar>

class PlainLabel;
class QComboBox;

/// The bar above the tabs: which database, how often it is read again, and the filters of one click.
class MainToolBar : public QToolBar {
    Q_OBJECT
public:
    explicit MainToolBar(const Actions &actions, QWidget *parent = nullptr);

    /// What is open, in a few words; the whole address for the tooltip.
    void showPlace(const QString &text, const QString &address);
    int period() const; ///< seconds, 0: by hand only
    /// The nearest choice there is. Emits nothing when it is in force already.
    void setPeriod(int seconds);

signals:
    void periodChosen(int seconds);

private:
    void addCommand(const Actions &actions, Command command, const QString &shortText);
    void addPeriods();

    PlainLabel *m_place;
    QComboBox *m_period;
};
