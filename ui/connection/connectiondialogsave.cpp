// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the dialog and what comes into it: saving, importing, closing.
#include "connection/connectiondialog.h"

#include "base/visibletext.h"
#include "base/whendone.h"
#include "connection/importdialog.h"
#include "connection/profileform.h"
#include "connection/profilelist.h"
#include "connection/reportview.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

bool ConnectionDialog::hasFreeName(const Profile &profile)
{
    if (profile.name.isEmpty()) {
        m_form->showFault({u"profileName"_s, tr("Give the connection a name to save it.")});
        return false;
    }
    for (const ProfileDraft &draft : std::as_const(m_drafts))
        if (&draft != &current() && draft.savedName == profile.name) {
            m_form->showFault({u"profileName"_s, tr("There is a connection of this name already.")});
            return false;
        }
    return true;
}

bool ConnectionDialog::save()
{
    if (!m_form->check() || !hasFreeName(m_form->profile()))
        return false;
    keepForm();
    const ProfileDraft draft = current();
    if (const auto written = writeProfile(draft.profile, m_services.profilesFile); !written) {
        m_report->showError(written.error());
        return false;
    }
    const QString oldName = std::exchange(current().savedName, draft.profile.name);
    current().saved = draft.profile;
    current().changed = false;
    current().password = {};
    if (!oldName.isEmpty() && oldName != draft.profile.name)
        if (const auto removed = removeProfile(oldName, m_services.profilesFile); !removed)
            m_report->showError(removed.error());
    savePassword(draft, oldName);
    m_list->showDraft(m_current, current());
    m_saveButton->setEnabled(false);
    emit profilesChanged();
    return true;
}

void ConnectionDialog::savePassword(const ProfileDraft &draft, const QString &oldName)
{
    const QString name = draft.profile.name;
    const auto report = [this](const Result<void> &done) {
        if (!done)
            m_report->showError(done.error());
    };
    const bool isRenamed = !oldName.isEmpty() && oldName != name;
    if (draft.profile.savesPassword && !draft.password.isEmpty()) {
        whenDone(m_services.writePassword(name, draft.password), this, report);
    } else if (draft.profile.savesPassword && isRenamed) {
        whenDone(m_services.readPassword(oldName), this,
            [this, name, oldName, report](const Result<Secret> &kept) {
                if (!kept)
                    return m_report->showError(kept.error());
                whenDone(m_services.writePassword(name, *kept), this, report);
                m_services.removePassword(oldName);
            });
        return;
    } else if (!draft.profile.savesPassword && !oldName.isEmpty()) {
        m_services.removePassword(name);
    }
    if (isRenamed)
        m_services.removePassword(oldName);
}

void ConnectionDialog::import()
{
    auto *dialog = new QFileDialog(this, tr("Import a server's configuration"));
    dialog->setObjectName(u"importFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Kamailio's configuration (kamailio*.cfg kamctlrc)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ConnectionDialog::importFile);
    dialog->open();
}

void ConnectionDialog::importFile(const QString &file)
{
    m_report->showProgress(tr("Reading %1…").arg(file));
    whenDone(
        m_services.importConfig(file), this, [this, file](const Result<QList<ImportProposal>> &proposals) {
            m_report->clear();
            if (!proposals)
                return m_report->showError(proposals.error());
            auto *dialog = new ImportDialog(*proposals, file, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &ImportDialog::taken, this, &ConnectionDialog::take);
            dialog->open();
        });
}

void ConnectionDialog::take(const QList<ImportProposal> &proposals)
{
    const int first = static_cast<int>(m_drafts.size());
    for (const ImportProposal &proposal : proposals)
        addDraft(proposal.profile, proposal.password);
    if (!proposals.isEmpty())
        choose(first);
}

void ConnectionDialog::reject()
{
    if (!hasChanges())
        return QDialog::reject();
    auto *box = new QMessageBox(QMessageBox::Question, tr("Unsaved connections"),
        tr("Some connections are not saved. Close the window and forget what was changed?"),
        QMessageBox::Cancel, this);
    box->setObjectName(u"closeQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto *forget = box->addButton(tr("&Forget the changes"), QMessageBox::DestructiveRole);
    forget->setObjectName(u"forgetChanges"_s);
    connect(forget, &QPushButton::clicked, this, [this] { QDialog::reject(); });
    box->open();
}
