// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/profilesection.h"

class EnvironmentBadge;
class QComboBox;
class QLineEdit;

/// What a connection is called and how careful one has to be with it.
class NameSection : public ProfileSection {
    Q_OBJECT
public:
    explicit NameSection(QWidget *parent = nullptr);

    void load(const Profile &profile) override;
    void store(Profile &profile) const override;
    QList<FieldFault> faults() const override;
    void follow(const Profile &profile) override;

private:
    void chooseColour();

    QLineEdit *m_name;
    QComboBox *m_environment;
    QLineEdit *m_label;
    QLineEdit *m_colour;
    EnvironmentBadge *m_badge;
};
