// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "schema/decode.h"

#include <QWidget>

/// Where one value of a row is typed or chosen, by what its column means. It turns what is typed into the
/// stored value.
class FieldEditor : public QWidget {
    Q_OBJECT
public:
    FieldEditor(ColumnInfo column, DecodeContext context, QWidget *parent = nullptr);

    const ColumnInfo &column() const { return m_column; }
    /// Shows a stored value that is not NULL. Emits nothing.
    virtual void setStored(const QVariant &raw) = 0;
    /// Shows that there is no value, and in grey what is in its place. Emits nothing.
    virtual void setNothing(const QString &inItsPlace) = 0;
    /// What is typed, as it would be stored. Errors: Usage, for what the column does not understand.
    virtual Result<QVariant> typed() const = 0;
    /// Why this value cannot be edited here; empty when it can.
    virtual QString obstacle() const { return {}; }
    /// What the typed value means, for the line below; empty when there is nothing to add.
    virtual QString meaning() const;

signals:
    void edited(); ///< by a person

protected:
    const DecodeContext &context() const { return m_context; }
    /// Makes one of its widgets the one that labels, names and focus go to.
    void setMain(QWidget *widget);

private:
    ColumnInfo m_column;
    DecodeContext m_context;
};

/// The editor for a column; @p raw is the value that it will show first, and decides where a column alone
/// does not.
FieldEditor *createFieldEditor(
    const ColumnInfo &column, const QVariant &raw, const DecodeContext &context, QWidget *parent);
