// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/importdialog.h"

#include "base/visibletext.h"
#include "plainlabel.h"
#include "screenfit.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr QSize comfortable(620, 420);
constexpr int noteIndent = 24;
} // namespace

ImportDialog::ImportDialog(const QList<ImportProposal> &proposals, const QString &file, QWidget *parent)
    : QDialog(parent)
    , m_proposals(proposals)
{
    setObjectName(u"importDialog"_s);
    setWindowTitle(tr("Import connections"));
    fitToScreen(*this, comfortable);
    auto *found =
        new PlainLabel(tr("Found in %1. Nothing is saved before you save it.").arg(visibleText(file)), this);
    found->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_take = buttons->button(QDialogButtonBox::Ok);
    m_take->setObjectName(u"takeProposals"_s);
    m_take->setText(tr("&Take the ticked ones"));
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ImportDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(found);
    layout->addWidget(createProposals(), 1);
    layout->addWidget(buttons);
}

QWidget *ImportDialog::createProposals()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    for (const ImportProposal &proposal : std::as_const(m_proposals))
        addProposal(proposal, layout);
    layout->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return scroll;
}

void ImportDialog::addProposal(const ImportProposal &proposal, QVBoxLayout *layout)
{
    const QString text =
        visibleText(tr("%1 — %2").arg(proposal.profile.name, proposal.profile.url.display()));
    auto *box = new QCheckBox(withoutMnemonic(text), this);
    box->setObjectName(u"proposal%1"_s.arg(m_boxes.size()));
    box->setAccessibleName(text);
    box->setAccessibleDescription(visibleText(proposal.notes.join(u' ')));
    // The first is the best.
    box->setChecked(m_boxes.isEmpty());
    connect(box, &QCheckBox::toggled, this, [this] { m_take->setEnabled(!ticked().isEmpty()); });
    layout->addWidget(box);
    for (const QString &note : proposal.notes) {
        auto *line = new PlainLabel(visibleText(note), this);
        line->setObjectName(u"proposalNote"_s);
        line->setWordWrap(true);
        line->setContentsMargins(noteIndent, 0, 0, 0);
        layout->addWidget(line);
    }
    m_boxes.append(box);
}

QList<ImportProposal> ImportDialog::ticked() const
{
    QList<ImportProposal> chosen;
    for (qsizetype i = 0; i < m_boxes.size(); ++i)
        if (m_boxes.at(i)->isChecked())
            chosen.append(m_proposals.at(i));
    return chosen;
}

void ImportDialog::accept()
{
    emit taken(ticked());
    QDialog::accept();
}
