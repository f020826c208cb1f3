// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "document/documenttemplates.h"

#include <QDialog>

class PlainLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QRadioButton;

/// What a new document could become.
struct TemplateChoices {
    QList<const DocumentTemplate *> templates; ///< that fit the table or the document
    const DocumentType *current = nullptr; ///< of the document in the pane; nullptr: there is none to replace
    bool offersRow = false; ///< a new row can be made
    QString table; ///< for people
    TemplateSubject subject;
};

/// Chooses a template, whose document it becomes, and whether it takes the place of the present text.
class TemplateDialog : public QDialog {
    Q_OBJECT
public:
    explicit TemplateDialog(const TemplateChoices &choices, QWidget *parent = nullptr);

signals:
    void chosen(const DocumentTemplate &chosen, const TemplateSubject &subject, bool asNewRow);

private:
    const DocumentTemplate *current() const;
    TemplateSubject subject() const;
    void follow();
    void createLayout();

    TemplateChoices m_choices;
    QListWidget *m_list;
    QLineEdit *m_owner;
    PlainLabel *m_fault;
    QRadioButton *m_asRow;
    QRadioButton *m_asText;
    QPlainTextEdit *m_preview;
};
