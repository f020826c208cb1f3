// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/rowcollector.h"
#include "change/writingplace.h"

#include <QDialog>

class ChangeView;
class PlainLabel;
class QButtonGroup;
class QProgressBar;
class QPushButton;
class QRadioButton;
class QVBoxLayout;

/// Which rows a deletion may mean.
struct DeleteChoice {
    QList<QVariantList> keys; ///< of the selected rows
    bool hasUnread = false; ///< more are selected than are known
    std::optional<WindowQuery> filtered; ///< all rows that match the filter, when one is set
    QString filteredCount; ///< "about 120 rows": before they are read
};

/// Reads the rows that shall be deleted and asks with their exact number. Shown with open().
class DeleteDialog : public QDialog {
    Q_OBJECT
public:
    DeleteDialog(Session &session, const TableInfo &table, const DatabaseSchema &schema,
        const WritingPlace &place, DeleteChoice choice, QWidget *parent = nullptr);

    void showFault(const QString &sentence);

signals:
    void deleteWanted(const QList<RowChange> &changes);
    void stageWanted(const QList<RowChange> &changes);

private:
    void createChoices(QVBoxLayout *layout);
    void createButtons(QVBoxLayout *layout);
    void read();
    void showRows(const QList<SeenRow> &rows);
    void setReady(bool ready);

    TableInfo m_table;
    DeleteChoice m_choice;
    RowCollector m_collector;
    QRadioButton *m_selected = nullptr;
    QRadioButton *m_filtered = nullptr;
    PlainLabel *m_question;
    PlainLabel *m_fault;
    QProgressBar *m_progress;
    ChangeView *m_view;
    QPushButton *m_delete = nullptr;
    QPushButton *m_stage = nullptr;
    QList<RowChange> m_changes;
};
