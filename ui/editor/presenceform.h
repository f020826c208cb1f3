// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/formsection.h"

class FormLine;
class PlainLabel;
class QCheckBox;
class QComboBox;
class QPushButton;
class QToolButton;
class QVBoxLayout;

/// One tuple: its basic status and note.
class TupleRow : public QWidget {
    Q_OBJECT

public:
    TupleRow(qsizetype number, QWidget *parent);
    void showTuple(const TupleEntry &tuple, bool editable);

signals:
    void basicChosen(const QString &basic);
    void noteChanged(const QString &text);
    void removeWanted();

private:
    PlainLabel *m_id;
    QComboBox *m_basic;
    FormLine *m_note;
    QToolButton *m_remove;
};

/// Basic status of each tuple, notes, and what the person is doing.
class PresenceForm : public FormSection {
    Q_OBJECT

public:
    PresenceForm(const DocumentType &type, QWidget *parent);
    void showForm(const DocumentForm &form) override;
    void setEditable(bool editable) override;

private:
    QWidget *createTuples();
    QWidget *createPerson(const DocumentType &type);
    TupleRow *createRow(qsizetype number);
    void chooseActivities();

    DocumentForm m_form;
    bool m_editable = true;
    QVBoxLayout *m_rowLayout = nullptr;
    QList<TupleRow *> m_rows;
    QPushButton *m_add = nullptr;
    QList<QCheckBox *> m_activities;
    PlainLabel *m_others = nullptr;
    FormLine *m_note = nullptr;
    FormLine *m_personNote = nullptr;
};
