// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/profileform.h"

#include "connection/addresssection.h"
#include "connection/encryptionsection.h"
#include "connection/habitssection.h"
#include "connection/loginsection.h"
#include "connection/namesection.h"
#include "connection/sipserversection.h"
#include "connection/tablessection.h"

#include <QGroupBox>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ProfileForm::ProfileForm(QWidget *parent) : QTabWidget(parent)
{
    setObjectName(u"profilePages"_s);
    createServerPage();
    createOtherPages();
    for (ProfileSection *section : std::as_const(m_sections))
        connect(section, &FieldForm::edited, this, [this, section] {
            section->clearFaults();
            follow();
            emit edited();
        });
    load({});
}

QWidget *ProfileForm::addPage(const QString &name, const QString &title)
{
    auto *page = new QWidget(this);
    page->setObjectName(name);
    auto *layout = new QVBoxLayout(page);
    layout->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    addTab(scroll, title);
    return page;
}

void ProfileForm::addSection(QWidget *page, ProfileSection *section, const QString &title)
{
    auto *layout = qobject_cast<QVBoxLayout *>(page->layout());
    auto *box = new QGroupBox(title, page);
    box->setFlat(title.isEmpty());
    auto *inside = new QVBoxLayout(box);
    inside->addWidget(section);
    layout->insertWidget(layout->count() - 1, box);
    m_sections.append(section);
}

void ProfileForm::createServerPage()
{
    QWidget *page = addPage(u"serverPage"_s, tr("Server"));
    m_login = new LoginSection(this);
    auto *encryption = new EncryptionSection(this);
    addSection(page, new NameSection(this), tr("Connection"));
    addSection(page, new AddressSection(this), tr("Database"));
    addSection(page, m_login, tr("Sign in"));
    addSection(page, encryption, tr("Encryption"));
    m_loginBox = m_login->parentWidget();
    m_encryptionBox = encryption->parentWidget();
}

void ProfileForm::createOtherPages()
{
    addSection(addPage(u"tablesPage"_s, tr("Tables")), new TablesSection(this), {});
    addSection(addPage(u"sipServerPage"_s, tr("SIP server")), new SipServerSection(this), {});
    addSection(addPage(u"habitsPage"_s, tr("Habits")), new HabitsSection(this), {});
}

void ProfileForm::load(const Profile &profile, const Secret &password)
{
    for (ProfileSection *section : std::as_const(m_sections))
        section->load(profile);
    m_login->setPassword(password);
    clearFaults();
    follow();
}

Profile ProfileForm::profile() const
{
    Profile profile;
    for (const ProfileSection *section : m_sections)
        section->store(profile);
    return profile;
}

Secret ProfileForm::password() const
{
    return profile().url.isFile() ? Secret() : m_login->password();
}

void ProfileForm::clearPassword()
{
    m_login->clearPassword();
}

void ProfileForm::follow()
{
    // The encryption follows the address, and the consent follows the encryption.
    for (ProfileSection *section : std::as_const(m_sections))
        section->follow(profile());
    const DatabaseUrl url = profile().url;
    m_loginBox->setVisible(!url.isFile());
    m_encryptionBox->setVisible(!url.isFile() && url.socket.isEmpty());
}

bool ProfileForm::check()
{
    clearFaults();
    QList<FieldFault> faults;
    for (const ProfileSection *section : std::as_const(m_sections))
        faults += section->faults();
    for (const FieldFault &fault : faults)
        for (ProfileSection *section : std::as_const(m_sections))
            section->showFault(fault);
    return faults.isEmpty() || !goTo(faults.constFirst().field);
}

void ProfileForm::showFault(const FieldFault &fault)
{
    for (ProfileSection *section : std::as_const(m_sections))
        section->showFault(fault);
    goTo(fault.field);
}

bool ProfileForm::goTo(const QString &name)
{
    for (int page = 0; page < count(); ++page) {
        auto *scroll = qobject_cast<QScrollArea *>(widget(page));
        auto *field = scroll->widget()->findChild<QWidget *>(name);
        if (!field)
            continue;
        setCurrentIndex(page);
        scroll->ensureWidgetVisible(field->parentWidget());
        field->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return false;
}

void ProfileForm::clearFaults()
{
    for (ProfileSection *section : std::as_const(m_sections))
        section->clearFaults();
}
