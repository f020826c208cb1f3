// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "grid/rowfilter.h"

#include <QFrame>

#include <optional>

class ConditionValue;
class QComboBox;
class QToolButton;

/// One condition of the filter row: column, operator, value and a button that takes it away.
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
    /// Puts the cursor where one begins to build a condition.
    void focusColumn();

signals:
    /// The person changed column, operator or value.
    void changed();
    /// Return was pressed in the value: no reason to wait longer.
    void committed();
    void removeWanted();

private:
    void createColumns();
    void createOperators();
    void createRemove();
    void fillColumns();
    void showColumn(const QString &name);
    void showOperator(FilterOp op);
    QString column() const;
    FilterOp op() const;
    ColumnInfo columnInfo() const;
    QString textOf(const QVariant &value) const;
    bool isAsGiven() const;

    TableInfo m_table;
    DecodeContext m_context;
    std::optional<Condition>
        m_given; ///< a condition from elsewhere: holds exactly until somebody edits its text
    QString m_givenText;
    QComboBox *m_column;
    QComboBox *m_op;
    ConditionValue *m_value;
    QToolButton *m_remove;
};
