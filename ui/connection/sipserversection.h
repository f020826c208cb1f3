// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/profilesection.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

/// Parameters of the SIP server that no table shows; each may be unknown.
class SipServerSection : public ProfileSection {
    Q_OBJECT
public:
    explicit SipServerSection(QWidget *parent = nullptr);

    void load(const Profile &profile) override;
    void store(Profile &profile) const override;
    QList<FieldFault> faults() const override;

private:
    void addChoices();
    void addProcesses();
    void addTimeZone();

    QList<QComboBox *> m_choices; ///< in the order of the table of parameters
    QSpinBox *m_processes;
    QLineEdit *m_timeZone;
};
