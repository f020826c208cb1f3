// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connectionservices.h"
#include "connection/profiledraft.h"
#include "live/connectionreport.h"

#include <QDialog>

class ConnectionTest;
class ProfileForm;
class ProfileList;
class QPushButton;
class ReportView;

/// Where people describe, try out and save their connections. Changes stay in the dialog until they are
/// saved; whoever closes it with unsaved ones is asked. Shown with show(): nothing waits for it.
class ConnectionDialog : public QDialog {
    Q_OBJECT
public:
    ConnectionDialog(const ConnectionServices &services, QWidget *parent = nullptr);

    /// Chooses a saved connection; an empty name begins a new one.
    void choose(const QString &name);
    /// Begins with what an address says.
    void addDraft(const Profile &profile, const Secret &password = {});

    void importFile(const QString &file);

    void reject() override;

signals:
    /// The person wants to see this database. @p password empty: none was typed.
    void connectWanted(const Profile &profile, const Secret &password);
    void profilesChanged();

private:
    void createLayout();
    void connectParts();
    QPushButton *addButton(const QString &name, const QString &text);

    void choose(int row);
    void keepForm();
    void showCurrent();
    void markChanged();
    void addNew();
    void duplicate();
    void askBeforeRemoving();
    void remove();
    void import();
    void take(const QList<ImportProposal> &proposals);

    void test();
    void showReport(const Result<ConnectionReport> &report);
    void cancelTest();
    bool save();
    bool hasFreeName(const Profile &profile);
    void savePassword(const ProfileDraft &draft, const QString &oldName);
    void connectToIt();
    bool hasChanges() const;
    ProfileDraft &current() { return m_drafts[m_current]; }

    ConnectionServices m_services;
    QList<ProfileDraft> m_drafts; ///< never empty
    int m_current = 0;
    ProfileList *m_list;
    ProfileForm *m_form;
    ReportView *m_report;
    ConnectionTest *m_test;
    QPushButton *m_testButton = nullptr;
    QPushButton *m_saveButton = nullptr;
    QPushButton *m_connectButton = nullptr;
};
