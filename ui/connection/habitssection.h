// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/profilesection.h"

class QCheckBox;
class QComboBox;
class QSpinBox;

/// How a connection is used: how long it may wait, how often it asks, and how much it spares the server.
class HabitsSection : public ProfileSection {
    Q_OBJECT
public:
    explicit HabitsSection(QWidget *parent = nullptr);

    void load(const Profile &profile) override;
    void store(Profile &profile) const override;
    void follow(const Profile &profile) override;

private:
    void addRefresh();
    void addGentle();

    QList<QSpinBox *> m_limits; ///< in the order of the table of limits
    QComboBox *m_refresh;
    QCheckBox *m_gentle;
    QCheckBox *m_readOnly;
};
