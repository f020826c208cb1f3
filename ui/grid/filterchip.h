// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/rowfilter.h"

#include <QFrame>

#include <optional>

class QComboBox;
class QLineEdit;
class QStackedWidget;
class QToolButton;

/// One condition of the filter row: column, operator and a value by the column's meaning.
class FilterChip : public QFrame {
    Q_OBJECT

public:
    FilterChip(const TableInfo &table, const DecodeContext &context, QWidget *parent = nullptr);

    /// The same table after its schema was read again; column, operator and value stay. False when the column
    /// is gone.
    bool setTable(const TableInfo &table, const DecodeContext &context);
    /// The condition with its value encoded at the context's time; nothing while no value was typed, an Error
    /// for one that is not understood.
    Result<std::optional<Condition>> condition(const DecodeContext &context) const;
    void setCondition(const Condition &condition);
    QString column() const;
    /// Puts the cursor where typing goes on: into the value.
    void focusValue();

signals:
    /// The person changed column, operator or value.
    void changed();
    /// Return was pressed in the value: no reason to wait longer.
    void committed();
    void removeWanted();

private:
    void fillColumns();
    void createColumns();
    void createOperators();
    void createValues();
    void createRemove();
    void showColumn();
    void showOpOf(FilterOp op);
    void showOperator();
    void fillWords();
    void fillTimes();
    const ColumnInfo &columnInfo() const;
    const FilterOpSpec &op() const;
    bool choosesWord() const;
    QString valueText() const;
    void setValueText(const QString &text);
    QString textOf(const QVariant &value) const;

    TableInfo m_table;
    DecodeContext m_context;
    std::optional<Condition> m_given; ///< a condition from elsewhere: holds exactly until somebody edits its text
    QString m_givenText;
    QComboBox *m_column;
    QComboBox *m_op;
    QStackedWidget *m_values;
    QComboBox *m_words;
    QComboBox *m_time;
    QLineEdit *m_text;
    QToolButton *m_remove;
};
