// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "connection/fieldform.h"
#include "connection/profile.h"

#include <QTabWidget>

class LoginSection;
class ProfileSection;
class QGroupBox;
class QScrollArea;

/// The form in which a person describes a connection, in a few pages of sections.
class ProfileForm : public QTabWidget {
    Q_OBJECT
public:
    explicit ProfileForm(QWidget *parent = nullptr);

    void load(const Profile &profile, const Secret &password = {});
    /// As it stands in the form, whether it can be used or not.
    Profile profile() const;
    Secret password() const;
    void clearPassword();

    /// Shows at their fields what cannot be used, and goes to the first. True when nothing is wrong.
    bool check();
    /// Shows a fault that others found.
    void showFault(const FieldFault &fault);
    void clearFaults();
    /// Brings a field into sight and gives it the focus. False when there is none of this name.
    bool goTo(const QString &name);

signals:
    void edited();

private:
    QWidget *addPage(const QString &name, const QString &title);
    void addSection(QWidget *page, ProfileSection *section, const QString &title);
    void createServerPage();
    void createOtherPages();
    void follow();

    QList<ProfileSection *> m_sections;
    LoginSection *m_login = nullptr;
    QWidget *m_loginBox = nullptr;
    QWidget *m_encryptionBox = nullptr;
};
