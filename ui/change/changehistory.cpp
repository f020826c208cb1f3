// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/changehistory.h"

#include "base/whendone.h"
#include "change/changeflow.h"
#include "change/journaldialog.h"
#include "change/journalread.h"
#include "change/opendialog.h"

#include <algorithm>

ChangeHistory::ChangeHistory(ChangeDesk &desk, ChangeFlow &flow, QString database, QWidget *window)
    : m_desk(desk)
    , m_flow(flow)
    , m_database(std::move(database))
    , m_window(window)
{
    connect(&flow, &ChangeFlow::undoWanted, this, &ChangeHistory::undo);
}

void ChangeHistory::open()
{
    if (m_dialog)
        return m_dialog->raise();
    m_dialog = new JournalDialog(m_desk.journal(), m_database, m_desk.schema(), m_times, m_window);
    connect(m_dialog, &JournalDialog::undoWanted, &m_flow, &ChangeFlow::undo);
    openFor(this, m_dialog);
}

void ChangeHistory::refresh()
{
    if (m_dialog)
        m_dialog->load();
}

void ChangeHistory::undoLast()
{
    undoWhich([](const QList<JournalEntry> &entries) { return lastUndoable(entries); });
}

void ChangeHistory::undo(const QString &id)
{
    undoWhich([id](const QList<JournalEntry> &entries) {
        const auto found = std::ranges::find(entries, id, &JournalEntry::id);
        return found == entries.end() ? std::nullopt : std::optional(*found);
    });
}

void ChangeHistory::undoWhich(const Choice &choose)
{
    whenDone(readJournal(m_desk.journal(), m_database), this,
        [this, choose](const Result<QList<JournalEntry>> &answer) {
            if (!answer)
                emit refused(answer.error());
            else if (const auto entry = choose(*answer))
                m_flow.undo(*entry);
            else
                emit refused(
                    {tr("There is no change of this database that could be undone."), {}, Fault::General});
        });
}
