// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/journaldialog.h"

#include "base/epochtime.h"
#include "base/visibletext.h"
#include "base/whendone.h"
#include "change/changeview.h"
#include "change/changewords.h"
#include "change/journalread.h"
#include "plainlabel.h"
#include "screenfit.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype mostShown = 1000;

struct StateWord {
    JournalEntry::State state;
    const char *word;
};

constexpr std::array stateWords {
    StateWord {JournalEntry::State::Begun, QT_TRANSLATE_NOOP("JournalDialog", "begun, its end is not known")},
    StateWord {JournalEntry::State::Made, QT_TRANSLATE_NOOP("JournalDialog", "made")},
    StateWord {JournalEntry::State::Failed, QT_TRANSLATE_NOOP("JournalDialog", "not made")},
    StateWord {JournalEntry::State::Unknown, QT_TRANSLATE_NOOP("JournalDialog", "its end is not known")},
    StateWord {JournalEntry::State::Undone, QT_TRANSLATE_NOOP("JournalDialog", "undone")},
};

QString stateText(JournalEntry::State state)
{
    const auto found = std::ranges::find(stateWords, state, &StateWord::state);
    return found == stateWords.end() ? QString() : JournalDialog::tr(found->word);
}
} // namespace

JournalDialog::JournalDialog(
    ChangeJournal journal, QString database, const DatabaseSchema &schema, TimeStyle times, QWidget *parent)
    : QDialog(parent)
    , m_journal(std::move(journal))
    , m_database(std::move(database))
    , m_times(times)
    , m_note(new PlainLabel(tr("Reading…"), this))
    , m_list(new QTreeWidget(this))
    , m_view(new ChangeView(schema, times, this))
{
    setObjectName(u"journalDialog"_s);
    setWindowTitle(tr("Changes made"));
    m_note->setObjectName(u"journalNote"_s);
    m_note->setWordWrap(true);
    createList();
    auto *split = new QSplitter(Qt::Vertical, this);
    split->addWidget(m_list);
    split->addWidget(m_view);
    split->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_note);
    layout->addWidget(split, 1);
    createButtons();
    fitToScreen(*this, {820, 560});
    load();
}

void JournalDialog::createList()
{
    m_list->setObjectName(u"journal"_s);
    m_list->setAccessibleName(tr("Changes made"));
    m_list->setHeaderLabels({tr("When"), tr("What"), tr("Rows"), tr("State")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &JournalDialog::look);
}

void JournalDialog::createButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_undo = buttons->addButton(tr("&Undo…"), QDialogButtonBox::ActionRole);
    m_undo->setObjectName(u"journalUndo"_s);
    connect(m_undo, &QPushButton::clicked, this,
        [this] { emit undoWanted(m_entries.at(m_list->indexOfTopLevelItem(m_list->currentItem()))); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(buttons);
    look();
}

void JournalDialog::load()
{
    whenDone(readJournal(m_journal, m_database), this,
        [this](const Result<QList<JournalEntry>> &answer) { take(answer); });
}

void JournalDialog::take(const Result<QList<JournalEntry>> &answer)
{
    m_entries = answer ? answer->first(std::min(answer->size(), mostShown)) : QList<JournalEntry>();
    m_list->clear();
    for (const JournalEntry &entry : std::as_const(m_entries))
        new QTreeWidgetItem(m_list,
            {dateTimeText(entry.time, m_times == TimeStyle::Utc), visibleText(entry.title),
                QString::number(entry.changes.size()), stateText(entry.state)});
    for (const int column : {0, 2, 3})
        m_list->resizeColumnToContents(column);
    if (!answer)
        m_note->setText(visibleText(answer.error().message));
    else
        m_note->setText(m_entries.isEmpty()
                ? tr("Nothing was changed here yet.")
                : tr("Each change was written down before it was made. Taking one back is refused where the "
                     "row has changed since."));
    m_list->setCurrentItem(m_list->topLevelItem(0));
    look();
}

void JournalDialog::look()
{
    const int row = m_list->currentItem() ? m_list->indexOfTopLevelItem(m_list->currentItem()) : -1;
    if (m_undo)
        m_undo->setEnabled(row >= 0 && canUndo(m_entries.at(row)));
    m_view->showChanges(row < 0 ? QList<RowChange>() : m_entries.at(row).changes);
}
