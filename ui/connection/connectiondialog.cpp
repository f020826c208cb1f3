// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/connectiondialog.h"

#include "base/visibletext.h"
#include "base/whendone.h"
#include "connection/connectiontest.h"
#include "connection/profileform.h"
#include "connection/profilelist.h"
#include "connection/reportview.h"
#include "screenfit.h"

#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr QSize comfortable(880, 700);
constexpr std::array listAndForm {180, 700};
constexpr std::array formAndReport {440, 210};
} // namespace

ConnectionDialog::ConnectionDialog(const ConnectionServices &services, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_drafts(readDrafts(services.profilesFile))
    , m_list(new ProfileList(this))
    , m_form(new ProfileForm(this))
    , m_report(new ReportView(this))
    , m_test(new ConnectionTest(m_services, this))
{
    setObjectName(u"connectionDialog"_s);
    setWindowTitle(tr("Connections"));
    fitToScreen(*this, comfortable);
    createLayout();
    connectParts();
    if (m_drafts.isEmpty())
        m_drafts.append(ProfileDraft {});
    showCurrent();
}

QPushButton *ConnectionDialog::addButton(const QString &name, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}

void ConnectionDialog::createLayout()
{
    m_testButton = addButton(u"testConnection"_s, tr("&Test connection"));
    m_saveButton = addButton(u"saveProfile"_s, tr("&Save"));
    m_connectButton = addButton(u"connectNow"_s, tr("&Connect"));
    m_connectButton->setDefault(true);
    QPushButton *close = addButton(u"closeConnections"_s, tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_testButton);
    buttons->addStretch();
    for (QPushButton *button : {m_saveButton, m_connectButton, close})
        buttons->addWidget(button);

    auto *right = new QSplitter(Qt::Vertical, this);
    right->addWidget(m_form);
    right->addWidget(m_report);
    right->setSizes({formAndReport.begin(), formAndReport.end()});
    right->setStretchFactor(0, 1);
    auto *both = new QSplitter(this);
    both->addWidget(m_list);
    both->addWidget(right);
    both->setSizes({listAndForm.begin(), listAndForm.end()});
    both->setStretchFactor(1, 1);
    for (QSplitter *splitter : {right, both})
        splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(both, 1);
    layout->addLayout(buttons);
}

void ConnectionDialog::connectParts()
{
    connect(m_list, &ProfileList::chosen, this, qOverload<int>(&ConnectionDialog::choose));
    connect(m_list, &ProfileList::activated, this, &ConnectionDialog::connectToIt);
    connect(m_list, &ProfileList::newWanted, this, &ConnectionDialog::addNew);
    connect(m_list, &ProfileList::duplicateWanted, this, &ConnectionDialog::duplicate);
    connect(m_list, &ProfileList::deleteWanted, this, &ConnectionDialog::askBeforeRemoving);
    connect(m_list, &ProfileList::importWanted, this, &ConnectionDialog::import);
    connect(m_form, &ProfileForm::edited, this, &ConnectionDialog::markChanged);
    connect(m_testButton, &QPushButton::clicked, this, &ConnectionDialog::test);
    connect(m_saveButton, &QPushButton::clicked, this, &ConnectionDialog::save);
    connect(m_connectButton, &QPushButton::clicked, this, &ConnectionDialog::connectToIt);
    connect(m_test, &ConnectionTest::finished, this, &ConnectionDialog::showReport);
    connect(m_report, &ReportView::cancelled, this, &ConnectionDialog::cancelTest);
}

void ConnectionDialog::choose(const QString &name)
{
    const auto named = [&name](const ProfileDraft &draft) { return draft.savedName == name; };
    const auto found = std::find_if(m_drafts.begin(), m_drafts.end(), named);
    if (found == m_drafts.end())
        return addNew();
    choose(static_cast<int>(found - m_drafts.begin()));
}

void ConnectionDialog::choose(int row)
{
    if (row < 0 || row == m_current)
        return;
    keepForm();
    m_current = row;
    showCurrent();
}

void ConnectionDialog::keepForm()
{
    if (!current().isReadable())
        return;
    current().profile = m_form->profile();
    current().password = m_form->password();
}

void ConnectionDialog::showCurrent()
{
    cancelTest();
    const ProfileDraft &draft = current();
    m_list->showDrafts(m_drafts, m_current);
    m_form->load(draft.profile, draft.password);
    m_form->setEnabled(draft.isReadable());
    for (QPushButton *button : {m_testButton, m_connectButton})
        button->setEnabled(draft.isReadable());
    m_saveButton->setEnabled(draft.changed);
    if (!draft.isReadable())
        m_report->showError(draft.fault);
}

void ConnectionDialog::markChanged()
{
    const Profile shown = m_form->profile();
    // A password alone is a change only where it is to be kept.
    const bool keepsAnother = shown.savesPassword && !m_form->password().isEmpty();
    current().changed = current().savedName.isEmpty() || shown != current().saved || keepsAnother;
    keepForm();
    m_list->showDraft(m_current, current());
    m_saveButton->setEnabled(current().changed);
    m_report->clear();
    m_test->cancel();
}

void ConnectionDialog::addDraft(const Profile &profile, const Secret &password)
{
    keepForm();
    ProfileDraft draft {{}, {}, profile, password, true};
    if (!draft.profile.name.isEmpty())
        draft.profile.name = freeName(draft.profile.name, m_drafts);
    m_drafts.append(draft);
    m_current = static_cast<int>(m_drafts.size()) - 1;
    showCurrent();
}

void ConnectionDialog::addNew()
{
    keepForm();
    const auto isFresh = [](const ProfileDraft &draft) {
        return draft.savedName.isEmpty() && !draft.changed;
    };
    const auto fresh = std::find_if(m_drafts.begin(), m_drafts.end(), isFresh);
    m_current = static_cast<int>(fresh - m_drafts.begin());
    if (fresh == m_drafts.end())
        m_drafts.append(ProfileDraft {});
    showCurrent();
    m_form->goTo(u"profileName"_s);
}

void ConnectionDialog::duplicate()
{
    keepForm();
    const ProfileDraft original = current();
    Profile copy = original.profile;
    // The copy has no password in the keychain yet.
    copy.savesPassword = false;
    addDraft(copy, original.password);
    m_form->goTo(u"profileName"_s);
}

void ConnectionDialog::askBeforeRemoving()
{
    if (current().savedName.isEmpty())
        return remove();
    auto *box = new QMessageBox(QMessageBox::Question, tr("Delete a connection"),
        tr("Delete the connection “%1”, and its password in the keychain?")
            .arg(visibleText(current().savedName)),
        QMessageBox::Cancel, this);
    box->setObjectName(u"deleteQuestion"_s);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto *yes = box->addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    yes->setObjectName(u"deleteYes"_s);
    connect(yes, &QPushButton::clicked, this, &ConnectionDialog::remove);
    box->open();
}

void ConnectionDialog::remove()
{
    const ProfileDraft gone = current();
    if (!gone.savedName.isEmpty()) {
        if (const auto removed = removeProfile(gone.savedName, m_services.profilesFile); !removed)
            return m_report->showError(removed.error());
        if (gone.profile.savesPassword)
            m_services.removePassword(gone.savedName);
        emit profilesChanged();
    }
    m_drafts.removeAt(m_current);
    if (m_drafts.isEmpty())
        m_drafts.append(ProfileDraft {});
    m_current = std::min(m_current, static_cast<int>(m_drafts.size()) - 1);
    showCurrent();
}

void ConnectionDialog::test()
{
    if (!m_form->check())
        return;
    const Profile profile = m_form->profile();
    m_report->showProgress(tr("Connecting to %1…").arg(profile.url.title()));
    m_test->start(profile, m_form->password(), current().savedName);
}

void ConnectionDialog::cancelTest()
{
    m_test->cancel();
    m_report->clear();
}

void ConnectionDialog::showReport(const Result<ConnectionReport> &report)
{
    if (report)
        return m_report->showReport(*report);
    m_report->showError(report.error());
    if (report.error().fault == Fault::Denied)
        m_form->goTo(u"password"_s);
}

void ConnectionDialog::connectToIt()
{
    if (!current().isReadable() || !m_form->check())
        return;
    Profile profile = m_form->profile();
    // A name that is not saved would be looked for in vain, in the file and in the keychain.
    profile.name = current().savedName;
    profile.savesPassword = profile.savesPassword && !profile.name.isEmpty();
    emit connectWanted(profile, m_form->password());
    m_form->clearPassword();
    hide();
}

bool ConnectionDialog::hasChanges() const
{
    return std::any_of(
        m_drafts.begin(), m_drafts.end(), [](const ProfileDraft &draft) { return draft.changed; });
}
