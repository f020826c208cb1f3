// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/loginsection.h"

#include <QCheckBox>
#include <QLineEdit>

using namespace Qt::StringLiterals;

LoginSection::LoginSection(QWidget *parent)
    : ProfileSection(parent)
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_keep(new QCheckBox(tr("&Keep it in the system keychain"), this))
{
    m_password->setEchoMode(QLineEdit::Password);
    m_user->setPlaceholderText(u"kamailioro"_s);
    addField(u"user"_s, tr("&User:"), m_user,
        tr("An account that may only SELECT is enough; kamdbctl makes one that is called kamailioro."));
    addField(u"password"_s, tr("&Password:"), m_password,
        tr("Used for this session. Without one you are asked for it when it is needed. It is never written "
           "to a settings file."));
    addField(u"keepPassword"_s, {}, m_keep,
        tr("The password is saved in the keychain of your desktop, which is locked when you log out."));
    m_keep->setAccessibleName(tr("Keep the password in the system keychain"));
    connect(m_user, &QLineEdit::textEdited, this, &FieldForm::edited);
    connect(m_password, &QLineEdit::textEdited, this, &FieldForm::edited);
    connect(m_keep, &QCheckBox::clicked, this, &FieldForm::edited);
}

void LoginSection::load(const Profile &profile)
{
    m_user->setText(profile.url.user);
    m_keep->setChecked(profile.savesPassword);
    clearPassword();
}

void LoginSection::store(Profile &profile) const
{
    const bool file = profile.url.isFile();
    profile.url.user = file ? QString() : m_user->text().trimmed();
    profile.savesPassword = !file && m_keep->isChecked();
}

QList<FieldFault> LoginSection::faults() const
{
    if (m_isNeeded && m_user->text().trimmed().isEmpty())
        return {{u"user"_s,
            tr("Name the user who signs in; the first part of db_url says whom the server uses.")}};
    return {};
}

void LoginSection::follow(const Profile &profile)
{
    m_isNeeded = !profile.url.isFile();
    m_password->setPlaceholderText(profile.savesPassword && !profile.name.isEmpty()
            ? tr("as kept in the keychain")
            : tr("asked for when it is needed"));
}

Secret LoginSection::password() const
{
    return Secret(m_password->text().toUtf8());
}

void LoginSection::setPassword(const Secret &password)
{
    m_password->setText(QString::fromUtf8(password.reveal()));
}

void LoginSection::clearPassword()
{
    m_password->clear();
}
