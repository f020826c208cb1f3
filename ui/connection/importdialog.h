// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/import/serverimport.h"

#include <QDialog>

class QCheckBox;
class QPushButton;
class QVBoxLayout;

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
    QWidget *createProposals();
    void addProposal(const ImportProposal &proposal, QVBoxLayout *layout);
    QList<ImportProposal> ticked() const;

    QList<ImportProposal> m_proposals;
    QList<QCheckBox *> m_boxes; ///< in the order of the proposals
    QPushButton *m_take = nullptr;
};
