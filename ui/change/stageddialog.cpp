// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/stageddialog.h"

#include "change/changeview.h"
#include "change/changewords.h"
#include "plainlabel.h"
#include "screenfit.h"

#include <QDialogButtonBox>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

StagedDialog::StagedDialog(
    StagedChanges &staged, const DatabaseSchema &schema, TimeStyle times, QWidget *parent)
    : QDialog(parent)
    , m_staged(staged)
    , m_summary(new PlainLabel({}, this))
    , m_view(new ChangeView(schema, times, this))
{
    setObjectName(u"stagedDialog"_s);
    setWindowTitle(tr("Staged changes"));
    m_summary->setObjectName(u"stagedSummary"_s);
    m_summary->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(m_view, 1);
    createButtons();
    fitToScreen(*this, {720, 420});
    connect(&m_staged, &StagedChanges::changed, this, &StagedDialog::showChanges);
    connect(m_view, &QTreeWidget::itemSelectionChanged, this, &StagedDialog::look);
    showChanges();
}

void StagedDialog::createButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_apply = buttons->addButton(tr("&Preview and write…"), QDialogButtonBox::ActionRole);
    m_apply->setObjectName(u"stagedApply"_s);
    m_apply->setDefault(true);
    m_edit = buttons->addButton(tr("&Edit…"), QDialogButtonBox::ActionRole);
    m_edit->setObjectName(u"stagedEdit"_s);
    connect(m_edit, &QPushButton::clicked, this, [this] { emit editWanted(m_view->currentChange()); });
    m_remove = buttons->addButton(tr("&Remove"), QDialogButtonBox::ActionRole);
    m_remove->setObjectName(u"stagedRemove"_s);
    m_remove->setShortcut(QKeySequence(Qt::Key_Delete));
    m_discard = buttons->addButton(tr("&Discard all…"), QDialogButtonBox::ActionRole);
    m_discard->setObjectName(u"stagedDiscard"_s);
    connect(m_apply, &QPushButton::clicked, this, &StagedDialog::applyWanted);
    connect(m_remove, &QPushButton::clicked, this, &StagedDialog::removeChosen);
    connect(m_discard, &QPushButton::clicked, this, [this] {
        auto *box = new QMessageBox(QMessageBox::Question, tr("Discard staged changes"),
            tr("Discard the staged changes of %1? Nothing of them was written.")
                .arg(ChangeWords::rows(m_staged.count())),
            QMessageBox::Discard | QMessageBox::Cancel, this);
        box->setObjectName(u"discardBox"_s);
        box->setTextFormat(Qt::PlainText);
        box->setAttribute(Qt::WA_DeleteOnClose);
        connect(box->button(QMessageBox::Discard), &QPushButton::clicked, &m_staged, &StagedChanges::clear);
        box->open();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(buttons);
}

void StagedDialog::showChanges()
{
    m_view->showChanges(m_staged.all());
    m_summary->setText(m_staged.count() == 0
            ? tr("No change is staged. “Stage” in the form of a row keeps a change here, so that several can "
                 "be written together.")
            : tr("%1 will be changed when you write them. Until then nothing of this is in the database.")
                  .arg(ChangeWords::rows(m_staged.count())));
    look();
}

void StagedDialog::removeChosen()
{
    QList<int> chosen = m_view->chosenChanges();
    std::ranges::sort(chosen, std::greater());
    for (const int number : chosen)
        m_staged.unstage(number);
}

void StagedDialog::look()
{
    m_apply->setEnabled(m_staged.count() > 0);
    m_discard->setEnabled(m_staged.count() > 0);
    const QList<int> chosen = m_view->chosenChanges();
    m_remove->setEnabled(!chosen.isEmpty());
    m_edit->setEnabled(
        chosen.size() == 1 && m_staged.all().value(chosen.constFirst()).kind != ChangeKind::Delete);
}
