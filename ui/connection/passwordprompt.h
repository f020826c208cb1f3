// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "connection/profile.h"

#include <QDialog>

class PlainLabel;
class QCheckBox;
class QLineEdit;

/// Asks for the password of one server. It says whose password and why, and forgets it when it closes.
class PasswordPrompt : public QDialog {
    Q_OBJECT
public:
    /// @p reason: why there is none, or what was wrong with the last one; a sentence.
    PasswordPrompt(const Profile &profile, const Error &reason, QWidget *parent = nullptr);

    void accept() override;
    void done(int result) override;

signals:
    /// @p keep: the person wants it in the keychain.
    void given(const Secret &password, bool keep);

private:
    QLineEdit *m_password;
    QCheckBox *m_keep;
};
