// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFormLayout>
#include <QHash>
#include <QWidget>

class PlainLabel;

/// What is wrong with one field of a form: the field's object name and a sentence with the way out.
struct FieldFault {
    QString field;
    QString sentence;
};

/// A form whose fields carry a label with a mnemonic, a hint, and, when something is wrong, a sentence below
/// the field itself.
class FieldForm : public QWidget {
    Q_OBJECT
public:
    explicit FieldForm(QWidget *parent = nullptr);

    /// A field below the others. Its object name names it in faults; @p hint is its tooltip and what a screen
    /// reader adds.
    void addField(const QString &name, const QString &label, QWidget *field, const QString &hint = {});
    /// A field with a button at its right.
    void addField(
        const QString &name, const QString &label, QWidget *field, QWidget *button, const QString &hint);
    /// A remark over the whole width, under a name of its own.
    PlainLabel *addRemark(const QString &name, const QString &text = {});

    void setFieldVisible(const QString &name, bool visible);
    /// Shows the sentence at its field. False when the field is none of this form's.
    bool showFault(const FieldFault &fault);
    void clearFaults();

signals:
    void edited(); ///< a person changed something

private:
    struct Row {
        QWidget *field; ///< nullptr for a remark
        QWidget *line; ///< what stands in the layout
        PlainLabel *fault;
    };

    void addLine(
        const QString &name, const QString &label, QWidget *field, QWidget *button, const QString &hint);

    QFormLayout *m_layout;
    QHash<QString, Row> m_rows;
};
