// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

/// One value of a document in a form. What is being typed stays when the document is read anew, as long as it
/// is about the same thing; it counts at Return or when the focus leaves, and Escape takes it back.
class FormLine : public QLineEdit {
    Q_OBJECT

public:
    FormLine(const QString &name, const QString &label, QWidget *parent);

    /// @p key says what the value belongs to: typed text is dropped when that becomes something else.
    void showValue(const QString &value, const QString &key);
    /// A value with characters that cannot be seen is shown, and changed only in the text.
    void setEditable(bool editable);

signals:
    void committed(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool isTyped() const { return text() != m_shown; }
    void commit();
    void apply();

    QString m_value;
    QString m_shown; ///< the value as it was put into the line
    QString m_key;
    bool m_editable = true;
};
