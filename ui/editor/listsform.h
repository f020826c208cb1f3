// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/formsection.h"

class QComboBox;
class QLineEdit;
class QPushButton;
class QStringListModel;
class QTableWidget;

/// The members of the lists in a resource-lists or rls-services document.
class ListsForm : public FormSection {
    Q_OBJECT

public:
    explicit ListsForm(QWidget *parent);
    void showForm(const DocumentForm &form) override;
    void setEditable(bool editable) override;
    void setKnownUris(const QStringList &uris) override;

private:
    void createTable();
    QWidget *createAdding();
    void showLists();
    void showMembers();
    void setCell(int row, int column, const QString &text);
    void changeCell(int row, int column);
    void addTyped();
    void removeSelected();
    const ListEntry *current() const;

    DocumentForm m_form;
    bool m_editable = true;
    QStringListModel *m_uris;
    QComboBox *m_lists;
    QPushButton *m_newList;
    QTableWidget *m_members;
    QLineEdit *m_address = nullptr;
    QLineEdit *m_name = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_remove = nullptr;
};
