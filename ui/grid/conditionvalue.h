// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/rowfilter.h"

#include <QStackedWidget>

class QComboBox;
class QLineEdit;

/// The value of one condition: a chooser of words, a time with hints, or a line of text, by the column's
/// meaning.
class ConditionValue : public QStackedWidget {
    Q_OBJECT

public:
    explicit ConditionValue(QWidget *parent = nullptr);

    void setColumn(const ColumnInfo &column, const DecodeContext &context);
    /// Shows what fits the operator; typed text moves along. The column comes first.
    void setOperator(FilterOp op);
    QString text() const;
    void setText(const QString &text);

signals:
    /// The person chose or typed.
    void changed();
    /// Return was pressed: no reason to wait longer.
    void committed();

private:
    void createTimes();
    QWidget *widgetFor(FilterOp op) const;

    QComboBox *m_words;
    QComboBox *m_time;
    QLineEdit *m_text;
    ColumnInfo m_column;
};

/// True when the column's values are times, compared and typed as such.
bool holdsTime(const ColumnInfo &column);
/// True for operators that look for a part of a text: their value is never a word of a closed list.
bool searchesText(FilterOp op);
