// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/reportdialog.h"

#include "base/visibletext.h"
#include "change/changeview.h"
#include "plainlabel.h"
#include "screenfit.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ReportDialog::ReportDialog(
    const ChangeReport &report, const DatabaseSchema &schema, TimeStyle times, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"reportDialog"_s);
    setWindowTitle(report.isSaved() ? tr("What was done") : tr("Not everything was written"));
    auto *title = new PlainLabel(visibleText(report.title), this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    title->setWordWrap(true);
    auto *sentence = new PlainLabel(visibleText(report.sentence), this);
    sentence->setObjectName(u"reportSentence"_s);
    sentence->setWordWrap(true);
    auto *view = new ChangeView(schema, times, this);
    view->showReport(report);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (report.wroteAnything() && !report.journalId.isEmpty()) {
        QPushButton *undo = buttons->addButton(tr("&Undo what was written…"), QDialogButtonBox::ActionRole);
        undo->setObjectName(u"reportUndo"_s);
        connect(undo, &QPushButton::clicked, this, [this, id = report.journalId] {
            accept();
            emit undoWanted(id);
        });
    }
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(title);
    layout->addWidget(sentence);
    layout->addWidget(view, 1);
    layout->addWidget(buttons);
    fitToScreen(*this, {860, 480});
}
