// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/importdialog.h"

#include "base/visibletext.h"
#include "plainlabel.h"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr QSize comfortable(620, 420);
} // namespace

ImportDialog::ImportDialog(const QList<ImportProposal> &proposals, const QString &file, QWidget *parent)
    : QDialog(parent)
    , m_proposals(proposals)
    , m_list(new QListWidget(this))
    , m_notes(new QPlainTextEdit(this))
{
    setObjectName(u"importDialog"_s);
    setWindowTitle(tr("Import connections"));
    resize(comfortable);
    m_list->setObjectName(u"proposals"_s);
    m_list->setAccessibleName(tr("Connections in the file"));
    m_notes->setObjectName(u"proposalNotes"_s);
    m_notes->setAccessibleName(tr("Notes about the chosen connection"));
    m_notes->setReadOnly(true);
    m_notes->setTabChangesFocus(true);
    auto *found =
        new PlainLabel(tr("Fo&und in %1. Nothing is saved before you save it.").arg(visibleText(file)), this);
    found->setWordWrap(true);
    found->setBuddy(m_list);
    auto *notes = new PlainLabel(tr("&Where it comes from:"), this);
    notes->setBuddy(m_notes);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_take = buttons->button(QDialogButtonBox::Ok);
    m_take->setObjectName(u"takeProposals"_s);
    m_take->setText(tr("&Take the ticked ones"));
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ImportDialog::reject);
    connect(m_list, &QListWidget::currentRowChanged, this, &ImportDialog::showNotes);
    connect(m_list, &QListWidget::itemChanged, this, [this] { m_take->setEnabled(!ticked().isEmpty()); });

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(found);
    layout->addWidget(m_list, 1);
    layout->addWidget(notes);
    layout->addWidget(m_notes, 1);
    layout->addWidget(buttons);
    for (const ImportProposal &proposal : std::as_const(m_proposals))
        addProposal(proposal, m_list->count() == 0);
    m_list->setCurrentRow(0);
}

void ImportDialog::addProposal(const ImportProposal &proposal, bool ticked)
{
    const QString text = tr("%1 — %2").arg(proposal.profile.name, proposal.profile.url.display());
    auto *item = new QListWidgetItem(visibleText(text), m_list);
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    item->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
}

void ImportDialog::showNotes(int row)
{
    QStringList lines;
    for (const QString &note : m_proposals.value(row).notes)
        lines.append(visibleText(note));
    m_notes->setPlainText(lines.isEmpty() ? tr("There is nothing to say about it.") : lines.join(u'\n'));
}

QList<ImportProposal> ImportDialog::ticked() const
{
    QList<ImportProposal> chosen;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            chosen.append(m_proposals.at(row));
    return chosen;
}

void ImportDialog::accept()
{
    emit taken(ticked());
    QDialog::accept();
}
