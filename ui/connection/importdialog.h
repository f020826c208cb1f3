// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/import/serverimport.h"

#include <QDialog>

class QListWidget;
class QPlainTextEdit;
class QPushButton;

/// The connections that a server's configuration suggests, with what is to be said about each; the ticked
/// ones are taken.
class ImportDialog : public QDialog {
    Q_OBJECT
public:
    ImportDialog(const QList<ImportProposal> &proposals, const QString &file, QWidget *parent = nullptr);

    void accept() override;

signals:
    void taken(const QList<ImportProposal> &proposals);

private:
    void addProposal(const ImportProposal &proposal, bool ticked);
    void showNotes(int row);
    QList<ImportProposal> ticked() const;

    QList<ImportProposal> m_proposals;
    QListWidget *m_list;
    QPlainTextEdit *m_notes;
    QPushButton *m_take = nullptr;
};
