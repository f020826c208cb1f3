// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/rowedit.h"
#include "connection/dialect.h"
#include "schema/decode.h"

#include <QDialog>

#include <optional>

class FormField;
class PlainLabel;
class QDialogButtonBox;
class QPushButton;
class QVBoxLayout;
class QWidget;

/// What a form is about: the table, and how its values are spelled and read.
struct RowFormSubject {
    TableInfo table;
    const Dialect *dialect = nullptr;
    DecodeContext context;
};

/// One row as a form: every column with its type, its limits and its words, the unknown ones too. Says what
/// is wanted and stays open until that is done, so that nothing typed is lost. Shown with open().
class RowForm : public QDialog {
    Q_OBJECT
public:
    enum class Purpose { Insert, Duplicate, Edit };

    /// @p row: the one to edit or to copy; nothing for a new one.
    RowForm(const RowFormSubject &subject, Purpose purpose, const std::optional<SeenRow> &row,
        QWidget *parent = nullptr);

    /// The row has a staged change already: shows what that wants, and only adds to it.
    void setStaged(const RowChange &staged);
    /// What became of the wish, when it was not done: the form stays.
    void showFault(const QString &sentence);
    /// Errors: Usage, with the first thing that is wrong.
    Result<RowChange> change() const;

signals:
    void saveWanted(const RowChange &change);
    void stageWanted(const RowChange &change);

private:
    void createFields(QVBoxLayout *layout, const std::optional<SeenRow> &row);
    void createButtons(QVBoxLayout *layout);
    void fill(FormField *field, const std::optional<SeenRow> &row) const;
    void look();
    QString titleText(const std::optional<SeenRow> &row) const;
    bool isKey(const QString &column) const;

    RowFormSubject m_subject;
    Purpose m_purpose;
    SeenRow m_row;
    QList<FormField *> m_fields;
    PlainLabel *m_note;
    PlainLabel *m_fault;
    QPushButton *m_save = nullptr;
    QPushButton *m_stage = nullptr;
    bool m_isStaged = false;
};
