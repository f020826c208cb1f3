// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "connection/profilesection.h"

class QCheckBox;
class QLineEdit;

/// Who signs in. The password is never part of the profile.
class LoginSection : public ProfileSection {
    Q_OBJECT
public:
    explicit LoginSection(QWidget *parent = nullptr);

    void load(const Profile &profile) override;
    void store(Profile &profile) const override;
    QList<FieldFault> faults() const override;
    void follow(const Profile &profile) override;

    /// What was typed; empty: nothing.
    Secret password() const;
    void setPassword(const Secret &password);
    void clearPassword();

private:
    bool m_isNeeded = false;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QCheckBox *m_keep;
};
