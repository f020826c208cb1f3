// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/profiledraft.h"

#include <QWidget>

class QListWidget;
class QPushButton;

/// The list of connections at the left of the dialog, with what can be done to them.
class ProfileList : public QWidget {
    Q_OBJECT
public:
    explicit ProfileList(QWidget *parent = nullptr);

    /// Shows these, the one at @p current chosen. Emits nothing.
    void showDrafts(const QList<ProfileDraft> &drafts, int current);
    /// Name, colour or mark of one are new.
    void showDraft(int row, const ProfileDraft &draft);

signals:
    void chosen(int row);
    void activated(); ///< a double click or Return: connect with it
    void newWanted();
    void duplicateWanted();
    void deleteWanted();
    void importWanted();

private:
    QPushButton *addButton(const QString &name, const QString &text);

    QListWidget *m_list;
    QPushButton *m_duplicate = nullptr;
    QPushButton *m_delete = nullptr;
};
