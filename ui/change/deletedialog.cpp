// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/deletedialog.h"

#include "base/visibletext.h"
#include "change/changeview.h"
#include "change/changewords.h"
#include "change/placelabel.h"
#include "grid/statestyle.h"
#include "plainlabel.h"
#include "screenfit.h"
#include "theme.h"

#include <QDialogButtonBox>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

DeleteDialog::DeleteDialog(Session &session, const TableInfo &table, const DatabaseSchema &schema,
    const WritingPlace &place, DeleteChoice choice, QWidget *parent)
    : QDialog(parent)
    , m_table(table)
    , m_choice(std::move(choice))
    , m_collector(session, table)
    , m_question(new PlainLabel({}, this))
    , m_fault(new PlainLabel({}, this))
    , m_progress(new QProgressBar(this))
    , m_view(new ChangeView(schema, TimeStyle::Local, this))
{
    setObjectName(u"deleteDialog"_s);
    setWindowTitle(tr("Delete rows of %1").arg(visibleText(table.name)));
    m_question->setObjectName(u"deleteQuestion"_s);
    m_question->setWordWrap(true);
    QFont bold = m_question->font();
    bold.setBold(true);
    m_question->setFont(bold);
    m_fault->setObjectName(u"deleteFault"_s);
    m_fault->setWordWrap(true);
    m_fault->hide();
    m_progress->setRange(0, 0);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new PlaceLabel(place, this));
    createChoices(layout);
    layout->addWidget(m_question);
    layout->addWidget(m_progress);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_fault);
    createButtons(layout);
    fitToScreen(*this, {720, 480});
    connect(&m_collector, &RowCollector::progressed, this, [this](qsizetype rows) {
        m_question->setText(tr("Reading… %1 so far").arg(ChangeWords::rows(rows)));
    });
    connect(&m_collector, &RowCollector::collected, this, &DeleteDialog::showRows);
    connect(&m_collector, &RowCollector::failed, this, [this](const Error &error) {
        m_progress->hide();
        m_question->setText(tr("The rows could not be read."));
        showFault(error.message);
    });
    read();
}

void DeleteDialog::createChoices(QVBoxLayout *layout)
{
    if (!m_choice.filtered)
        return;
    const QString selected = m_choice.hasUnread
        ? tr("The selected rows that are &loaded (%1)").arg(ChangeWords::rows(m_choice.keys.size()))
        : tr("The se&lected rows (%1)").arg(ChangeWords::rows(m_choice.keys.size()));
    m_selected = new QRadioButton(selected, this);
    m_selected->setObjectName(u"deleteSelected"_s);
    m_filtered =
        new QRadioButton(tr("All rows that match the &filter (%1)").arg(m_choice.filteredCount), this);
    m_filtered->setObjectName(u"deleteFiltered"_s);
    (m_choice.hasUnread ? m_filtered : m_selected)->setChecked(true);
    layout->addWidget(m_selected);
    layout->addWidget(m_filtered);
    connect(m_selected, &QRadioButton::toggled, this, [this] { read(); });
}

void DeleteDialog::createButtons(QVBoxLayout *layout)
{
    auto *buttons = new QDialogButtonBox(this);
    m_delete = buttons->addButton(tr("&Delete…"), QDialogButtonBox::AcceptRole);
    m_delete->setObjectName(u"deleteRows"_s);
    m_delete->setDefault(true);
    m_stage = buttons->addButton(tr("S&tage"), QDialogButtonBox::ActionRole);
    m_stage->setObjectName(u"deleteStage"_s);
    setPlainTooltip(
        m_stage, tr("Keeps the deletion, to be done later together with other changes, in one transaction."));
    buttons->addButton(QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] { emit deleteWanted(m_changes); });
    connect(m_stage, &QPushButton::clicked, this, [this] { emit stageWanted(m_changes); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
}

void DeleteDialog::read()
{
    setReady(false);
    m_fault->hide();
    m_progress->show();
    m_view->clear();
    m_question->setText(tr("Reading the rows…"));
    if (m_filtered && m_filtered->isChecked())
        m_collector.collect(*m_choice.filtered);
    else
        m_collector.collect(m_choice.keys);
}

void DeleteDialog::showRows(const QList<SeenRow> &rows)
{
    m_progress->hide();
    m_changes.clear();
    for (const SeenRow &row : rows)
        m_changes.append(deletionOf(m_table, row));
    m_view->showChanges(m_changes);
    m_view->collapseAll();
    m_question->setText(rows.isEmpty()
            ? tr("None of these rows is there any more.")
            : tr("Delete %1 from %2?").arg(ChangeWords::rows(rows.size()), visibleText(m_table.name)));
    m_delete->setText(tr("&Delete %1").arg(ChangeWords::rows(rows.size())));
    setReady(!rows.isEmpty());
}

void DeleteDialog::setReady(bool ready)
{
    // Staged ones are looked through again and again; what is more is a clean-up.
    constexpr qsizetype mostStaged = 1000;
    m_delete->setEnabled(ready);
    m_stage->setEnabled(ready && m_changes.size() <= mostStaged);
}

void DeleteDialog::showFault(const QString &sentence)
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, styleOf(ExpiryState::Expired).text(isDark(colours)));
    m_fault->setPalette(colours);
    m_fault->setText(visibleText(sentence));
    m_fault->setVisible(!sentence.isEmpty());
}
