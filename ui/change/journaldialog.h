// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changejournal.h"
#include "schema/decode.h"

#include <QDialog>

class ChangeView;
class PlainLabel;
class QPushButton;
class QTreeWidget;

/// What was changed in one database from this account, newest first, and a way to take each back.
class JournalDialog : public QDialog {
    Q_OBJECT
public:
    JournalDialog(ChangeJournal journal, QString database, const DatabaseSchema &schema, TimeStyle times,
        QWidget *parent = nullptr);

    /// Reads it anew.
    void load();

signals:
    void undoWanted(const JournalEntry &entry);

private:
    void createList();
    void createButtons();
    void take(const Result<QList<JournalEntry>> &answer);
    void look();

    ChangeJournal m_journal;
    QString m_database;
    TimeStyle m_times;
    PlainLabel *m_note;
    QTreeWidget *m_list;
    ChangeView *m_view;
    QPushButton *m_undo = nullptr;
    QList<JournalEntry> m_entries;
};
